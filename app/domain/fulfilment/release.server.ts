// Releases the money of handed-over parts: when the buyer has received the goods, or some days after the hand-over.
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { getSupplierPart, listUnreleasedParts, markReleased } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

/** The buyer says that the goods of a handed-over part are there: its supplier is paid. */
export function receivePart(ctx: Ctx, orderId: string, supplierId: string): Result<object, { reason: 'not-now' }> {
  getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    getSupplierPart(ctx, supplierId, orderId);
    if (!releasePart(ctx, orderId, supplierId, 'received')) return refused('not-now');
    recordAudit(ctx, 'receivePart', `${orderId}:${supplierId}`);
    return done();
  });
}

/** Releases the parts that were handed over `days` days ago, at most five hundred. Returns their number. */
export function releaseParts(ctx: Ctx, days: number): number {
  const before = new Date(ctx.now.getTime() - days * 864e5);
  return listUnreleasedParts(ctx, before).filter(({ orderId, supplierId }) =>
    inTransaction(ctx, () => releasePart(ctx, orderId, supplierId, 'released')),
  ).length;
}

function releasePart(ctx: Ctx, orderId: string, supplierId: string, occasion: 'received' | 'released'): boolean {
  if (!markReleased(ctx, orderId, supplierId)) return false;
  enqueueSettlement(ctx, orderId, supplierId, occasion);
  return true;
}
