// How a hand-out is shown, and how it joins the hand-over of its order's part: things of one part may leave on different
// days, and the part is handed over with the last of them.

import { type Mode, modes } from '#app/domain/impact/terms.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { getSupplierPart, type SupplierPart } from '#app/domain/orders/parts.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { acknowledgementRefusal, beginHandOver, type HandOverRefusal } from './hand-over.server.ts';
import { previewHandOver, shownAmounts } from './hand-over-preview.server.ts';
import type { Acknowledgement } from './hand-over-rows.server.ts';
import { isLent, type LentSpan, listLentSpans } from './lent-spans.server.ts';
import { effectiveLines } from './line-changes.server.ts';

/**
 * Null when the hand-out of a thing is shown: by the code of its order or a signature, and by a signature alone where its
 * lender took the booking itself. The last thing of a part begins the hand-over of the part. In the caller's transaction.
 */
export function proveHandOut(
  ctx: Ctx,
  lent: LentSpan,
  acknowledgement: Acknowledgement,
): HandOverRefusal['reason'] | null {
  const { booked, capacity } = lent;
  if (!booked) return acknowledgement.by === 'signature' && acknowledgement.name.trim() !== '' ? null : 'signature';
  const supplierPart = getSupplierPart(ctx, capacity.owner, booked.orderId);
  const { order, part } = supplierPart;
  if (isPartOpen(part.state) && isLastOf(ctx, supplierPart, lent)) return beginWith(ctx, supplierPart, acknowledgement);
  if (part.state === 'cancelled' || part.state === 'refused') return 'not-now';
  if (isTakenBack(ctx, order.id, part.supplierId)) return 'taken-back';
  return acknowledgementRefusal(ctx, part, acknowledgement);
}

/** Whether nothing else of the part is still to leave: no goods, and no other booked thing. */
function isLastOf(ctx: Ctx, supplierPart: SupplierPart, { span }: LentSpan): boolean {
  const lent = listLentSpans(ctx, [supplierPart.order.id]);
  const lines = new Set(lent.map(({ booked }) => booked?.line));
  const left = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  if (left.some(({ line }) => !lines.has(line.line))) return false;
  return !lent.some(
    (other) =>
      other.capacity.owner === supplierPart.part.supplierId &&
      other.span.id !== span.id &&
      isLent(other.capacity) &&
      other.span.state === 'booked',
  );
}

function beginWith(
  ctx: Ctx,
  supplierPart: SupplierPart,
  acknowledgement: Acknowledgement,
): HandOverRefusal['reason'] | null {
  const { order, part } = supplierPart;
  const begun = beginHandOver(ctx, part.supplierId, order.id, {
    mode: modes.find((mode) => mode === part.mode) ?? ('transport.on_foot' satisfies Mode),
    trip: part.trip,
    acknowledgement,
    shown: shownAmounts(previewHandOver(ctx.now, supplierPart, new Map())),
    withoutThings: true,
  });
  return begun.ok ? null : begun.reason;
}
