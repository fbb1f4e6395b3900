// Reasons that keep a line of a basket from being ordered. The basket's page says it, and placing the order refuses it. Pure.
import { quantityFits } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';

/**
 * `gone`: no longer on sale, or its supplier is closed; `step`: below the minimum, or not a multiple of the step;
 * `no-day`: no way of delivery has a day that can be promised.
 */
export type LineBlock = OfferBlock | 'no-day';
export type OfferBlock = 'gone' | 'quote' | 'step' | 'stock';

/** Why `quantity` packs of an offer cannot be ordered now; null if they can. */
export function findLineBlock(
  offer: Pick<Offer, 'status' | 'onQuote' | 'stock' | 'minQuantity' | 'orderStep'>,
  quantity: number,
): OfferBlock | null {
  if (offer.status !== 'live') return 'gone';
  if (offer.onQuote) return 'quote';
  if (!quantityFits(offer, quantity)) return 'step';
  return offer.stock !== null && offer.stock < quantity ? 'stock' : null;
}
