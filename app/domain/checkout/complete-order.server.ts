import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { findOrder, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { impactDrafts } from '#app/domain/receipts/impact-drafts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

/**
 * Follow-up of an order that was paid, reinstated or accepted on account: its impact lines in the ledger, and the
 * mails. In the caller's transaction.
 */
export function completeOrder(
  ctx: LedgerCtx & ActiveRules,
  whole: WholeOrder,
  verb: 'settlePayment' | 'orderOnAccount' | 'takeUpLate' | 'completeFreeOrder',
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

/** Completes an order of nothing, without a payment page or an entry in the books. Refused when there is something to pay. */
export function completeFreeOrder(
  ctx: LedgerCtx & ActiveRules,
  orderId: string,
): Result<object, { reason: 'not-now' }> {
  const { order } = getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    if (order.totalCents !== 0 || !transitionOrder(ctx, orderId, 'pay', 'paid')) return refused('not-now');
    completeOrder(ctx, findOrder(ctx, orderId)!, 'completeFreeOrder');
    return done();
  });
}
