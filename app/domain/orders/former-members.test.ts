// An order for an organisation is the organisation's: who has left it keeps its receipt and reads no more.
import { expect, test } from 'vitest';
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { camille, checkoutOf, karim, offerId, openTown } from '#tests/setup/test-town.ts';
import { getOrderForReceipt, hasReceiptOnly } from './order-rights.server.ts';
import { findOrder, getOwnOrder } from './orders.server.ts';
import { listOwnOrders } from './own-orders.server.ts';

const odile = 'odile@le-hangar.example';

test('a person who left an organisation keeps the receipts of orders they placed, and reads no other page', async () => {
  const town = await openTown();
  const ctx = town.ctx(camille);
  const organisation = listOwnOrganisations(ctx)[0]!;
  const place = (organisationId: string | null) => {
    const browser = { ...ctx, actor: { kind: 'anonymous' } as const };
    const added = addToBasket(browser, null, offerId(town, 'chaise-de-bureau-remise-en-etat'), 1);
    if (!added.ok) throw new Error(added.reason);
    const placed = placeOrder(ctx, checkoutOf(ctx, added.basketId, { organisationId }));
    if (!placed.ok) throw new Error(placed.reason);
    return placed.orderId;
  };
  const orderOf = (id: string) => findOrder(ctx, id)!.order;
  const [theirs, own] = [place(organisation.id), place(null)];
  expect(getOwnOrder(ctx, theirs).order.id).toBe(theirs);
  expect(hasReceiptOnly(ctx, orderOf(theirs))).toBe(false);
  town.db.$client
    .prepare('delete from memberships where user_id = ? and organisation_id = ?')
    .run(requireUserId(ctx), organisation.id);
  expect(() => getOwnOrder(ctx, theirs)).toThrow('order');
  expect(listOwnOrders(ctx).map(({ id }) => id)).not.toContain(theirs);
  expect([getOrderForReceipt(ctx, theirs).order.id, hasReceiptOnly(ctx, orderOf(theirs))]).toEqual([theirs, true]);
  expect([getOwnOrder(ctx, own).order.id, hasReceiptOnly(ctx, orderOf(own))]).toEqual([own, false]);
  expect(getOwnOrder(town.ctx(odile), theirs).order.id).toBe(theirs);
  for (const orderId of [theirs, own]) expect(() => getOrderForReceipt(town.ctx(karim), orderId)).toThrow('order');
  expect(hasReceiptOnly(town.ctx(karim), orderOf(theirs))).toBe(false);
});
