import { expect, test } from 'vitest';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { noe } from '#tests/setup/evidence.ts';
import { expectSound, total, workOff } from '#tests/setup/money-work.ts';
import { carrots, deliver, now, openPaidTown, paid, paidAgain, paidLate, shorten } from '#tests/setup/sales.ts';
import { stockOf, type TestTown } from '#tests/setup/test-town.ts';
import { applyProviderEvent } from './provider-events.server.ts';
import { dismissCase, refundUnallocated, reinstateOrder, retryRefund } from './unallocated-payments.server.ts';

const caseOf = (town: TestTown, reason: string) => listCases(town).find((one) => one.reason === reason)?.id ?? '';

test('refunds a late payment once and ends the order', async () => {
  const town = await openPaidTown();
  const { orderId, amountCents } = await paidLate(town, { [carrots]: 2 });
  const id = caseOf(town, 'paid-after-release');
  expect(dismissCase(town.ctx(noe), id)).toEqual({ ok: false, reason: 'not-now' }); // its money waits for a decision: not to be dismissed
  expect(total(town, 'unsettled')).toBe(-amountCents);
  expect(refundUnallocated(town.ctx(noe), id)).toEqual({ ok: true });
  expect(refundUnallocated(town.ctx(noe), id)).toEqual({ ok: false, reason: 'not-now' });
  expect(reinstateOrder(town.ctx(noe), id)).toEqual({ ok: false, reason: 'not-now' });
  await workOff(town);
  expect(listRefunds(town, orderId).map((one) => [one.state, one.amountCents])).toEqual([['done', amountCents]]);
  expect([total(town, 'unsettled'), total(town, 'refunds')]).toEqual([0, 0]);
  expect(findOrder(town, orderId)!.order.state).toBe('refunded');
  expect(listCases(town)).toEqual([]);
  await expectSound(town);
});

test('refunds a second payment on its own session and keeps the order', async () => {
  const town = await openPaidTown();
  const { orderId, sessionId } = await paid(town, { [carrots]: 3 });
  const { supplierId } = findOrder(town, orderId)!.parts[0]!;
  const again = await paidAgain(town, orderId);
  expect(refundUnallocated(town.ctx(noe), caseOf(town, 'paid-twice')).ok).toBe(true);
  deliver(town, orderId, supplierId);
  await workOff(town);
  expect(findOrder(town, orderId)!.order.state).toBe('paid');
  expect(listRefunds(town, orderId).map((one) => one.sessionId)).toEqual([again.sessionId]);
  expect(town.standIn.store.findSession(sessionId)!.payment_status).toBe('paid');
  expect(listTransfers(town, orderId, supplierId).map(({ state }) => state)).toEqual(['done']);
  await expectSound(town);
});

test('reinstates a late order with new stock, ledger entries and days', async () => {
  const town = await openPaidTown();
  const stock = stockOf(town, carrots)!;
  const { orderId } = await paidLate(town, { [carrots]: 4 });
  town.db.$client.exec("update order_parts set deliver_on = '2020-01-06'");
  expect(stockOf(town, carrots)).toBe(stock);
  const entries = ledgerSize(town);
  expect(reinstateOrder(town.ctx(noe), caseOf(town, 'paid-after-release'))).toEqual({
    ok: true,
  });
  const { order, parts } = findOrder(town, orderId)!;
  expect([order.state, parts[0]!.state, stockOf(town, carrots)]).toEqual(['paid', 'to-prepare', stock - 4]);
  expect(parts[0]!.deliverOn! > localDay(new Date(), demoTown)).toBe(true);
  expect(ledgerSize(town)).toBeGreaterThan(entries);
  expect(total(town, 'unsettled')).toBe(0);
  await expectSound(town);
  expect(shorten(town, orderId, 1, 3)).not.toBeNull();
  deliver(town, orderId, parts[0]!.supplierId);
  await workOff(town);
  expect(listTransfers(town, orderId, parts[0]!.supplierId).map(({ state }) => state)).toEqual(['done']);
  expect(listRefunds(town, orderId).map(({ state }) => state)).toEqual(['done']);
  await expectSound(town);
});

test('refuses to reinstate an order without stock and changes nothing', async () => {
  const town = await openPaidTown();
  const { orderId } = await paidLate(town, { [carrots]: 4 });
  town.db.$client.prepare('update offers set stock = 3 where slug = ?').run(carrots);
  const refused = reinstateOrder(town.ctx(noe), caseOf(town, 'paid-after-release'));
  expect(refused).toEqual({ ok: false, reason: 'out-of-stock', name: expect.stringMatching(/carottes/i) });
  expect([stockOf(town, carrots), findOrder(town, orderId)!.order.state]).toEqual([3, 'paid-late']);
  await expectSound(town);
});

test('refuses a refund during a dispute and closes the case when it is lost', async () => {
  const town = await openPaidTown();
  const { orderId, charge, amountCents } = await paidLate(town, { [carrots]: 1 });
  const id = caseOf(town, 'paid-after-release');
  town.standIn.store.contest('du_late', charge, amountCents, now());
  await syncDispute(town.ctx(), 'du_late');
  expect(refundUnallocated(town.ctx(noe), id)).toEqual({ ok: false, reason: 'disputed' });
  expect(reinstateOrder(town.ctx(noe), id)).toEqual({ ok: false, reason: 'disputed' });
  town.standIn.store.decide('du_late', 'lost', now());
  await syncDispute(town.ctx(), 'du_late');
  expect(listCases(town).map(({ reason }) => reason)).toEqual(['dispute-lost']);
  expect([findOrder(town, orderId)!.order.state, total(town, 'unsettled')]).toEqual(['refunded', 0]);
  await expectSound(town);
});

test('retries a failed refund and balances the books', async () => {
  const town = await openPaidTown();
  const { orderId } = await paid(town, { [carrots]: 4 });
  shorten(town, orderId, 1, 3);
  await workOff(town);
  const [first] = listRefunds(town, orderId);
  town.standIn.store.failRefund(first!.providerId!, now());
  await applyProviderEvent(town.ctx(), { id: 'evt_back', type: 'refund.failed', objectId: first!.providerId! });
  expect(total(town, 'refunds')).toBe(-first!.amountCents);
  const id = caseOf(town, 'refund-failed');
  expect([retryRefund(town.ctx(noe), id), retryRefund(town.ctx(noe), id)]).toEqual([true, false]);
  await workOff(town);
  expect(listRefunds(town, orderId).map(({ state, returned }) => [state, returned])).toEqual([['done', 1]]);
  expect(total(town, 'refunds')).toBe(0);
  await expectSound(town);
});
