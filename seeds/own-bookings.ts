// Bookings that sellers took themselves, by telephone or at the counter: calendars of the demonstration are not empty.
import { axisSpan, type BookedTime } from '#app/domain/calendar/booked-time.ts';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { confirmSpans, holdSpan } from '#app/domain/calendar/spans.server.ts';
import { earliestDay, findBookingBlocks, subjectOf } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { addDays, addMinutes, type Ctx, isoUtc, isoWeekday } from '#app/domain/shared/context.ts';
import { seededRandom } from './random.ts';

const days = 35;
type OwnTime = Exclude<BookedTime, { way: 'appointment' }>;

/** Books part of the coming weeks of each room, tool and vehicle; popular ones more. */
export function bookOwnTimes(ctx: Ctx): void {
  const next = seededRandom('own bookings');
  const ids = ctx.db.$client
    .prepare('select id from offers where booking_terms is not null order by id')
    .pluck()
    .all() as number[];
  for (const offer of findOffers(ctx, ids)) {
    const share = 0.1 + 0.25 * next();
    for (let ahead = 0; ahead < days; ahead++) {
      if (next() > share) continue;
      const time = timeOn(offer, addDays(earliestDay(ctx, offer), ahead), next());
      if (time) bookTime(ctx, offer, time, ahead);
    }
  }
}

/** Some hours of a slot, or one to three days of a period, in the opening hours of the day; null where it is shut. */
function timeOn({ bookingTerms: terms }: Offer, day: string, chance: number): OwnTime | null {
  const hours = terms?.hours.find(({ weekday }) => weekday === isoWeekday(day));
  if (!terms || !hours) return null;
  const steps = Math.min(terms.max, Math.max(terms.min, terms.way === 'slot' ? 12 : 1 + Math.floor(3 * chance)));
  if (terms.way === 'period') return { way: 'period', from: day, to: addDays(day, steps - 1) };
  const start = hours.from + 4 * Math.floor((chance * Math.max(0, hours.to - hours.from - steps)) / 4);
  return { way: 'slot', day, start, end: start + steps };
}

function bookTime(ctx: Ctx, offer: Offer, time: OwnTime, n: number): void {
  const capacity = findCapacity(ctx, subjectOf(offer));
  const span = axisSpan(time, ctx.town);
  const units = Math.max(1, Math.floor((offer.bookingTerms?.units ?? 1) / 3));
  if (!capacity || !span || findBookingBlocks(ctx, [{ offer, time, units }])[0] !== null) return;
  const booking = `own/${offer.id}/${n}`;
  const until = isoUtc(addMinutes(ctx.now, 1));
  const stretch = { fromT: span.from, toT: span.to };
  if (holdSpan(ctx, { capacity, booking, ...stretch, units, until, planVersion: null }).ok) confirmSpans(ctx, booking);
}
