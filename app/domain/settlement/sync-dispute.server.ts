// Disputes: the buyer's bank withdraws the money at once; the books show who bears it when the dispute closes.
import type Stripe from 'stripe';
import { isPosted, listPostings, postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findOrder, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { closeCase, openCase } from '#app/domain/payments/cases.server.ts';
import { saveDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { recordEvent } from '#app/domain/payments/events.server.ts';
import { type PaymentCtx, sessionOfCharge } from '#app/domain/payments/payment-sessions.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findOrderPayment } from './charges.server.ts';
import { disputeFundsEntry, disputeLostEntry, unallocatedLostEntry } from './dispute-postings.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { type SaleShare, saleShares } from './postings.ts';

export type DisputeOutcome = 'known-event' | 'not-ours' | 'open' | 'won' | 'lost';

/**
 * Brings a dispute to the provider's current state: posts each movement and opens a case for the stewards.
 * - Lost: the suppliers bear it in proportion to their remaining shares, and overpaid transfers are reversed. The
 *   provider's fee is the cooperative's.
 * - Lost on an unallocated payment: no supplier bears it.
 *
 * Throws when the provider does not answer.
 */
export async function syncDispute(
  ctx: PaymentCtx,
  disputeId: string,
  event?: { id: string; type: string },
): Promise<DisputeOutcome> {
  const truth = await ctx.payments.stripe.disputes.retrieve(disputeId);
  const chargeId = typeof truth.charge === 'string' ? truth.charge : truth.charge.id;
  const session = sessionOfCharge(ctx, chargeId);
  if (!session || truth.livemode !== ctx.payments.livemode) return 'not-ours';
  const { reference: orderId } = session;
  return inTransaction(ctx, () => {
    if (event && !recordEvent(ctx, event, disputeId)) return 'known-event';
    const whole = findOrder(ctx, orderId);
    invariant(whole, `dispute ${disputeId} is about an order that is not there`);
    const paysOrder = findOrderPayment(ctx, orderId)?.id === session.id;
    for (const { id, amount, fee } of truth.balance_transactions)
      postEntry(ctx, disputeFundsEntry(orderId, { id, amountCents: -amount, feeCents: fee }));
    // A dispute of an unallocated payment is saved under its charge, so it does not block the order's own money.
    const { dispute, before } = saveDispute(ctx, truth, paysOrder ? orderId : chargeId);
    if (!before)
      openCase(ctx, disputeId, orderId, 'disputed', { amountCents: dispute.amountCents, detail: dispute.reason });
    if (dispute.state !== 'open') closeCase(ctx, disputeId, 'disputed');
    if (dispute.state === 'lost' && !isPosted(ctx, `dispute-lost:${disputeId}`))
      postEntry(ctx, paysOrder ? lossEntry(ctx, truth, whole) : unallocatedLostEntry(disputeId, orderId, truth.amount));
    if (!paysOrder && dispute.state === 'lost') closeUnallocatedCases(ctx, session.id, orderId);
    if (before === 'lost' && dispute.state === 'won') {
      reverseEntry(ctx, `dispute-lost:${disputeId}`); // won on appeal
      if (!paysOrder) openCase(ctx, session.id, orderId, 'paid-twice', { amountCents: truth.amount });
    }
    // Won or lost: settlements that the open dispute blocked can run.
    if (dispute.state !== 'open')
      for (const { supplierId } of whole.parts)
        enqueueSettlement(ctx, orderId, supplierId, `dispute:${disputeId}:${dispute.state}`);
    return dispute.state;
  });
}

/** Closes the cases of an unallocated payment: after the loss there is no money left to decide about. */
function closeUnallocatedCases(ctx: PaymentCtx, sessionId: string, orderId: string): void {
  closeCase(ctx, sessionId, 'paid-twice');
  if (closeCase(ctx, sessionId, 'paid-after-release')) transitionOrder(ctx, orderId, 'refund', 'refunded');
}

/** Shares the loss among the suppliers' remaining shares, account by account, by largest remainder. */
function lossEntry(ctx: PaymentCtx, truth: Stripe.Dispute, whole: WholeOrder) {
  const orderId = whole.order.id;
  const had = remainingShares(ctx, orderId);
  const shares: SaleShare[] = had.length > 0 ? had : saleShares(whole);
  const borne = allocate(
    truth.amount,
    shares.flatMap(({ htCents, vatCents }) => [htCents, vatCents]),
  );
  return disputeLostEntry(
    truth.id,
    orderId,
    shares.map((one, i) => ({ ...one, htCents: borne[2 * i]!, vatCents: borne[2 * i + 1]! })),
  );
}

/** Shares of the suppliers less their refunds, according to the books; only positive ones. */
function remainingShares(ctx: PaymentCtx, orderId: string): SaleShare[] {
  const earned = listPostings(ctx, [orderId]).filter(
    ({ code, account }) =>
      (code === 'payment' || code === 'refund-agreed') && (account === 'supplier' || account === 'vat'),
  );
  const rates = Map.groupBy(earned, ({ party, vatBasisPoints }) => `${party} ${vatBasisPoints}`);
  return [...rates.values()].flatMap((own): SaleShare[] => {
    const { party, account, vatBasisPoints } = own[0]!;
    const cents = sum(own.map(({ side, amountCents }) => (side === 'credit' ? amountCents : -amountCents)));
    if (cents <= 0) return [];
    const ht = account === 'supplier';
    return [
      { supplierId: party, htCents: ht ? cents : 0, vatCents: ht ? 0 : cents, vatBasisPoints: vatBasisPoints ?? 0 },
    ];
  });
}
