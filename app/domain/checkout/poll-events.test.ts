import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { readCursor } from '#app/domain/payments/events.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { camille, openTown, placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { pollEvents, retryEvent } from './poll-events.server.ts';
import { syncPayment } from './sync-payment.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const none = (error: unknown) => expect(error).toBeUndefined();
const stateOf = (town: TestTown, orderId: string) => findOrder(town, orderId)!.order.state;

test('applies a payment once when its webhook was lost', async () => {
  const town = await openTown(); // its webhook address does not answer
  const paid = await placeAndStart(town, { [chair]: 1 });
  await press(town, paid.sessionId, 'pay');
  const open = await placeAndStart(town, { [chair]: 1 });
  expect(stateOf(town, paid.orderId)).toBe('placed');
  expect(await pollEvents(town.ctx(), none)).toBe(1);
  expect([stateOf(town, paid.orderId), stateOf(town, open.orderId)]).toEqual(['paid', 'placed']);
  expect(await pollEvents(town.ctx(), none)).toBe(0);
  expect(checkBooks(town).problems).toEqual([]);
});

test('ignores events that a webhook already delivered', async () => {
  const town = await openTown();
  const { sessionId } = await placeAndStart(town, { [chair]: 1 });
  await press(town, sessionId, 'pay');
  const [event] = town.standIn.store.listEvents(0, []);
  expect(await syncPayment(town.ctx(), sessionId, { id: event!.id, type: event!.type })).toBe('paid');
  expect(await pollEvents(town.ctx(), none)).toBe(0);
});

test('reads more events than one page of the provider lists', async () => {
  const town = await openTown();
  const { sessionId, orderId } = await placeAndStart(town, { [chair]: 1 });
  const other = { id: 'cs_test_other', object: 'checkout.session' };
  const now = Math.floor(Date.now() / 1000);
  for (let i = 0; i < 230; i++)
    town.standIn.store.keepEvent(
      `evt_${i}`,
      JSON.stringify({
        id: `evt_${i}`,
        object: 'event',
        created: now - 240 + i,
        type: 'checkout.session.completed',
        data: { object: other },
      }),
    );
  await press(town, sessionId, 'pay');
  expect(await pollEvents(town.ctx(), none)).toBe(231);
  expect(stateOf(town, orderId)).toBe('paid');
});

test('reports and retries a failing event without blocking the others', async () => {
  const town = await openTown();
  const first = await placeAndStart(town, { [chair]: 1 });
  await press(town, first.sessionId, 'pay');
  const second = await placeAndStart(town, { [chair]: 1 });
  await press(town, second.sessionId, 'pay');
  const session = town.standIn.store.findSession(first.sessionId)!;
  // An entry that does not balance: the line costs a cent more than the order.
  const raise = town.db.$client.prepare(
    'update order_lines set price_cents = price_cents + @by, ht_cents = ht_cents + @by where order_id = @order',
  );
  raise.run({ by: 1, order: first.orderId });
  const applied: string[] = [];
  expect(await pollEvents(town.ctx(), (error) => applied.push(String(error)))).toBe(2);
  expect(applied).toHaveLength(1);
  expect([stateOf(town, first.orderId), stateOf(town, second.orderId)]).toEqual(['placed', 'paid']);
  raise.run({ by: -1, order: first.orderId });
  expect(await pollEvents(town.ctx(), none)).toBe(1);
  expect(stateOf(town, first.orderId)).toBe('paid');
  expect(session.amount_total).toBe(findOrder(town, first.orderId)!.order.totalCents);
});

test('a failing event never holds the cursor, and is applied from the outbox', async () => {
  const town = await openTown();
  const first = await placeAndStart(town, { [chair]: 1 });
  await press(town, first.sessionId, 'pay');
  const spoil = town.db.$client.prepare(
    'update order_lines set price_cents = price_cents + @by, ht_cents = ht_cents + @by where order_id = @order',
  );
  spoil.run({ by: 1, order: first.orderId });
  const failures: string[] = [];
  await pollEvents(town.ctx(), (error) => failures.push(String(error)));
  expect([failures.length, readCursor(town)]).toEqual([1, expect.closeTo(Date.now() / 1000, -1)]);
  const later = new Date(Date.now() + 3600e3);
  await pollEvents(town.ctx(camille, later), () => {}); // still within the overlap
  const afterwards = new Date(later.getTime() + 3600e3);
  expect(await pollEvents(town.ctx(camille, afterwards), none)).toBe(0);
  const deliver = () =>
    drainOutbox({ ...town.ctx(), now: later }, ({ kind, payload }) =>
      kind === 'event' ? retryEvent(town.ctx(), payload) : undefined,
    );
  await deliver();
  expect(stateOf(town, first.orderId)).toBe('placed');
  spoil.run({ by: -1, order: first.orderId });
  town.db.$client.exec(`update outbox set run_at = '2020-01-01T00:00:00.000Z' where kind = 'event'`);
  await deliver();
  expect(stateOf(town, first.orderId)).toBe('paid');
});
