// The people of the town who come by appointment: cleaners, electricians, plumbers.
import { readBooking } from '#app/domain/catalogue/booking-cells.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { type ListingCtx, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { weekdaysOf } from './bookings.ts';
import { readRows } from './factories.ts';

/** After the past orders, which bought these services by agreement: from now on they are booked, at their price of before. */
export function setVisits(ctx: ListingCtx): void {
  for (const row of readRows('visits.psv')) {
    const [slug = '', units = '', price = '', min = '', max = '', travel = '', hours = ''] = row;
    const offer = getOffer(ctx, slug);
    const cells = {
      booking_way: 'appointment',
      booking_units: units,
      price_hour: price === '=' ? (offer.priceCents / 100).toFixed(2) : '',
      booking_min: min,
      booking_max: max,
      booking_buffer: travel,
      opening: hours.split('; ').flatMap(weekdaysOf).join('; '),
      cancellation: '2 = 0; 1 = 50',
    };
    const booked: Partial<OfferDraft> = {};
    readBooking(cells, booked, (column, problem) => {
      throw new Error(`seeds: ${slug}: ${column} ${problem}`);
    });
    updateOffer(ctx, offer, { ...asDraft(offer), ...booked }, 'table');
  }
}
