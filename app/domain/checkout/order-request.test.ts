import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { writeMembership } from '#app/domain/accounts/memberships.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { delegateApprovals } from '#app/domain/buying/delegations.server.ts';
import { savePolicy } from '#app/domain/buying/policies.server.ts';
import type { PolicyRule } from '#app/domain/buying/purchase-policy.ts';
import { getRequest, keepDueRequests } from '#app/domain/buying/requests.server.ts';
import { giveVerdict, withdrawRequest } from '#app/domain/buying/verdicts.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { checkoutOf } from '#tests/setup/errands.ts';
import { camille, karim, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { orderRequest, submitRequest } from './order-request.server.ts';
import { placeOrder } from './place-order.server.ts';
import { closeUnpaidOrder } from './sync-payment.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const noe = 'noe@cooperative-112.example';
const lucie = 'lucie@jardins-de-la-vesle.example';

/** Camille buys for the third place, Noé approves; Karim is of another organisation. */
async function openRules(rule: Partial<PolicyRule> = {}) {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const { id: organisationId } = listOwnOrganisations(ctx)[0]!;
  const idOf = (email: string) =>
    town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
  writeMembership(town, organisationId, idOf(noe), ['account']);
  const version = town.db.$client
    .prepare('select coalesce(max(version), 0) from purchase_policies where organisation_id = ?')
    .pluck()
    .get(organisationId) as number;
  const does = { action: 'ask' as const, tier: 1, need: 'any' as const, of: [idOf(noe)], hours: null, to: [] };
  const rules: PolicyRule[] = [{ id: 'r1', when: {}, does, ...rule }];
  expect(savePolicy(ctx, organisationId, version, { rules, tolerance: { permille: 0, cents: 0 } }).ok).toBe(true);
  return { town, ctx, organisationId, idOf };
}

function fillBasket(
  town: TestTown,
  ctx: TestTown['ctx'] extends (...of: never[]) => infer C ? C : never,
  organisationId: string,
) {
  const added = addToBasket(ctx, null, offerId(town, chair), 1);
  if (!added.ok) throw new Error(added.reason);
  return { ...checkoutOf(ctx, added.basketId, { organisationId }) };
}

async function openRequest(rule: Partial<PolicyRule> = {}) {
  const set = await openRules(rule);
  const input = fillBasket(set.town, set.ctx, set.organisationId);
  const asked = submitRequest(set.ctx, { ...input, reason: 'pour l’atelier', fromRequest: null });
  if (!asked.ok) throw new Error(asked.reason);
  return { ...set, input, id: asked.requestId };
}

const approval = { verdict: 'approve' as const, lines: [], reason: '', shown: 0 };
const terms = { termsOf: () => 'v1', buyerName: 'Camille' };

test('an organisation whose rules ask orders through a request', async () => {
  const { town, ctx, organisationId, id } = await openRequest();
  const again = fillBasket(town, ctx, organisationId);
  expect(placeOrder(ctx, again)).toEqual({ ok: false, reason: 'approval' });
  expect(orderRequest(ctx, id, terms)).toEqual({ ok: false, reason: 'not-approved' });
  expect(giveVerdict(town.ctx(noe), id, approval)).toEqual({ ok: true, state: 'approved' });
  const ordered = orderRequest(ctx, id, terms);
  expect(ordered).toMatchObject({ ok: true, asked: false });
  if (!ordered.ok || ordered.asked) throw new Error('not ordered');
  expect(getRequest(ctx, id).reading.state).toBe('ordered');
  expect(orderRequest(ctx, id, terms)).toEqual({ ok: false, reason: 'not-approved' });
  closeUnpaidOrder(ctx, findOrder(ctx, ordered.orderId)!, null, 'expire');
  expect(getRequest(ctx, id).reading.state).toBe('approved');
  expect(orderRequest(ctx, id, terms)).toMatchObject({ ok: true, asked: false });
});

test('a stranger sees no request, and a requester approves none of their own', async () => {
  const { town, ctx, id } = await openRequest();
  expect(() => getRequest(town.ctx(karim), id)).toThrow(NotFound);
  expect(() => giveVerdict(town.ctx(karim), id, approval)).toThrow(NotFound);
  expect(() => withdrawRequest(town.ctx(noe), id)).toThrow(Forbidden);
  expect(() => orderRequest(town.ctx(noe), id, terms)).toThrow(Forbidden);
  expect(giveVerdict(ctx, id, { ...approval, reason: 'pour moi' })).toEqual({ ok: false, reason: 'not-asked' });
});

test('a form that showed less, and a second press, change nothing', async () => {
  const { town, ctx, id } = await openRequest();
  expect(giveVerdict(town.ctx(noe), id, { ...approval, shown: 3 })).toEqual({ ok: false, reason: 'changed' });
  expect(giveVerdict(town.ctx(noe), id, { ...approval, verdict: 'refuse' })).toEqual({
    ok: false,
    reason: 'reason-missing',
  });
  expect(giveVerdict(town.ctx(noe), id, approval).ok).toBe(true);
  expect(giveVerdict(town.ctx(noe), id, approval)).toEqual({ ok: false, reason: 'changed' });
  const no = { ...approval, verdict: 'refuse' as const, reason: 'plus besoin', shown: 1 };
  expect(giveVerdict(town.ctx(noe), id, no)).toEqual({ ok: true, state: 'refused' });
  expect(orderRequest(ctx, id, terms)).toEqual({ ok: false, reason: 'not-approved' });
  expect(() => town.db.$client.prepare('delete from purchase_events').run()).toThrow('kept');
  expect(() => town.db.$client.prepare(`update purchase_events set verdict = 'approve'`).run()).toThrow('kept');
  expect(() => town.db.$client.prepare(`update purchase_requests set snapshot = '{}'`).run()).toThrow('submitted');
});

test('a dearer request asks for the difference, and one whose price came back is ordered', async () => {
  const { town, ctx, id } = await openRequest();
  giveVerdict(town.ctx(noe), id, approval);
  const price = (change: string) =>
    town.db.$client.prepare(`update offers set price_cents = price_cents ${change}`).run();
  price('+ 500');
  expect(orderRequest(ctx, id, terms)).toEqual({ ok: true, asked: true });
  expect(getRequest(ctx, id).reading).toMatchObject({ state: 'submitted', round: 2 });
  price('- 500');
  expect(orderRequest(ctx, id, terms)).toMatchObject({ ok: true, asked: false });
});

test('what cannot be ordered leaves the request approved', async () => {
  const { town, ctx, id } = await openRequest();
  giveVerdict(town.ctx(noe), id, approval);
  town.db.$client.prepare(`update offers set status = 'archived' where id = ?`).run(offerId(town, chair));
  expect(orderRequest(ctx, id, terms)).toMatchObject({ ok: false });
  expect(getRequest(ctx, id).reading).toMatchObject({ state: 'approved' });
  expect(getRequest(ctx, id).events).toHaveLength(1);
});

test('a delegate answers for who is away, and time only expires', async () => {
  const { town, ctx, organisationId, idOf, id } = await openRequest();
  writeMembership(town, organisationId, idOf(lucie), ['buy']);
  const until = new Date(ctx.now.getTime() + 86_400_000);
  const away = { toPerson: idOf(lucie), from: ctx.now, until };
  expect(delegateApprovals(town.ctx(noe), organisationId, away).ok).toBe(true);
  expect(delegateApprovals(town.ctx(noe), organisationId, away)).toEqual({ ok: false, reason: 'taken' });
  const later = new Date(ctx.now.getTime() + 8 * 86_400_000);
  expect(giveVerdict(town.ctx(lucie, new Date(until.getTime() + 1)), id, approval)).toEqual({
    ok: false,
    reason: 'not-asked',
  });
  expect(keepDueRequests(town.ctx(camille, later))).toBe(1);
  expect(getRequest(town.ctx(camille, later), id).row.state).toBe('expired');
  expect(giveVerdict(town.ctx(noe, later), id, approval)).toEqual({ ok: false, reason: 'not-asked' });
});

test('a rule of refusal refuses, and its letters go to who is asked', async () => {
  const { town, ctx, organisationId } = await openRules({ does: { action: 'refuse', text: 'Pas cette année.' } });
  const input = fillBasket(town, ctx, organisationId);
  expect(submitRequest(ctx, { ...input, reason: '', fromRequest: null })).toEqual({
    ok: false,
    reason: 'policy',
    text: 'Pas cette année.',
  });
  expect(placeOrder(ctx, input)).toEqual({ ok: false, reason: 'approval' });
});
