// Reasons that keep a line of a basket from being ordered. The basket's page says it, and placing the order refuses it. Pure.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { fitsWay } from '#app/domain/catalogue/booking-terms.ts';
import type { BookingBlock } from '#app/domain/catalogue/bookings.server.ts';
import { quantityFits } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { isInSeason } from '#app/domain/catalogue/season.ts';

/**
 * `gone`: no longer on sale, or its supplier is closed; `step`: below the minimum, or not a multiple of the step; `time`: it
 * is booked for a time and has none, or has one and is not.
 */
export type OfferBlock = 'gone' | 'quote' | 'step' | 'stock' | 'time' | 'out-of-season';
/**
 * `no-day`: no way of delivery has a day that can be promised; `too-heavy`: none carries the mass or size; `other-week`: it is
 * ordered of a week's harvest, and the goods of its supplier come on one day. With what keeps the time of a line from being
 * had.
 */
export type LineBlock = OfferBlock | 'no-day' | 'too-heavy' | 'other-week' | BookingBlock;

type OrderedOffer = Pick<
  Offer,
  | ('status' | 'onQuote' | 'stock' | 'minQuantity' | 'orderStep' | 'season')
  | ('bookingTerms' | 'priceCents' | 'priceTiers' | 'unit' | 'orderUnit' | 'packMilli' | 'referenceUnits')
>;

/** Why `quantity` packs of an offer cannot be ordered on a day, today; null if they can. */
export function findLineBlock(
  offer: OrderedOffer,
  quantity: number,
  time: BookedTime | null,
  day: string,
): OfferBlock | null {
  if (offer.status !== 'live') return 'gone';
  if (!fitsWay(offer, time)) return 'time';
  if (offer.onQuote) return 'quote';
  if (!quantityFits(offer, quantity)) return 'step';
  // Packs of a week to come are no part of the stock.
  if (time?.way === 'week') return null;
  if (!isInSeason(offer.season, day)) return 'out-of-season';
  return offer.stock !== null && offer.stock < quantity ? 'stock' : null;
}
