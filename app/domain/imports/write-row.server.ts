// Writes one confirmed row to the offer that it changes.
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { changedFields, getOwnOffer, setOfferStatus, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { sameValue } from '#app/domain/catalogue/offer-changes.server.ts';
import type { Offer, OfferRow } from '#app/domain/catalogue/offers.server.ts';
import { moveStock } from '#app/domain/catalogue/stock.server.ts';
import type { ImportCtx } from './imports.server.ts';
import { type FieldChange, type StockOfFile, stockAfter } from './validate-row.ts';

/** A row as its reading kept it. */
export type ReadRow = { draft: Partial<OfferDraft>; status: Offer['status'] | null; stock: StockOfFile | null };

/**
 * Writes what the preview showed of an offer that exists. A field that was changed after the preview keeps its newer
 * value, and the stock is written as a difference, so that nothing sold is on sale again.
 */
export function changeOffer(
  ctx: ImportCtx,
  importId: string,
  offer: OfferRow,
  read: ReadRow,
  seen: FieldChange[],
  isAnswered: boolean,
): void {
  const isAsSeen = (field: string, now: unknown) =>
    seen.some(([name, before]) => name === field && sameValue(before, now));
  const changes = Object.entries(changedFields(offer, read.draft)).filter(
    ([field, [now]]) => isAsSeen(field, now) || (isAnswered && field === 'thing'),
  );
  updateOffer(ctx, offer, Object.fromEntries(changes.map(([field, [, after]]) => [field, after])), 'import');
  if (read.stock)
    moveStock(ctx, offer.id, { kind: 'import', to: stockAfter(read.stock, offer.stock), reference: importId });
  if (read.status && isAsSeen('status', offer.status))
    setOfferStatus(ctx, getOwnOffer(ctx, offer.supplierId, offer.id), read.status, 'import');
}
