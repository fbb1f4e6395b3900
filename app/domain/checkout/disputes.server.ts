// A buyer's bank contests a payment. The money goes at once; who bears it is decided when the dispute closes.
import type Stripe from 'stripe';
import { isEntered, post } from '#app/domain/books/books.server.ts';
import { findOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { keepDispute } from '#app/domain/payments/disputes.server.ts';
import { openCase, type PaymentCtx, recordEvent, referenceOfCharge } from '#app/domain/payments/sessions.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { allocate } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { disputeFundsEntry, disputeLostEntry } from './postings.ts';
import { askToSettle } from './settle-part.server.ts';

export type Disputed = 'known-event' | 'not-ours' | 'open' | 'won' | 'lost';

/**
 * Brings a dispute to what the provider says now: its money in the books movement by movement, a case for the stewards
 * when it opens. Lost, it is borne by the order's suppliers in proportion to what the buyer paid each, and what they were
 * sent too much is taken back; the provider's fee is the cooperative's. Throws when the provider does not answer.
 */
export async function settleDispute(
  ctx: PaymentCtx,
  disputeId: string,
  event?: { id: string; type: string },
): Promise<Disputed> {
  const truth = await ctx.payments.stripe.disputes.retrieve(disputeId);
  const chargeId = typeof truth.charge === 'string' ? truth.charge : truth.charge.id;
  const orderId = referenceOfCharge(ctx, chargeId);
  if (!orderId || truth.livemode !== ctx.payments.livemode) return 'not-ours';
  return inTransaction(ctx, () => {
    if (event && !recordEvent(ctx, event, disputeId)) return 'known-event';
    const whole = findOrder(ctx, orderId);
    invariant(whole, `dispute ${disputeId} is about an order that is not there`);
    for (const { id, amount, fee } of truth.balance_transactions)
      post(ctx, disputeFundsEntry(orderId, { id, amountCents: -amount, feeCents: fee }));
    const { dispute } = keepDispute(ctx, truth, orderId);
    openCase(ctx, disputeId, orderId, 'disputed', `${dispute.reason}, ${dispute.amountCents} cents`);
    if (dispute.state === 'lost') bear(ctx, truth, whole);
    // Won or lost, what was held back while it was open can move again.
    if (dispute.state !== 'open')
      for (const { supplierId } of whole.parts) askToSettle(ctx, orderId, supplierId, `dispute:${disputeId}`);
    return dispute.state;
  });
}

/** Shares what was lost over the suppliers, and over each one's goods and VAT, by largest remainder. */
function bear(ctx: PaymentCtx, truth: Stripe.Dispute, { order, parts, lines }: WholeOrder): void {
  if (isEntered(ctx, `dispute-lost:${truth.id}`)) return;
  const shares = [
    ...lines,
    ...parts.map((part) => ({
      supplierId: part.supplierId,
      htCents: part.deliveryCents,
      vatCents: part.deliveryVatCents,
      vatBasisPoints: part.deliveryVatBasisPoints,
    })),
  ];
  const weights = shares.flatMap(({ htCents, vatCents }) => [htCents, vatCents]);
  const borne = allocate(truth.amount, weights);
  post(
    ctx,
    disputeLostEntry(
      truth.id,
      order.id,
      shares.map(({ supplierId, vatBasisPoints }, i) => ({
        supplierId,
        vatBasisPoints,
        htCents: borne[2 * i]!,
        vatCents: borne[2 * i + 1]!,
      })),
    ),
  );
}
