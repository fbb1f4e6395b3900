import { expect, test } from 'vitest';
import { viewBasket } from '#app/domain/basket/baskets.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { karim, openTown, placeAndStart, press, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { returnToBasket } from './leave-payment.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';

function basketOf(town: TestTown, basketId: string | null) {
  const { suppliers } = viewBasket(town.ctx(), basketId, demoTown.hub, false);
  return suppliers.map(({ choice, lines }) => [choice, lines.map(({ offer, quantity }) => [offer.slug, quantity])]);
}

test('takes an unpaid order back to the basket, closes its page and releases its stock', async () => {
  const town = await openTown();
  const before = stockOf(town, chair);
  const { orderId, sessionId } = await placeAndStart(town, { [chair]: 2 });
  town.db.$client.prepare(`update order_parts set choice = 'pickup-foot' where order_id = ?`).run(orderId);
  const left = await returnToBasket(town.ctx(), orderId, null);
  expect(left).toMatchObject({ ok: true, missing: 0 });
  expect(basketOf(town, left.ok ? left.basketId : null)).toEqual([['pickup-foot', [[chair, 2]]]]);
  expect([findOrder(town, orderId)!.order.state, stockOf(town, chair)]).toEqual(['expired', before]);
  expect([latestSession(town.ctx(), orderId)!.state, town.standIn.store.findSession(sessionId)!.status]).toEqual([
    'expired',
    'expired',
  ]);
  expect(await returnToBasket(town.ctx(), orderId, null)).toEqual({ ok: false, reason: 'not-now' });
});

test('keeps an order that was paid in the end', async () => {
  const town = await openTown();
  const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
  await press(town, sessionId, 'pay');
  expect(await returnToBasket(town.ctx(), orderId, null)).toEqual({ ok: false, reason: 'not-now' });
  expect(findOrder(town, orderId)!.order.state).toBe('paid');
});

test('is for the buyer alone', async () => {
  const town = await openTown();
  const { orderId } = await placeAndStart(town, { [chair]: 1 });
  await expect(returnToBasket(town.ctx(karim), orderId, null)).rejects.toThrow(/not found/);
  expect(findOrder(town, orderId)!.order.state).toBe('placed');
});
