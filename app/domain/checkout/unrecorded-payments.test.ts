import { expect, test } from 'vitest';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { caseReasons, endingsOf } from '#app/domain/payments/payment.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { openPaidTown } from '#tests/setup/sales.ts';
import { placeAndStart, press, stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { expireOverdueOrders, syncPayment } from './sync-payment.server.ts';
import { dismissCase } from './unallocated-payments.server.ts';
import { askUnrecorded, refundUnrecorded, retryPayment, wasUnrecorded } from './unrecorded-payments.server.ts';

const chair = 'chaise-de-bureau-remise-en-etat';
const caseOf = (town: TestTown) => listCases(town)[0]!;
const refund = async (ctx: ReturnType<TestTown['ctx']>, id: string) => {
  const asked = await askUnrecorded(ctx, id);
  return asked && refundUnrecorded(ctx, id, asked);
};
const spoil = (town: TestTown, orderId: string, by: number) =>
  town.db.$client
    .prepare(
      'update order_lines set price_cents = price_cents + @by, ht_cents = ht_cents + @by * quantity where order_id = @order',
    )
    .run({ by, order: orderId });

/** A paid order whose lines do not add up, found when its reservation ends. */
async function openUnwritable() {
  const town = await openPaidTown();
  const before = stockOf(town, chair);
  const order = await placeAndStart(town, { [chair]: 2 });
  await press(town, order.sessionId, 'pay');
  spoil(town, order.orderId, 1);
  await expireOverdueOrders({ ...town.ctx(), now: new Date(Date.now() + 3600e3) }, () => {});
  expect(caseOf(town)).toMatchObject({ reason: 'cannot-settle', subject: order.sessionId });
  return { town, before, ...order };
}

test('every reason has an ending, and where money waits it is no mere putting away', () => {
  /** The bank, the next settlement or the daily comparison moves the money; a lost file, a code or a clock is no money. */
  const elsewhere = [
    'disputed',
    'dispute-lost',
    'refund-delayed',
    'transfer-refused',
    'books-differ',
    'invoice-remade',
    'code-locked',
    'clock-jumped',
    'claim-contested',
  ];
  for (const reason of caseReasons) {
    const moves = endingsOf[reason].filter((ending) => ending !== 'put-away');
    expect([reason, moves.length > 0]).toEqual([reason, !elsewhere.includes(reason)]);
  }
});

test('refunds a payment that could not be recorded and releases the stock', async () => {
  const { town, before, orderId, sessionId } = await openUnwritable();
  expect(dismissCase(town.ctx(noe), caseOf(town).id)).toEqual({
    ok: false,
    reason: 'not-now',
  });
  await expect(retryPayment(town.ctx(noe), caseOf(town).id)).rejects.toThrow(/is not/);
  const { id } = caseOf(town);
  expect(await refund(town.ctx(noe), id)).toEqual({ ok: true });
  expect(await refund(town.ctx(noe), id)).toBeNull();
  expect(wasUnrecorded(town, orderId)).toBe(true);
  await workOff(town);
  const { totalCents, state } = findOrder(town, orderId)!.order;
  expect([state, stockOf(town, chair), listCases(town)]).toEqual(['refunded', before, []]);
  expect(listRefunds(town, orderId)).toMatchObject([{ amountCents: totalCents, state: 'done' }]);
  expect([town.standIn.store.refundedTotal(), total(town, 'unsettled')]).toEqual([totalCents, 0]);
  expect(await syncPayment(town.ctx(), sessionId, { id: 'evt_late', type: 'checkout.session.completed' })).toBe(
    'already-paid',
  );
  await expectSound(town);
});

test('records the payment after all when its fault is mended', async () => {
  const { town, orderId } = await openUnwritable();
  spoil(town, orderId, -1);
  expect(await retryPayment(town.ctx(noe), caseOf(town).id)).toEqual({ ok: true });
  expect([findOrder(town, orderId)!.order.state, listCases(town)]).toEqual(['paid', []]);
  await expectSound(town);
});

test('asks again for an overdue payment: refused while it is on its way, recorded once it came', async () => {
  const town = await openPaidTown();
  const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
  await press(town, sessionId, 'late');
  await syncPayment(town.ctx(), sessionId);
  await expireOverdueOrders({ ...town.ctx(), now: new Date(Date.now() + 15 * 864e5) }, () => {});
  expect(caseOf(town)).toMatchObject({ reason: 'payment-overdue', subject: sessionId });
  expect(await retryPayment(town.ctx(noe), caseOf(town).id)).toEqual({
    ok: false,
    reason: 'not-now',
  });
  expect([findOrder(town, orderId)!.order.state, listCases(town)]).toMatchObject(['placed', [{}]]);
  const session = town.standIn.store.findSession(sessionId)!;
  town.standIn.store.saveSession({ ...session, payment_status: 'paid' });
  const { id } = caseOf(town);
  expect(await retryPayment(town.ctx(noe), id)).toEqual({ ok: true });
  expect([findOrder(town, orderId)!.order.state, listCases(town)]).toEqual(['paid', []]);
  expect(wasUnrecorded(town, orderId)).toBe(false);
  expect(await retryPayment(town.ctx(noe), id)).toEqual({ ok: false, reason: 'not-now' });
});

test('refunds the amount that the provider took, not the one that we asked for', async () => {
  const town = await openPaidTown();
  const { orderId, sessionId } = await placeAndStart(town, { [chair]: 1 });
  await press(town, sessionId, 'pay');
  const { totalCents } = findOrder(town, orderId)!.order;
  town.db.$client.prepare('update payment_sessions set amount_cents = amount_cents + 100 where id = ?').run(sessionId);
  expect(await syncPayment(town.ctx(), sessionId, { id: 'evt_1', type: 'checkout.session.completed' })).toBe(
    'mismatch',
  );
  expect(await refund(town.ctx(noe), caseOf(town).id)).toEqual({ ok: true });
  await workOff(town);
  expect(town.standIn.store.refundedTotal()).toBe(totalCents);
  expect(await syncPayment(town.ctx(), sessionId, { id: 'evt_2', type: 'checkout.session.completed' })).toBe(
    'already-paid',
  );
  expect(listCases(town)).toEqual([]);
  await expectSound(town);
});
