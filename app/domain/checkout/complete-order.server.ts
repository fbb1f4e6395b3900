import { confirmSpans } from '#app/domain/calendar/spans.server.ts';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { promiseEntries } from '#app/domain/ledger/promises.server.ts';
import { findBuyerHistory } from '#app/domain/orders/buyer-history.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { findOrder, type Order, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { impactDrafts } from '#app/domain/receipts/impact-drafts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { drawBudgets, recordDraw } from '#app/domain/security/budget-draws.server.ts';
import { buyerBudgets, buyerTrustOf } from '#app/domain/security/budgets.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';

/**
 * Follow-up of an order that was paid, reinstated or accepted on account: its impact lines in the ledger, the promise
 * of them to its buyer, and the mails. In the caller's transaction.
 */
export function completeOrder(
  ctx: LedgerCtx & ActiveRules,
  whole: WholeOrder,
  verb: 'settlePayment' | 'orderOnAccount' | 'takeUpLate' | 'completeFreeOrder',
): void {
  const { id: orderId } = whole.order;
  const drafts = impactDrafts(ctx, whole);
  const buyer = whole.order.organisationId ?? whole.order.userId;
  promiseEntries(ctx, { order: orderId, buyer }, appendEntries(ctx, drafts));
  if (verb !== 'completeFreeOrder') recordDraw(ctx, ledgerLineOfBuyer(whole.order), drafts.length);
  enqueue(ctx, 'mail', `mail:order-paid:${orderId}`, { template: 'order-paid', orderId });
  for (const { supplierId } of whole.parts)
    enqueue(ctx, 'mail', `mail:part-to-prepare:${orderId}:${supplierId}`, {
      template: 'part-to-prepare',
      orderId,
      supplierId,
    });
  recordAudit(ctx, verb, orderId);
}

/**
 * Completes an order of nothing, without a payment page or an entry in the books. Refused when there is something to pay, and
 * beyond the buyer's entries of the day: nothing but that budget bounds what costs nothing.
 */
export function completeFreeOrder(
  ctx: LedgerCtx & ActiveRules,
  orderId: string,
): Result<object, { reason: 'not-now' | 'budget' }> {
  const { order, lines } = getOrderToChange(ctx, orderId);
  if (order.totalCents !== 0) return refused('not-now');
  return inTransactionOrRollback(ctx, (refuse: (refusal: { reason: 'not-now' }) => never) => {
    const max = buyerBudgets['ledger-entries'][buyerTrustOf(findBuyerHistory(ctx, order.userId).paid)];
    if (!drawBudgets(ctx, [{ ...ledgerLineOfBuyer(order), max }], lines.length)) return refused('budget');
    if (!transitionOrder(ctx, orderId, 'pay', 'paid')) return refused('not-now');
    if (!confirmSpans(ctx, orderId).ok) refuse({ reason: 'not-now' });
    completeOrder(ctx, findOrder(ctx, orderId)!, 'completeFreeOrder');
    return done();
  });
}

function ledgerLineOfBuyer({ userId }: Pick<Order, 'userId'>) {
  return { name: 'ledger-entries', subject: userId } as const;
}
