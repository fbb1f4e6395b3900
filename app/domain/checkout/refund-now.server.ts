import { post } from '#app/domain/books/books.server.ts';
import { payRefund } from '#app/domain/payments/refunds.server.ts';
import type { PaymentCtx } from '#app/domain/payments/sessions.server.ts';
import { refundPaidEntry } from './postings.ts';

/** Pays a refund through the provider and enters it in the books. Run again, it pays and enters once. Throws as payRefund. */
export function refundNow(ctx: PaymentCtx, refundId: string): Promise<void> {
  return payRefund(ctx, refundId, (refund) => post(ctx, refundPaidEntry(refund)));
}
