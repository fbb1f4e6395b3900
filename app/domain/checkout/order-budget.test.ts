import { expect, test } from 'vitest';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import { maxReserved } from '#app/domain/security/budgets.ts';
import { checkoutOf, offerId, openTown, stockOf } from '#tests/setup/test-town.ts';
import { ownOrderBudget } from './order-budget.server.ts';
import { placeOrder } from './place-order.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';

/** A buyer with so many paid orders, and a button to order chairs. */
async function openBuyer(paid: number, stock = 30) {
  const town = await openTown();
  const ctx = { ...town.ctx(), address: '192.0.2.7' };
  const { $client } = town.db;
  $client.exec(`update orders set state = 'expired'`);
  $client.prepare(`update offers set stock = ? where slug = ?`).run(stock, chair);
  $client
    .prepare(`update orders set state = 'paid' where id in (select id from orders where user_id = ? limit ?)`)
    .run(requireUserId(ctx), paid);
  const order = (quantity: number) => {
    const added = addToBasket({ ...ctx, actor: { kind: 'anonymous' } }, null, offerId(town, chair), quantity);
    if (!added.ok) throw new Error(added.reason);
    return placeOrder(ctx, checkoutOf(ctx, added.basketId));
  };
  return { town, ctx, order };
}

test('a new buyer has three unpaid orders at once, then none until one is paid or ends', async () => {
  const { town, ctx, order } = await openBuyer(0);
  for (let i = 0; i < 3; i++) expect(order(1).ok).toBe(true);
  expect(order(1)).toEqual({ ok: false, reason: 'unpaid-orders', max: 3 });
  expect(ownOrderBudget(ctx, requireUserId(ctx)).uses[0]).toEqual({
    name: 'unpaid-orders',
    used: 3,
    max: 3,
    next: 5,
  });
  const events = town.db.$client.prepare(`select detail from security_events where kind = 'limit-reached'`);
  expect(events.pluck().all()).toEqual(['budget unpaid-orders']);
  town.db.$client.exec(`update orders set state = 'expired' where state = 'placed'`);
  expect(order(1).ok).toBe(true);
});

test('holds at most a third of a stock unpaid, in all orders together, also while a debit is under way', async () => {
  const { town, order } = await openBuyer(0);
  expect(order(11)).toEqual({ ok: false, reason: 'share-of-stock', offerId: offerId(town, chair), max: 9 });
  expect(order(6).ok).toBe(true);
  town.db.$client.exec(`update orders set reserved_until = '2099-01-01T00:00:00.000Z' where state = 'placed'`);
  expect(order(4)).toMatchObject({ reason: 'share-of-stock', max: 3 });
  expect(order(3).ok).toBe(true);
  expect(stockOf(town, chair), 'V2.3.2').toBe(21);
});

test('more for who paid before: two thirds after one order, all of it after three', async () => {
  const known = await openBuyer(1);
  expect([known.order(21).ok, known.order(20).ok]).toEqual([false, true]);
  const proven = await openBuyer(3);
  expect(proven.order(30).ok).toBe(true);
});

test('all new accounts together hold half of a stock unpaid, and one with a paid order is not concerned', async () => {
  const { town, ctx, order } = await openBuyer(0);
  const { $client } = town.db;
  const others = $client.prepare('select distinct user_id from orders where user_id <> ? limit 3').pluck();
  const people = others.all(requireUserId(ctx)) as string[];
  const as = (userId: string) => ({ ...ctx, actor: { kind: 'user', userId } as const });
  const orderAs = (userId: string, quantity: number) => {
    const added = addToBasket({ ...ctx, actor: { kind: 'anonymous' } }, null, offerId(town, chair), quantity);
    if (!added.ok) throw new Error(added.reason);
    return placeOrder(as(userId), checkoutOf(ctx, added.basketId));
  };
  expect(order(9).ok).toBe(true);
  expect(orderAs(people[0]!, 6).ok).toBe(true);
  const refused = { ok: false, reason: 'common-share', offerId: offerId(town, chair), max: 0 };
  expect(orderAs(people[1]!, 1)).toEqual(refused);
  expect(stockOf(town, chair)).toBe(15);
  $client
    .prepare(`update orders set state = 'paid' where id = (select id from orders where user_id = ? limit 1)`)
    .run(people[1]);
  expect(orderAs(people[1]!, 10).ok).toBe(true);
  expect(orderAs(people[2]!, 1), 'what the known one holds is not counted').toMatchObject({ reason: 'common-share' });
  const events = $client.prepare(`select detail from security_events where kind = 'limit-reached'`);
  expect(events.pluck().all()).toEqual(['budget common-share', 'budget common-share']);
});

test('the last pack can be bought by anyone', async () => {
  const { order } = await openBuyer(0, 1);
  expect(order(1).ok).toBe(true);
  expect([maxReserved('new', 0, 1), maxReserved('new', 2, 0), maxReserved('known', 3, 0)]).toEqual([1, 1, 2]);
});
