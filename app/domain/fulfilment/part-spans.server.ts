// The lent things of a part that is handed over as a whole: they leave with it, and come back with its undoing.
import { axisNow } from '#app/domain/calendar/axis.ts';
import { stepSpan } from '#app/domain/calendar/spans.server.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { isLent, type LentSpan, listLentSpans } from './lent-spans.server.ts';
import { listRecords, saveCondition, takeThings } from './span-conditions.server.ts';

type Part = Pick<SupplierPart, 'order' | 'part' | 'lines'>;

function listOwn(ctx: Ctx, { order, part, lines }: Part): LentSpan[] {
  if (lines.every(({ bookedTime }) => bookedTime === '')) return [];
  return listLentSpans(ctx, [order.id]).filter(
    ({ capacity }) => capacity.owner === part.supplierId && isLent(capacity),
  );
}

/** Hands out what is booked and has begun, unless its line was not there. Its condition is not noted. */
export function handOutOfPart(ctx: Ctx, supplierPart: Part, delivered: ReadonlyMap<number, number>): void {
  for (const { span, capacity, booked } of listOwn(ctx, supplierPart)) {
    if (span.state !== 'booked' || axisNow(capacity, ctx.now) < span.fromT) continue;
    if (booked && delivered.get(booked.line) === 0) continue;
    stepSpan(ctx, span.id, 'handOut');
    saveCondition(ctx, span.id, { kind: 'out' });
  }
}

/** Whether a thing that left with the hand-over came back already: then it can no longer be undone. */
export function hasComeBack(ctx: Ctx, supplierPart: Part): boolean {
  return listLeft(ctx, supplierPart).some(({ span }) => span.state !== 'out');
}

/** Takes the hand-outs back that began with the hand-over of the part. */
export function undoHandOuts(ctx: Ctx, supplierPart: Part): void {
  for (const { span } of listLeft(ctx, supplierPart)) {
    stepSpan(ctx, span.id, 'undoHandOut');
    takeThings(ctx, span.id);
    saveCondition(ctx, span.id, { kind: 'undone' });
  }
}

/** The things that left in the moment in which the part was handed over. */
function listLeft(ctx: Ctx, supplierPart: Part): LentSpan[] {
  const own = listOwn(ctx, supplierPart);
  const record = listRecords(
    ctx,
    own.map(({ span }) => span.id),
  );
  return own.filter(({ span }) => record(span.id).out?.lender.recordedAt === supplierPart.part.handedOverAt);
}

/** Whether a thing of the part is with its borrower or was: the part can no longer be cancelled as a whole. */
export function hasLeft(ctx: Ctx, supplierPart: Part): boolean {
  return listOwn(ctx, supplierPart).some(({ span }) => ['out', 'back', 'inspected', 'lost'].includes(span.state));
}
