// Hand-overs with the buyer's code, as planned: for past orders, and for tests that come after a hand-over.
import { beginHandOver, closeHandOver, type HandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { previewHandOver, quantityRefusal, shownAmounts } from '#app/domain/fulfilment/hand-over-preview.server.ts';
import { findHandOver } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { type Mode, recordedModes } from '#app/domain/impact/terms.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { undoMinutes } from '#app/domain/orders/part.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';

/** Begins a hand-over with the buyer's code and the amounts of its preview; `changes` replaces any of it. */
export function beginWithCode(
  ctx: Ctx,
  supplierId: string,
  orderId: string,
  changes: Partial<HandOver> = {},
): ReturnType<typeof beginHandOver> {
  const supplierPart = getSupplierPart(ctx, supplierId, orderId);
  const { mode, trip, handOverCode: code } = supplierPart.part;
  const { delivered = new Map() } = changes;
  return beginHandOver(ctx, supplierId, orderId, {
    mode: recordedModes.find((known) => known === mode) ?? ('transport.on_foot' satisfies Mode),
    trip,
    acknowledgement: { by: 'code', code },
    shown: quantityRefusal(supplierPart, delivered)
      ? ''
      : shownAmounts(previewHandOver(ctx.now, supplierPart, delivered)),
    ...changes,
  });
}

/** The same, closed ten minutes later. */
export function handOverWithCode(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  orderId: string,
  changes: Partial<HandOver> = {},
): ReturnType<typeof beginHandOver> {
  const begun = beginWithCode(ctx, supplierId, orderId, changes);
  if (begun.ok)
    closeHandOver({ ...ctx, now: addMinutes(ctx.now, undoMinutes) }, findHandOver(ctx, orderId, supplierId)!.id);
  return begun;
}
