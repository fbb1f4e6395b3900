// The data of a hand-over for the seller's pages: what it would start, and what it was.
import { isCodeLocked } from '#app/domain/fulfilment/hand-over-code.server.ts';
import {
  type Delivered,
  previewHandOver,
  quantityRefusal,
  shownAmounts,
} from '#app/domain/fulfilment/hand-over-preview.server.ts';
import { findHandOver } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { strokePoints } from '#app/domain/fulfilment/strokes.ts';
import { type Mode, recordedModes } from '#app/domain/impact/terms.ts';
import { maxCodeTries, trips } from '#app/domain/orders/part.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { viewPart } from './part-view.server.ts';

export type HandOverView = NonNullable<ReturnType<typeof viewHandOver>>;

/** How a part changed hands; null while it is still to be handed over. */
export function viewHandOver(ctx: RequestContext, supplierPart: SupplierPart) {
  const { order, part } = supplierPart;
  const isUndoable = part.state === 'handing-over';
  if (!isUndoable && part.state !== 'handed-over') return null;
  const handOver = findHandOver(ctx, order.id, part.supplierId);
  const waits = part.state === 'handed-over' && !part.releasedAt && part.handedOverAt;
  return {
    undoUntil: isUndoable && handOver ? handOver.closesAt : null,
    acknowledgement: handOver?.acknowledgement ?? null,
    signedBy: handOver?.signedBy ?? '',
    strokes: handOver?.signature ? strokePoints(handOver.signature) : [],
    missing: isUndoable && handOver ? namedMissing(ctx, supplierPart, new Map(handOver.delivered)) : [],
    releasedOn: part.releasedAt && localDay(new Date(part.releasedAt), ctx.town),
    waitsUntil: waits ? releaseDay(ctx, waits) : null,
  };
}

function namedMissing(ctx: RequestContext, supplierPart: SupplierPart, delivered: Delivered) {
  return previewHandOver(ctx.now, supplierPart, delivered).missing.map(({ name, ...one }) => ({
    ...one,
    name: translated(name, ctx.locale),
  }));
}

/** The day on which the money of a part is released without the buyer's word, YYYY-MM-DD. */
function releaseDay(ctx: RequestContext, handedOverAt: string): string {
  return localDay(new Date(Date.parse(handedOverAt) + ctx.services.env.releaseDays * 864e5), ctx.town);
}

/** The page before a hand-over: what the address says of it, why it cannot be, or what it would start. */
export function handOverPage(ctx: RequestContext, supplierPart: SupplierPart, query: URLSearchParams) {
  const { part, order } = supplierPart;
  const asked = Object.fromEntries(query);
  const delivered = quantitiesByLine(asked);
  const refusal = quantityRefusal(supplierPart, delivered);
  const preview = refusal ? null : previewHandOver(ctx.now, supplierPart, delivered);
  return {
    part: viewPart(ctx, supplierPart),
    mode: recordedModes.find((mode) => mode === asked.mode) ?? (part.mode as Mode),
    trip: trips.find((trip) => trip === asked.trip) ?? part.trip,
    there: [...delivered].map(([line, quantity]) => ({ line, quantity })),
    refusal,
    isLocked: isCodeLocked(part),
    triesLeft: maxCodeTries - part.codeTries,
    code: asked.code ?? '',
    why: (asked.why ?? '').slice(0, 300),
    isOnAccount: order.payment === 'account',
    releaseDays: ctx.services.env.releaseDays,
    shown: preview && shownAmounts(preview),
    preview: preview && {
      ...preview,
      missing: namedMissing(ctx, supplierPart, delivered),
      weighed: preview.weighed.map(({ name, ...one }) => ({ ...one, name: translated(name, ctx.locale) })),
    },
  };
}

/** From fields such as `there-3`. A text that is not a number becomes NaN, which the verb refuses. */
export function quantitiesByLine(typed: Record<string, string | undefined>): Map<number, number> {
  const delivered = new Map<number, number>();
  for (const [name, quantity] of Object.entries(typed)) {
    const line = /^there-(\d{1,3})$/.exec(name)?.[1];
    if (line && quantity) delivered.set(Number(line), Number(quantity));
  }
  return delivered;
}
