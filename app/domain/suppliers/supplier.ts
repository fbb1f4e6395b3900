// Suppliers: legal identity, place, delivery terms, evidence. Never computes a score.
import { isClosed } from '#app/domain/calendar/opening.ts';
import { addDays, isoWeekday, localDay, localHour, type Zone } from '#app/domain/shared/context.ts';

/** `shared` is a supplier's own round; `round` is the town's. */
export const deliveryChoices = ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'] as const;
export type DeliveryChoice = (typeof deliveryChoices)[number];

export const vatRegimes = ['standard', 'franchise', 'margin'] as const;
export type VatRegime = (typeof vatRegimes)[number];
/** A change of regime waits for its day, has come into force, or was withdrawn before. */
export const vatChangeStates = ['planned', 'effective', 'withdrawn'] as const;

/** The texts of a profile that people write in several languages. */
export const translatedColumns = ['headline', 'story'] as const;
export type TranslatedColumn = (typeof translatedColumns)[number];

/**
 * Roles of a person in a supplier's team, by task; a person may hold several. `prepare`: orders, hand-over and stock;
 * `sell`: offers, imports, prices and delivery; `prove`: proofs and visits; `account`: sales, payouts, invoices and VAT.
 * `own` has every right, and alone changes the identity, the agreements, the team, the opening and where money goes.
 */
export const supplierRoles = ['prepare', 'sell', 'prove', 'account', 'own'] as const;
export type SupplierRole = (typeof supplierRoles)[number];

/** Whether the roles that a person holds give the right of one of `wanted`. */
export function holdsSupplierRole(roles: readonly SupplierRole[], ...wanted: readonly SupplierRole[]): boolean {
  return roles.includes('own') || wanted.some((role) => roles.includes(role));
}

/** How a signature ends: withdrawn by the supplier, or replaced by its signature of a newer version. */
export const signatureEndings = ['withdrawn', 'replaced'] as const;
/** A check of the checklist: attested by the supplier, verified or waived by a steward. */
export const checkStates = ['attested', 'verified', 'waived'] as const;

/** Answers of the public company directory. */
export const registryOutcomes = ['found', 'closed', 'unknown', 'not-checked'] as const;

export type DeliveryTerms = {
  deliveryMode: string;
  /** ISO weekdays of the supplier's own round; empty when there is none. */
  deliveryDays: readonly number[];
  sharedFeeCents: number | null;
  dedicatedFeeCents: number | null;
  pickup: boolean;
  /** Cut-off for orders: this many days before the round, at this hour in the town. */
  cutoffDays: number;
  cutoffHour: number;
  /** Days of closure, both ends included. */
  closures: readonly { from: string; to: string }[];
};

/** The supplier's own delivery choices, the lightest first. Never `round`: that depends on the day and the basket. */
export function choicesOf(terms: DeliveryTerms): DeliveryChoice[] {
  return [
    ...(terms.sharedFeeCents !== null && terms.deliveryDays.length > 0 ? (['shared'] as const) : []),
    ...(terms.pickup ? (['pickup-foot', 'pickup-car'] as const) : []),
    ...(terms.dedicatedFeeCents !== null ? (['dedicated'] as const) : []),
  ];
}

export function feeCents(terms: DeliveryTerms, choice: DeliveryChoice): number {
  if (choice === 'shared') return terms.sharedFeeCents ?? 0;
  return choice === 'dedicated' ? (terms.dedicatedFeeCents ?? 0) : 0;
}

/**
 * The first possible day of arrival, YYYY-MM-DD: for `shared` a round day before its cut-off, else a working day;
 * never a day of closure. If there is none within 400 days, the first day after the lead time.
 */
export function arrivalDay(
  terms: DeliveryTerms,
  choice: DeliveryChoice,
  leadDays: number,
  now: Date,
  town: Zone,
): string {
  const first = addDays(localDay(now, town), Math.max(1, leadDays));
  for (let offset = 0; offset < 400; offset++) {
    const day = addDays(first, offset);
    if (servesOn(terms, choice, day, now, town)) return day;
  }
  return first;
}

/**
 * Whether a delivery or pickup is possible on a future day: for `shared` a round day before its cut-off, else a
 * working day; never a day of closure.
 */
export function servesOn(terms: DeliveryTerms, choice: DeliveryChoice, day: string, now: Date, town: Zone): boolean {
  const shared = choice === 'shared';
  const days = shared ? terms.deliveryDays : [1, 2, 3, 4, 5];
  const from = localDay(now, town);
  if (day <= from || !days.includes(isoWeekday(day)) || isClosed(terms.closures, day)) return false;
  return !shared || roundTakes(terms, day, from, localHour(now, town));
}

/** Whether the cut-off for the round of `day` has not passed. */
function roundTakes(terms: DeliveryTerms, day: string, from: string, hour: number): boolean {
  const closes = addDays(day, -terms.cutoffDays);
  return from < closes || (from === closes && hour < terms.cutoffHour);
}
