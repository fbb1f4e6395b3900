// A refund is paid when its status at the provider says so.
import { expect, test } from 'vitest';
import { ownEvents } from '#app/domain/checkout/provider-events.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { expectSound, type RefundStatus, total, workOff } from '#tests/setup/money-work.ts';
import { carrots, now, openPaidTown, paid, shorten } from '#tests/setup/sales.ts';
import { camille } from '#tests/setup/test-town.ts';
import { syncRefund, syncRefundsUnderWay } from './execute-refund.server.ts';
import { reconcileBooks } from './reconcile.server.ts';

async function openRefundThatIs(status: RefundStatus) {
  const town = await openPaidTown();
  const { orderId, charge } = await paid(town, { [carrots]: 4 });
  town.standIn.store.setRefundStatus(charge, status);
  const before = total(town, 'provider');
  shorten(town, orderId, findOrder(town, orderId)!.lines[0]!.line, 1);
  await workOff(town);
  const refund = () => listRefunds(town, orderId)[0]!;
  const become = (next: RefundStatus) => {
    town.standIn.store.setRefund(refund().providerId!, next, now());
    return syncRefund(town.ctx(), refund().providerId!);
  };
  const paidCents = () => before - total(town, 'provider');
  const reasons = () => listCases(town).map(({ reason }) => reason);
  return { town, refund, become, paidCents, reasons };
}

test.each(['pending', 'requires_action'] as const)(
  'a refund that is %s is entered when it succeeds',
  async (status) => {
    const { town, refund, become, paidCents, reasons } = await openRefundThatIs(status);
    expect([refund().state, paidCents(), total(town, 'refunds')]).toEqual(['under-way', 0, -refund().amountCents]);
    await expectSound(town);
    expect(await become('succeeded')).toBe('done');
    expect([paidCents(), total(town, 'refunds'), reasons()]).toEqual([refund().amountCents, 0, []]);
    await expectSound(town);
  },
);

test.each(['failed', 'canceled'] as const)(
  'a refund that is %s, at once or later, is owed again, with a case',
  async (status) => {
    const atOnce = await openRefundThatIs(status);
    expect([atOnce.refund().state, atOnce.paidCents(), atOnce.reasons()]).toEqual(['failed', 0, ['refund-failed']]);
    await expectSound(atOnce.town);
    const later = await openRefundThatIs('pending');
    expect(await later.become(status)).toBe('failed');
    expect([later.paidCents(), total(later.town, 'refunds'), later.reasons()]).toEqual([
      0,
      -later.refund().amountCents,
      ['refund-failed'],
    ]);
    await expectSound(later.town);
  },
);

test('asks for refunds under way without an event; one that takes long is a case, dismissed once', async () => {
  expect(ownEvents).toContain('refund.updated');
  const { town, refund, reasons } = await openRefundThatIs('pending');
  const fail = (error: unknown) => {
    throw error;
  };
  const later = (days: number) => town.ctx(camille, new Date(Date.now() + days * 864e5));
  await syncRefundsUnderWay(later(6), fail);
  expect(reasons()).toEqual([]);
  for (const days of [9, 10]) {
    await syncRefundsUnderWay(later(days), fail);
    expect(reasons()).toEqual(days === 9 ? ['refund-delayed'] : []);
    town.db.$client.exec('update payment_cases set closed_at = opened_at');
  }
  town.standIn.store.setRefund(refund().providerId!, 'succeeded', now());
  await syncRefundsUnderWay(later(10), fail);
  expect(refund().state).toBe('done');
  await expectSound(town);
});

test('a refund whose money left the balance before it is paid is no difference of the books', async () => {
  const { town, refund, become } = await openRefundThatIs('pending');
  const { providerId } = refund();
  // A bank can take a refund and answer later.
  town.standIn.store.setRefund(providerId!, 'succeeded', now());
  expect(await reconcileBooks(town.ctx(camille, new Date(Date.now() + 2 * 3600e3)))).toEqual([]);
  await become('failed');
  expect(refund().state).toBe('failed');
  await expectSound(town);
});
