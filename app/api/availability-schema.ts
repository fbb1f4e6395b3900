// The calendar of an offer in the API's description.
import { orderedWays } from '#app/domain/catalogue/booking-terms.ts';
import { sessionStates } from '#app/domain/catalogue/offer-session.ts';
import { boolean, enumOf, integer, list, object, queryParameter, string } from './json-schema.ts';

export const availability = {
  ...object({
    slug: string,
    way: enumOf(orderedWays),
    units: integer,
    from: string,
    to: string,
    days: list(object({ day: string, open: boolean, free_units: integer })),
    hours: list(object({ day: string, from: string, to: string, free_units: integer })),
    sessions: list(
      object({
        id: integer,
        day: string,
        from: string,
        to: string,
        place: string,
        seats: integer,
        free_seats: integer,
        minimum: integer,
        decide_on: string,
        state: enumOf(sessionStates),
      }),
    ),
  }),
  description:
    'of an offer that is booked for a time, by the clock of the town; hours only of a slot, 0 units: taken; sessions only of an offer by seats, an empty place is the supplier’s',
};

const day = { type: 'string', format: 'date' };
export const availabilitySpan = [
  queryParameter('from', day, 'first day; by default the first that can be asked for'),
  queryParameter('to', day, 'last day, included; 31 days by default, 366 at most'),
];
