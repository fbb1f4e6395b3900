// Reasons that keep a line of a basket from being ordered. The basket's page says it, and placing the order refuses it. Pure.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import type { BookingBlock } from '#app/domain/catalogue/bookings.server.ts';
import { quantityFits } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';

/**
 * `gone`: no longer on sale, or its supplier is closed; `step`: below the minimum, or not a multiple of the step; `time`: it
 * is booked for a time and has none, or has one and is not.
 */
export type OfferBlock = 'gone' | 'quote' | 'step' | 'stock' | 'time';
/** `no-day`: no way of delivery has a day that can be promised; `too-heavy`: none carries the mass or size. With what keeps the time of a line from being had. */
export type LineBlock = OfferBlock | 'no-day' | 'too-heavy' | BookingBlock;

/** Why `quantity` packs of an offer cannot be ordered now; null if they can. */
export function findLineBlock(
  offer: Pick<Offer, 'status' | 'onQuote' | 'stock' | 'minQuantity' | 'orderStep' | 'bookingTerms'>,
  quantity: number,
  time: BookedTime | null,
): OfferBlock | null {
  if (offer.status !== 'live') return 'gone';
  if ((offer.bookingTerms?.way ?? null) !== (time?.way ?? null)) return 'time';
  if (offer.onQuote) return 'quote';
  if (!quantityFits(offer, quantity)) return 'step';
  return offer.stock !== null && offer.stock < quantity ? 'stock' : null;
}
