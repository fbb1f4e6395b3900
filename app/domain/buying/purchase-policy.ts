// The rules under which the people of an organisation buy: when something holds, something is done. Pure.
import type { Category, OfferKind } from '#app/domain/catalogue/offer.ts';
import type { RequestClause } from './request-seats.ts';
import type { Tolerance } from './request-total.ts';

/** Purchases of a window are added up by these, so that one need in several purchases is still seen. */
export const windowKeys = ['requester', 'supplier', 'category'] as const;
export type WindowKey = (typeof windowKeys)[number];

/** All that is given must hold; a rule without any of it always holds. */
export type RuleCondition = {
  /** Cents incl. VAT, reached by the request, or with the other purchases of the window. */
  fromCents?: number;
  window?: { days: number; by: WindowKey[] };
  categories?: Category[];
  kinds?: OfferKind[];
  /** A supplier of which the organisation has ordered nothing yet. */
  newSupplier?: true;
  /** A supplier whose proven points are below, 1 to 100. */
  provenBelow?: number;
};

export const ruleActions = ['note', 'reason', 'ask', 'refuse'] as const;
export type RuleAction = (typeof ruleActions)[number];
export type RuleConsequence =
  | { action: 'note' | 'refuse'; text: string }
  | { action: 'reason' }
  | ({ action: 'ask' } & Pick<RequestClause, 'tier' | 'need' | 'of' | 'hours' | 'to'>);
export type PolicyRule = { id: string; when: RuleCondition; does: RuleConsequence };
export type PurchasePolicy = { id: string; version: number; rules: PolicyRule[]; tolerance: Tolerance };

export const maxRules = 30;
/** Tiers of one policy. */
export const maxTiers = 5;

/** A purchase as rules see it. `windowCents`: what was bought in a window before, with this purchase. */
export type PurchaseFacts = {
  totalCents: number;
  suppliers: readonly { isNew: boolean; proven: number }[];
  lines: readonly { category: Category; kind: OfferKind }[];
  windowCents: (window: { days: number; by: readonly WindowKey[] }) => number;
};

export type PolicyReading = {
  clauses: RequestClause[];
  notes: string[];
  needsReason: boolean;
  /** The sentence of a rule that refuses; null when none does. */
  refusal: string | null;
};

/**
 * The consequences of the rules for a purchase. Clauses of amounts that it does not reach are kept: it may become dearer. One that
 * is reached only with other purchases is asked whatever the amount.
 */
export function readPolicy(rules: readonly PolicyRule[], facts: PurchaseFacts): PolicyReading {
  const matching = rules.filter(({ when }) => holdsBesidesAmount(when, facts));
  const reached = matching.filter(({ when }) => reachesAmount(when, facts));
  const clauses = matching.flatMap(({ id, when, does }): RequestClause[] => {
    if (does.action !== 'ask') return [];
    const { tier, need, of, hours, to } = does;
    const isSplit = reached.some((rule) => rule.id === id) && facts.totalCents < (when.fromCents ?? 0);
    return [{ id, tier, from: isSplit ? null : (when.fromCents ?? null), need, of, hours, to }];
  });
  const texts = (action: 'note' | 'refuse') =>
    reached.flatMap(({ does }) => (does.action === action && 'text' in does ? [does.text] : []));
  return {
    clauses,
    notes: texts('note'),
    needsReason: reached.some(({ does }) => does.action === 'reason'),
    refusal: texts('refuse')[0] ?? null,
  };
}

/** Whether a purchase must be asked as a request, and cannot be ordered directly. */
export function asksFirst({ clauses, needsReason, refusal }: PolicyReading, totalCents: number): boolean {
  return needsReason || refusal !== null || clauses.some(({ from }) => from === null || from <= totalCents);
}

function reachesAmount({ fromCents, window }: RuleCondition, { totalCents, windowCents }: PurchaseFacts): boolean {
  return (
    fromCents === undefined || totalCents >= fromCents || (window !== undefined && windowCents(window) >= fromCents)
  );
}

function holdsBesidesAmount(
  { categories, kinds, newSupplier, provenBelow }: RuleCondition,
  { lines, suppliers }: PurchaseFacts,
): boolean {
  const fitsLines = lines.some(
    ({ category, kind }) => (categories?.includes(category) ?? true) && (kinds?.includes(kind) ?? true),
  );
  return (
    fitsLines &&
    (!newSupplier || suppliers.some(({ isNew }) => isNew)) &&
    (provenBelow === undefined || suppliers.some(({ proven }) => proven < provenBelow))
  );
}
