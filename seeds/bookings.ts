// Reads bookings.psv: how the rooms, tools and vehicles of the town are booked, by the address of their offer.
import { readBooking } from '#app/domain/catalogue/booking-cells.ts';
import type { BookingTerms } from '#app/domain/catalogue/booking-terms.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { readRows } from './factories.ts';

/** Terms by slug. The file has limits in steps of its way: quarter-hours of a slot, days of a period. */
export function readBookings(): ReadonlyMap<string, BookingTerms> {
  return new Map(
    readRows('bookings.psv').map((row) => {
      const [slug = '', way = '', units = '', prices = '', min = '', max = '', buffer = '', hours = '', ends = ''] =
        row;
      const steps = (count: string) => String(Number(count) / (way === 'slot' ? 4 : 1));
      const cells = {
        booking_way: way,
        booking_units: units,
        ...Object.fromEntries(prices.split(' ').map(priceCell)),
        booking_min: steps(min),
        booking_max: steps(max),
        booking_buffer: steps(buffer),
        opening: hours.split('; ').flatMap(weekdaysOf).join('; '),
        cancellation: ends,
      };
      const draft: Partial<OfferDraft> = {};
      readBooking(cells, draft, (column, problem) => {
        throw new Error(`seeds: ${slug}: ${column} ${problem}`);
      });
      if (!draft.bookingTerms) throw new Error(`seeds: ${slug} has no terms`);
      return [slug, draft.bookingTerms];
    }),
  );
}

function priceCell(price: string): [column: string, euros: string] {
  const [block = '', euros = ''] = price.split('=');
  return [`price_${block.replace('-', '_')}`, euros];
}

/** "1-5 08:00-20:00" -> a cell's part for each weekday. */
export function weekdaysOf(part: string): string[] {
  const [days = '', hours = ''] = part.split(' ');
  const [first = 1, last = first] = days.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, i) => `${first + i} ${hours}`);
}
