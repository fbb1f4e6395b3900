// Runs the money tasks of the outbox as the server does, and checks what must be true after any of them.
import { expect } from 'vitest';
import { listBalances } from '#app/domain/books/balances.server.ts';
import { closeHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { type Deliver, drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { executeRefund } from '#app/domain/settlement/execute-refund.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { executeTransfer, settlePart } from '#app/domain/settlement/settle-part.server.ts';
import type { TestTown } from './test-town.ts';

export { cardFee, disputeFee } from '#app/stand-ins/stripe/money.ts';
export { type DisputeStatus, disputeStatuses, type RefundStatus } from '#app/stand-ins/stripe/money-rows.ts';

const deliverMoney =
  (town: TestTown): Deliver =>
  ({ kind, payload }) => {
    if (kind === 'refund') return executeRefund(town.ctx(), String(payload.refundId));
    if (kind === 'settle') return settlePart(town.ctx(), String(payload.orderId), String(payload.supplierId));
    if (kind === 'hand-over') return closeHandOver(town.ctx(), String(payload.handOverId));
    if (kind === 'transfer') return executeTransfer(town.ctx(), String(payload.transferId));
  };

/**
 * Drains the outbox, day after day, until it is empty or nothing has changed for 14 days, because a refund of a
 * disputed payment waits for its dispute.
 */
export async function workOff(town: TestTown): Promise<void> {
  const due = () =>
    town.db.$client
      .prepare(`select count(*) from outbox where state in ('pending', 'unknown') and kind <> 'mail'`)
      .pluck()
      .get() as number;
  const latest = town.db.$client
    .prepare(`select max(run_at) from outbox where state in ('pending', 'unknown') and kind <> 'mail'`)
    .pluck();
  const from = Math.max(Date.now(), Date.parse((latest.get() as string | null) ?? '') || 0);
  for (let day = 1, idle = 0; due() > 0 && idle < 14; day++) {
    const done = await drainOutbox({ ...town.ctx(), now: new Date(from + day * 864e5) }, deliverMoney(town));
    idle = done > 0 ? 0 : idle + 1;
  }
}

/** Balance of an account, debits minus credits in cents, of all parties or of one. */
export function total(town: Pick<TestTown, 'db'>, account: string, party?: string): number {
  return listBalances(town)
    .filter((one) => one.account === account && (party === undefined || one.party === party))
    .reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0);
}

/** Asserts that both books agree to the cent, by order and in total, and that ours keep their own rules. */
export async function expectSound(town: TestTown, note = ''): Promise<void> {
  expect(checkBooks(town).problems, note).toEqual([]);
  const later = { ...town.ctx(), now: new Date(Date.now() + 2 * 3600e3) };
  expect(await reconcileBooks(later, 0), note).toEqual([]);
  const { data } = await town.payments.stripe.balanceTransactions.list({ limit: 1 });
  if (data.length > 0) expect(town.standIn.store.balance(), note).toBe(total(town, 'provider'));
}
