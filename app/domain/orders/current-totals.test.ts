// The total of an order now: the same number on its page, in the list and in the books.
import { expect, test } from 'vitest';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { sum } from '#app/domain/shared/money.ts';
import { carrots } from '#tests/setup/sales.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { currentTotals } from './current-totals.ts';
import { filterOf, orderProgresses, progressOf } from './order.ts';
import { findOrder } from './orders.server.ts';
import { listOwnOrders } from './own-orders.server.ts';
import { listOutcomes } from './parts.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';

const totalsOf = (town: TestTown, orderId: string) =>
  currentTotals(
    findOrder(town, orderId)!,
    new Map(listOutcomes(town, [orderId]).map((outcome) => [outcome.line, outcome])),
  );

test('an untouched order has the total that was ordered, in every seeded order', async () => {
  const town = await openTown();
  const touched = new Set(town.db.$client.prepare('select order_id from order_outcomes').pluck().all() as string[]);
  const orders = town.db.$client
    .prepare('select id, total_cents, goods_cents, delivery_cents, vat_cents from orders')
    .all() as Record<string, number>[];
  let checked = 0;
  for (const order of orders) {
    const id = String(order.id);
    if (touched.has(id)) continue;
    checked++;
    expect({ id, ...totalsOf(town, id) }).toMatchObject({
      id,
      totalCents: order.total_cents,
      goodsCents: order.goods_cents,
      deliveryCents: order.delivery_cents,
      vatCents: order.vat_cents,
    });
  }
  expect(checked).toBeGreaterThan(10);
});

test('after a cancellation there is one total: ordered less refunded', async () => {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, { [carrots]: 4, [chair]: 2 });
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(camille), sessionId);
  const { order, parts } = findOrder(town, orderId)!;
  const before = totalsOf(town, orderId);
  expect(before.totalCents).toBe(order.totalCents);
  const cancelled = cancelPart(town.ctx(), orderId, parts[0]!.supplierId);
  if (!cancelled.ok) throw new Error(cancelled.reason);
  const after = totalsOf(town, orderId);
  expect(after.totalCents).toBe(order.totalCents - cancelled.refundCents);
  expect(after.totalCents).toBe(after.goodsCents + after.deliveryCents + after.vatCents);
  expect(sum(Object.values(after.vatByRate))).toBe(after.vatCents);
  expect(sum(listRefunds(town, orderId).map(({ amountCents }) => amountCents))).toBe(cancelled.refundCents);
  const listed = listOwnOrders(town.ctx()).find(({ id }) => id === orderId)!;
  expect([listed.currentCents, listed.progress]).toEqual([after.totalCents, 'paid']);
  cancelPart(town.ctx(), orderId, parts[1]!.supplierId);
  const ended = listOwnOrders(town.ctx()).find(({ id }) => id === orderId)!;
  expect([ended.currentCents, ended.progress, totalsOf(town, orderId).totalCents]).toEqual([0, 'cancelled', 0]);
});

test('the list counts every order of Camille as its page does', async () => {
  const town = await openTown();
  const listed = listOwnOrders(town.ctx());
  expect(listed.length).toBeGreaterThan(3);
  for (const { id, currentCents } of listed) expect([id, currentCents]).toEqual([id, totalsOf(town, id).totalCents]);
});

test.each([
  ['placed', ['waiting'], 'placed', 'open'],
  ['paid', ['to-prepare', 'confirmed'], 'paid', 'open'],
  ['paid', ['handed-over', 'confirmed'], 'partly-handed-over', 'open'],
  ['paid', ['handed-over', 'handed-over'], 'handed-over', 'handed-over'],
  ['paid', ['handed-over', 'cancelled'], 'handed-over', 'handed-over'],
  ['paid', ['handing-over'], 'handed-over', 'handed-over'],
  ['paid', ['handing-over', 'confirmed'], 'partly-handed-over', 'open'],
  ['paid', ['cancelled', 'refused'], 'cancelled', 'ended'],
  ['paid', ['cancelled', 'to-prepare'], 'paid', 'open'],
  ['refunded', ['waiting'], 'refunded', 'ended'],
] as const)('an order that is %s with parts %j reads %s', (state, parts, progress, filter) => {
  expect(progressOf(state, parts)).toBe(progress);
  expect(filterOf(progress)).toBe(filter);
});

test('every progress belongs to one filter', () => {
  expect(new Set(orderProgresses.map(filterOf))).toEqual(new Set(['open', 'handed-over', 'ended']));
});
