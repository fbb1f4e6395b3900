// Alternatives to a booking that is at risk: the same thing of others, free at the same time.
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { offerAtTime } from '#app/domain/catalogue/booking-terms.ts';
import { findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { listOffersOfThings } from '#app/domain/catalogue/listed-offers.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

const maxAlternatives = 3;

/** At most three other live offers of the same thing that are free for `units` at the time, the cheapest first. */
export function listAlternatives(ctx: Ctx, offer: Offer, time: BookedTime, units: number): Offer[] {
  if (!offer.thing) return [];
  const ids = listOffersOfThings(ctx, [offer.thing]).filter((id) => id !== offer.id);
  const others = findOffers(ctx, ids).filter(({ status, bookingTerms }) => status === 'live' && bookingTerms);
  const blocks = findBookingBlocks(
    ctx,
    others.map((other) => ({ offer: other, time, units })),
  );
  return others
    .filter((_, i) => blocks[i] === null)
    .sort((a, b) => priceAt(ctx, a, time) - priceAt(ctx, b, time))
    .slice(0, maxAlternatives);
}

function priceAt({ town }: Ctx, offer: Offer, time: BookedTime): number {
  return offerAtTime(offer, time, town)?.priceCents ?? Number.MAX_SAFE_INTEGER;
}
