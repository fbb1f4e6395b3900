// Decisions that wait for a second person: what they say, and the verbs that confirm them.

import { findOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { findOpenSiretClaim } from '#app/domain/accounts/siret-claims.server.ts';
import {
  grantCreditLimit,
  payBackByBank,
  payOutByBank,
  receiveByHand,
} from '#app/domain/checkout/bank-decisions.server.ts';
import { dismissCase, reinstateOrder } from '#app/domain/checkout/unallocated-payments.server.ts';
import { grantExemption } from '#app/domain/evidence/exemptions.server.ts';
import { publishMethod } from '#app/domain/evidence/method-versions.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { findCases } from '#app/domain/payments/cases.server.ts';
import { publishFactors } from '#app/domain/reporting/factor-versions.server.ts';
import { publishVersions } from '#app/domain/scoring/publish-versions.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { type DecisionProposal, listDecisionProposals } from '#app/domain/suppliers/deciding.server.ts';
import type { DecisionFacts, DecisionVerb } from '#app/domain/suppliers/decision.ts';
import { findParty } from '#app/domain/suppliers/invited.server.ts';
import { decideSiretClaim } from '#app/domain/suppliers/siret-contests.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { prepareCaseRefund } from './case-refund.server.ts';

type Outcome = Result<object, { reason: string }>;
type Confirmed = (ctx: RequestContext, facts: DecisionFacts) => Outcome;

/** The facts of a proposal were written by the verb that now reads them. */
function textOf(facts: DecisionFacts, name: string): string {
  const value = findOwnValue(facts, name);
  invariant(typeof value === 'string', `the proposal names its ${name}`);
  return value;
}

function centsOf(facts: DecisionFacts): number {
  invariant(typeof facts.cents === 'number', 'the proposal names its cents');
  return facts.cents;
}

const verbs: Record<Exclude<DecisionVerb, 'case-refunded'>, Confirmed> = {
  'credit-limit': (ctx, facts) => grantCreditLimit(ctx, textOf(facts, 'organisation'), centsOf(facts)),
  'payment-received': (ctx, facts) => receiveByHand(ctx, textOf(facts, 'order'), centsOf(facts)),
  'supplier-paid': (ctx, facts) => payOutByBank(ctx, textOf(facts, 'order'), textOf(facts, 'supplier'), centsOf(facts)),
  'buyer-paid-back': (ctx, facts) => payBackByBank(ctx, textOf(facts, 'order'), centsOf(facts)),
  'case-reinstated': (ctx, facts) => reinstateOrder(ctx, textOf(facts, 'case')),
  'case-dismissed': (ctx, facts) => dismissCase(ctx, textOf(facts, 'case')),
  'method-published': (ctx, facts) => {
    const published = publishMethod(ctx, textOf(facts, 'version'));
    if (published.ok) publishVersions({ ...ctx, ...reloaded(ctx) });
    return published;
  },
  'exemption-granted': (ctx, facts) =>
    grantExemption(ctx, textOf(facts, 'supplier'), textOf(facts, 'criterion'), textOf(facts, 'reason')),
  'factors-published': (ctx, facts) => {
    const published = publishFactors(ctx, textOf(facts, 'version'));
    if (published.ok) reloaded(ctx);
    return published;
  },
  'siret-moved': (ctx, facts) => decideSiretClaim(ctx, textOf(facts, 'claim'), textOf(facts, 'reason')),
};

/** The claimant of a waiting decision on a SIRET, and the SIRET. */
function claimOf(ctx: RequestContext, { facts }: DecisionProposal): string[] {
  const claim = typeof facts.claim === 'string' ? findOpenSiretClaim(ctx, facts.claim) : undefined;
  if (!claim) return [];
  return [findParty(ctx, { kind: claim.party, id: claim.partyId })?.name ?? '', claim.number];
}

function reloaded({ services: { rules } }: RequestContext) {
  rules.reload();
  return rules.current;
}

/**
 * Resolves to what takes the decision of a proposal as the second person, with the facts that the page showed; the
 * provider is asked before. Throws if it does not answer.
 */
export async function prepareConfirmation(
  ctx: RequestContext,
  { verb, facts }: DecisionProposal,
): Promise<() => Outcome> {
  if (verb === 'case-refunded') return prepareCaseRefund(ctx, textOf(facts, 'case'));
  return () => verbs[verb](ctx, facts);
}

/** The waiting decisions as sentences. */
export function viewProposals(ctx: RequestContext) {
  const all = listDecisionProposals(ctx);
  const names = personNames(
    ctx,
    all.map(({ proposedBy }) => proposedBy),
  );
  const cases = findCases(
    ctx,
    all.flatMap(({ facts }) => (typeof facts.case === 'string' ? facts.case : [])),
  );
  const orders = new Map(all.map(({ id, facts }) => [id, orderOf(facts, cases)]));
  const numbers = listOrderNumbers(
    ctx,
    [...orders.values()].flatMap((order) => order ?? []),
  );
  const suppliers = findSuppliers(
    ctx,
    all.flatMap(({ facts }) => (typeof facts.supplier === 'string' ? facts.supplier : [])),
  );
  const organisations = findOrganisations(
    ctx,
    all.flatMap(({ facts }) => (typeof facts.organisation === 'string' ? facts.organisation : [])),
  );
  const named = new Map(organisations.map(({ id, name, siret }) => [id, siret ? `${name}, ${siret}` : name]));
  const supplierNames = new Map(suppliers.map(({ id, name }) => [id, name]));
  return all.map((proposal) => {
    const { id, verb, facts, proposedBy, proposedAt } = proposal;
    const order = orders.get(id) ?? '';
    const about = [
      numbers.get(order) ?? order,
      supplierNames.get(String(facts.supplier)) ?? '',
      named.get(String(facts.organisation)) ?? '',
      String(facts.version ?? ''),
      ...claimOf(ctx, proposal),
      exemptionText(ctx, facts) || String(facts.reason ?? ''),
    ];
    return {
      id,
      says: ctx.t.decisions.verbs[verb](
        about.filter(Boolean).join(', '),
        typeof facts.cents === 'number' ? formatMoney(facts.cents, ctx.locale) : '',
      ),
      by: names.get(proposedBy) ?? '',
      proposedAt,
      isOwn: proposedBy === ctx.user?.id,
    };
  });
}

/** The criterion and the method's reason of an exemption, in the language of the page; empty for other proposals. */
function exemptionText(ctx: RequestContext, { criterion: id, reason }: DecisionFacts): string {
  const criterion = findCriterion(ctx.method, String(id));
  if (!criterion) return '';
  const text = findOwnValue(ctx.t.score.reasons, String(reason)) ?? String(reason);
  return `${shownCriterionName(criterion, ctx)} (${text})`;
}

function orderOf(facts: DecisionFacts, cases: ReturnType<typeof findCases>): string | null {
  if (typeof facts.order === 'string') return facts.order;
  return cases.get(String(facts.case))?.reference ?? null;
}
