import { apiHandler, ParameterRefused } from '#app/api/api-handler.server.ts';
import { writeQuarter } from '#app/domain/calendar/booked-time.ts';
import { earliestDay, readCalendar } from '#app/domain/catalogue/bookings.server.ts';
import { listSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import type { OfferSession } from '#app/domain/catalogue/offer-session.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';

const maxDays = 366;
const usualDays = 31;

/** When an offer that is booked for a time is free. Days and times are those of the town's clock. */
export const loader = apiHandler(
  'api/api.v1.offers.$slug_.availability',
  '/api/v1/offers/{slug}/availability',
  (ctx, { search, slug }) => {
    const offer = getOffer(ctx, slug);
    if (!offer.bookingTerms) throw new NotFound(`calendar of ${slug}`);
    const from = search.get('from') ?? earliestDay(ctx, offer);
    const to = search.get('to') ?? addDays(from, usualDays - 1);
    if (to < from) throw new ParameterRefused('to', 'is before from');
    if (to > addDays(from, maxDays - 1)) throw new ParameterRefused('to', `is more than ${maxDays} days after from`);
    const { days, hours } = readCalendar(ctx, offer, from, to);
    const sessions = offer.bookingTerms.way === 'session' ? listSessions(ctx, offer.id, from) : [];
    return {
      slug: offer.slug,
      way: offer.bookingTerms.way,
      units: offer.bookingTerms.units,
      from,
      to,
      days: days.map(({ day, open, free }) => ({ day, open, free_units: free })),
      hours: [...hours].flatMap(([day, own]) =>
        own.map((stretch) => ({
          day,
          from: writeQuarter(stretch.from),
          to: writeQuarter(stretch.to),
          free_units: stretch.free,
        })),
      ),
      sessions: sessions.filter(({ day }) => day <= to).map(describeSession),
    };
  },
);

function describeSession({ id, day, start, end, place, seats, taken, minimum, decideOn, state }: OfferSession) {
  return {
    id,
    day,
    from: writeQuarter(start),
    to: writeQuarter(end),
    place,
    seats,
    free_seats: state === 'called-off' ? 0 : Math.max(0, seats - taken),
    minimum,
    decide_on: decideOn,
    state,
  };
}
