// The subject of a decision in names and sums: for the page and the letter on which its person signs. The hash stays over
// ids, which never change.

import { findOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { findRoleInvitation } from '#app/domain/accounts/role-invitations.server.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { findOpenSiretClaim } from '#app/domain/accounts/siret-claims.server.ts';
import { getBankStatement, previewBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import type { SignedDecision } from '#app/domain/ledger/signed-decision.ts';
import { queueKinds } from '#app/domain/moderation/queue.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { findCases } from '#app/domain/payments/cases.server.ts';
import { documentLevels } from '#app/domain/scoring/criterion-levels.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { verifiedItems } from '#app/domain/suppliers/checklist.ts';
import { findParty } from '#app/domain/suppliers/invited.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { decisionChoices } from './decision-choices.ts';
import { viewItem } from './item-view.server.ts';
import { viewProposals } from './proposals.server.ts';

/** The fields of the form, as they were posted. */
export type PostedFields = Record<string, string | string[]>;
type Act = Pick<SignedDecision, 'verb' | 'object' | 'outcome'>;
export type NamedDecision = {
  about: string;
  outcome: string;
  /** Null for a decision without money. */
  sum: string | null;
};

/** Names what exists; an id that names nothing any more stays. */
export function nameDecision(ctx: RequestContext, act: Act, fields: PostedFields): NamedDecision {
  const [kind = ''] = act.verb.split('.');
  const named = findOwnValue(naming, kind)?.(ctx, act.object, (name) => [findOwnValue(fields, name) ?? []].flat());
  return { about: named?.about || act.object, sum: named?.sum ?? sumOf(ctx, fields), outcome: nameOutcome(ctx, act) };
}

/** The outcome as the form words it; empty if the act says it. */
export function nameOutcome(ctx: Pick<RequestContext, 't' | 'method' | 'locale'>, { verb, outcome }: Act): string {
  if (verb.endsWith(`.${outcome}`)) return '';
  const kind = queueKinds.find((one) => verb === `${one}.decide`);
  const choice =
    kind && decisionChoices({ kind, own: false, levels: documentLevels }, ctx.t).find(([value]) => value === outcome);
  if (choice) return choice[1];
  if (outcome === 'decide') return '';
  const item = verifiedItems.find((one) => one === outcome);
  if (item) return ctx.t.seller.checklist.items[item][0];
  const criterion = findCriterion(ctx.method, outcome.split('|')[0] ?? '');
  if (criterion) return shownCriterionName(criterion, ctx);
  const role = (['steward', 'administrator'] as const).find((one) => one === outcome);
  return role ? ctx.t.steward.roles[role] : outcome;
}

function sumOf({ locale }: RequestContext, { cents, limit }: PostedFields): string | null {
  if (typeof cents === 'string' && /^-?\d{1,12}$/.test(cents)) return formatMoney(Number(cents), locale);
  return typeof limit === 'string' && limit !== '' ? `${limit} €` : null;
}

type Field = (name: string) => readonly string[];
type Named = { about: string; sum?: string | null };
type Naming = (ctx: RequestContext, id: string, field: Field) => Named;

const ofItem =
  (kind: (typeof queueKinds)[number]): Naming =>
  (ctx, id) => {
    const { supplier, criterion, offer, evidence } = viewItem(ctx, `${kind}:${id}`);
    return { about: listed(supplier.name, criterion?.label, offer?.name, evidence?.title) };
  };

/** By the first part of a verb. */
const naming: Record<string, Naming> = {
  ...Object.fromEntries(queueKinds.filter((kind) => kind !== 'supplier').map((kind) => [kind, ofItem(kind)])),
  supplier: (ctx, id) => ({ about: supplierName(ctx, id) }),
  order: (ctx, id, field) => ({
    about: listed(listOrderNumbers(ctx, [id]).get(id), supplierName(ctx, field('supplier')[0] ?? '')),
  }),
  organisation: (ctx, id) => {
    const [organisation] = findOrganisations(ctx, [id]);
    return { about: listed(organisation?.name, organisation?.siret) };
  },
  statement: nameStatement,
  case: nameCase,
  proposal: (ctx, id) => ({ about: viewProposals(ctx).find((one) => one.id === id)?.says ?? '' }),
  siret: (ctx, id) => {
    const claim = findOpenSiretClaim(ctx, id);
    if (!claim) return { about: '' };
    return { about: listed(findParty(ctx, { kind: claim.party, id: claim.partyId })?.name, claim.number) };
  },
  role: (ctx, _, field) => {
    const [user = '', invitation = ''] = [field('user')[0], field('invitation')[0]];
    return { about: listed(field('email')[0], personNames(ctx, [user]).get(user), invitedTo(ctx, invitation)) };
  },
};

/** How many lines, and their sum. */
function nameStatement(ctx: RequestContext, id: string, field: Field): Named {
  const statement = getBankStatement(ctx, id);
  const kept = new Set(field('line'));
  const lines = previewBankStatement(ctx, statement).lines.filter(({ key }) => kept.has(key));
  const cents = lines.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  const count = kept.size > 0 ? ctx.t.signing.lines(lines.length) : '';
  return {
    about: listed(formatDate(statement.createdAt, ctx.locale), count),
    sum: kept.size > 0 ? formatMoney(cents, ctx.locale) : null,
  };
}

function nameCase(ctx: RequestContext, id: string): Named {
  const found = findCases(ctx, [id]).get(id);
  if (!found) return { about: '' };
  const { reason, reference, facts } = found;
  const order = reference ? (listOrderNumbers(ctx, [reference]).get(reference) ?? reference) : '';
  const { amountCents } = facts;
  return {
    about: listed(ctx.t.books.case.reasons[reason], order),
    sum: amountCents === undefined ? null : formatMoney(amountCents, ctx.locale),
  };
}

function invitedTo(ctx: RequestContext, id: string): string {
  const invitation = id === '' ? undefined : findRoleInvitation(ctx, id);
  return invitation ? listed(invitation.email, ctx.t.steward.roles[invitation.role]) : '';
}

function supplierName(ctx: RequestContext, id: string): string {
  return findSuppliers(ctx, [id])[0]?.name ?? '';
}

function listed(...parts: (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}
