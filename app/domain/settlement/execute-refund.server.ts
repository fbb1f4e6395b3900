import { postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { disputeReference, findRefund, payRefund } from '#app/domain/payments/refunds.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { findOrderPayment } from './charges.server.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { refundPaidEntry } from './postings.ts';

/**
 * Pays a refund through the provider and posts it. Idempotent. A refund refused because a lost dispute already
 * returned the money is not owed any more: its agreement is reversed. Throws like `payRefund`.
 */
export async function executeRefund(ctx: PaymentCtx, refundId: string): Promise<void> {
  const refund = findRefund(ctx, refundId);
  if (!refund) return;
  const sessionId = refund.sessionId ?? findOrderPayment(ctx, refund.reference)?.id;
  invariant(sessionId, `refund ${refundId} of something that was never paid`);
  await payRefund(ctx, refundId, sessionId, {
    paid: (current) => postEntry(ctx, refundPaidEntry(current)),
    refused: (current) => {
      if (!listDisputesOf(ctx, disputeReference(ctx, current)).some(({ state }) => state === 'lost')) return;
      reverseEntry(ctx, `refund-agreed:${current.id}`);
      for (const { supplierId } of findOrder(ctx, current.reference)?.parts ?? [])
        enqueueSettlement(ctx, current.reference, supplierId, `refund-undone:${current.id}`);
    },
  });
}
