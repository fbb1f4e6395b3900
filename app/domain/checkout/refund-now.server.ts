import { post, reverse } from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listDisputesOf } from '#app/domain/payments/disputes.server.ts';
import { disputedAs, findRefund, payRefund } from '#app/domain/payments/refunds.server.ts';
import type { PaymentCtx } from '#app/domain/payments/sessions.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { askToSettle } from './ask-to-settle.server.ts';
import { settledSession } from './charges.server.ts';
import { refundPaidEntry } from './postings.ts';

/**
 * Pays a refund through the provider and enters it in the books. Run again, it pays and enters once. A refund that the
 * provider refuses because the buyer's bank took the payment back is not owed any more: it is undone. Throws as payRefund.
 */
export async function refundNow(ctx: PaymentCtx, refundId: string): Promise<void> {
  const held = findRefund(ctx, refundId);
  if (!held) return;
  const sessionId = held.sessionId ?? settledSession(ctx, held.reference)?.id;
  invariant(sessionId, `refund ${refundId} of something that was never paid`);
  await payRefund(ctx, refundId, sessionId, {
    paid: (refund) => post(ctx, refundPaidEntry(refund)),
    refused: (refund) => {
      if (!listDisputesOf(ctx, disputedAs(ctx, refund)).some(({ state }) => state === 'lost')) return;
      reverse(ctx, `refund-agreed:${refund.id}`);
      for (const { supplierId } of findOrder(ctx, refund.reference)?.parts ?? [])
        askToSettle(ctx, refund.reference, supplierId, `refund-undone:${refund.id}`);
    },
  });
}
