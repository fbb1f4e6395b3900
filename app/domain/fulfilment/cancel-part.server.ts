// Cancels a part: by the buyer before the cut-off, or refused by the supplier. All of it is refunded.
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { isBeforeCutoff } from '#app/domain/orders/part.ts';
import { closeProposal, getSupplierPart, type SupplierPart, transitionPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { cutoffFor, listRounds, releaseRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { applyLineChanges, effectiveLines, reduceLine, returnToStock } from './line-changes.server.ts';

export type CancelRefusal = { reason: 'not-now' | 'too-late' };
type Cancelled = Result<{ refundCents: number }, CancelRefusal>;

/** The buyer cancels the part of one supplier, until that supplier's cut-off. */
export function cancelPart(ctx: LedgerCtx & ActiveRules, orderId: string, supplierId: string, why = ''): Cancelled {
  getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    const [supplier] = findSuppliers(ctx, [supplierId]);
    if (
      !supplier ||
      !isBeforeCutoff(supplierPart.part, cutoffFor(listRounds(ctx), supplierPart.part, supplier), ctx.now, ctx.town)
    )
      return refused('too-late');
    if (!transitionPart(ctx, orderId, supplierId, 'cancel', 'buyer', {})) return refused('not-now');
    return giveAllBack(ctx, supplierPart, 'cancelled', why);
  });
}

/** The supplier refuses the whole part, with a reason. */
export function refusePart(ctx: LedgerCtx & ActiveRules, supplierId: string, orderId: string, why: string): Cancelled {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    if (!transitionPart(ctx, orderId, supplierId, 'refuse', 'supplier', { closedReason: why }))
      return refused('not-now');
    return giveAllBack(ctx, supplierPart, 'refused', why);
  });
}

function giveAllBack(
  ctx: LedgerCtx & ActiveRules,
  supplierPart: SupplierPart,
  reason: 'cancelled' | 'refused',
  why: string,
): Cancelled {
  const { order, part, proposals } = supplierPart;
  const { supplierId } = part;
  const changes = effectiveLines(supplierPart)
    .filter(({ is }) => is.quantity > 0)
    .map(({ line, is }) => reduceLine(line, is, 0, reason));
  returnToStock(ctx, changes);
  releaseRound(ctx, order.id, supplierId);
  const refundCents = applyLineChanges(ctx, supplierPart, changes, {
    reason,
    occasion: `${reason}:${order.id}:${supplierId}`,
  });
  for (const { id, state } of proposals) if (state === 'open') closeProposal(ctx, id, 'withdrawn');
  const event = { orderId: order.id, supplierId, refundCents, why };
  // A buyer whose bank has the money is promised no refund; the supplier is told in any case.
  const takenBack = isTakenBack(ctx, order.id, supplierId);
  if (reason === 'cancelled' || !takenBack)
    enqueue(ctx, 'mail', `mail:part-${reason}:${order.id}:${supplierId}`, { template: `part-${reason}`, ...event });
  if (reason === 'cancelled' && !takenBack)
    enqueue(ctx, 'mail', `mail:cancellation-confirmed:${order.id}:${supplierId}`, {
      template: 'cancellation-confirmed',
      ...event,
    });
  recordAudit(ctx, reason === 'refused' ? 'refusePart' : 'cancelPart', `${order.id}:${supplierId}`);
  return done({ refundCents });
}
