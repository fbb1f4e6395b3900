import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { impactDrafts } from '#app/domain/receipts/impact-drafts.server.ts';

/** What follows an order that was paid, taken up late or taken on account: its proof in the ledger, and the letters. In the caller's transaction. */
export function completeOrder(
  ctx: LedgerCtx,
  whole: WholeOrder,
  verb: 'settlePayment' | 'orderOnAccount' | 'takeUpLate',
): void {
  const { id: orderId } = whole.order;
  appendEntries(ctx, impactDrafts(ctx, whole));
  enqueue(ctx, 'mail', `mail:order-paid:${orderId}`, { template: 'order-paid', orderId });
  for (const { supplierId } of whole.parts)
    enqueue(ctx, 'mail', `mail:part-to-prepare:${orderId}:${supplierId}`, {
      template: 'part-to-prepare',
      orderId,
      supplierId,
    });
  recordAudit(ctx, verb, orderId);
}
