// Releases the money of handed-over parts: when the buyer has received the goods, or some days after the hand-over.
import { findBuyerHistory } from '#app/domain/orders/buyer-history.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { listUnreleasedParts, markReleased } from '#app/domain/orders/earned-parts.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { getSupplierPart, type SupplierPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { drawBudgets } from '#app/domain/security/budget-draws.server.ts';
import { buyerBudgets, buyerTrustOf, supplierBudgets } from '#app/domain/security/budgets.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { findTrust } from '#app/domain/suppliers/trust.server.ts';

/**
 * The buyer says that the goods of a handed-over part are there: its supplier is paid. Money that left cannot be called
 * back, so that of buyer and supplier each has a budget for it; `budget`: the part waits for its day, as without a word.
 */
export function receivePart(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
): Result<object, { reason: 'not-now' | 'budget' }> {
  const whole = getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    const { part, outcomes } = getSupplierPart(ctx, supplierId, orderId);
    if (part.state !== 'handed-over' || part.releasedAt) return refused('not-now');
    if (!drawRelease(ctx, whole, { part, outcomes })) return refused('budget');
    if (!releasePart(ctx, orderId, supplierId, 'received')) return refused('not-now');
    recordAudit(ctx, 'receivePart', `${orderId}:${supplierId}`);
    return done();
  });
}

/** Releases the parts that were handed over `days` days before `until`, at most five hundred. Returns their number. */
export function releaseParts(ctx: Ctx, days: number, until: Date = ctx.now): number {
  const before = new Date(until.getTime() - days * 864e5);
  return listUnreleasedParts(ctx, before).filter(({ orderId, supplierId }) =>
    inTransaction(ctx, () => releasePart(ctx, orderId, supplierId, 'released')),
  ).length;
}

/** Draws the part's sum on the budgets of who placed the order and of the supplier; on both or on none. */
function drawRelease(
  ctx: Ctx,
  whole: WholeOrder,
  { part: { supplierId }, outcomes }: Pick<SupplierPart, 'part' | 'outcomes'>,
): boolean {
  const cents = currentTotals(whole, new Map(outcomes.map((one) => [one.line, one])), supplierId).totalCents;
  const { userId } = whole.order;
  const [supplier] = findSuppliers(ctx, [supplierId]);
  const name = 'released-cents';
  const buyerTrust = buyerTrustOf(findBuyerHistory(ctx, userId).paid);
  const supplierTrust = supplier ? findTrust(ctx, supplier) : 'draft';
  const lines = [
    { name, subject: userId, max: buyerBudgets[name][buyerTrust] },
    { name, subject: supplierId, max: supplierBudgets[name][supplierTrust] },
  ] as const;
  return drawBudgets(ctx, lines, cents);
}

function releasePart(ctx: Ctx, orderId: string, supplierId: string, occasion: 'received' | 'released'): boolean {
  if (!markReleased(ctx, orderId, supplierId)) return false;
  enqueueSettlement(ctx, orderId, supplierId, occasion);
  return true;
}
