// Which of the offers that are booked for a time are free on a day, and when each is free next. Many offers are read at once.
import { axisNow, dayStart } from '#app/domain/calendar/axis.ts';
import { listCapacitiesOf, listCapacitiesUnder } from '#app/domain/calendar/capacities.server.ts';
import { civil, dayNumber, dayText } from '#app/domain/calendar/civil-time.ts';
import {
  type AskedHours,
  type BookingLimits,
  findFreePeriod,
  findFreeTime,
  type Timetable,
} from '#app/domain/calendar/free-times.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import type { Stretch } from '#app/domain/calendar/stretches.ts';
import { readTimetables } from '#app/domain/calendar/timetables.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { closuresBySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { integer, jsonOf, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { orderedWays } from './booking-terms.ts';
import { earliestDay, subjectOf } from './bookings.server.ts';
import { listFreeSessions, listSessionOffers } from './free-sessions.server.ts';
import type { Availability } from './offer.ts';

type CalendarCtx = Pick<Ctx, 'db' | 'now' | 'town'>;

/** Days, both included, YYYY-MM-DD. */
export type DaySpan = { from: string; to: string };

/** A time at which an offer is free: a day, and its hours in quarters of the clock; whole days of a loan have none. */
export type FreeTime = { day: string; hours: { from: number; to: number } | null };

const timedOffer = {
  id: integer,
  supplierId: text,
  leadDays: integer,
  availability: nullable(jsonOf('an availability', isAvailability)),
  way: oneOf(orderedWays),
  min: integer,
  max: integer,
};
type TimedOffer = Row<typeof timedOffer> & { capacity: Capacity };

function isAvailability(value: unknown): value is Availability {
  return typeof value === 'object' && value !== null && 'away' in value;
}

/** The offers of capacities that are ordered for a time. */
function listTimedOffers({ db }: Pick<Ctx, 'db'>, capacities: readonly Capacity[]): TimedOffer[] {
  const byOffer = new Map(capacities.map((capacity) => [Number(capacity.subject.slice(prefix.length)), capacity]));
  return listRows(
    db,
    timedOffer,
    `select id, supplier_id as supplierId, lead_days as leadDays, availability, booking_terms ->> '$.way' as way,
       booking_terms ->> '$.min' as min, booking_terms ->> '$.max' as max
     from offers
     where id in (select value from json_each(?)) and booking_terms ->> '$.way' in (select value from json_each(?))`,
    JSON.stringify([...byOffer.keys()]),
    JSON.stringify(orderedWays),
  ).map((offer) => ({ ...offer, capacity: byOffer.get(offer.id)! }));
}

const prefix = 'offer:';

/**
 * Ids of all offers that are booked for a time, and for each of the spans those of which one is free on all of its days,
 * on each within the hours, or a session of which is on one of them. Whether an offer is live is for the caller to ask.
 */
export function listFreeOffers(
  ctx: CalendarCtx,
  spans: readonly DaySpan[],
  hours: AskedHours | null,
): { booked: number[]; free: { id: number; way: TimedOffer['way'] }[][] } {
  const offers = listTimedOffers(ctx, listCapacitiesUnder(ctx, prefix));
  const dated = listSessionOffers(ctx, null);
  const asked = spans.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
  const [first, last] = [Math.min(...asked.map(({ from }) => from)), Math.max(...asked.map(({ to }) => to))];
  const timetables = timetablesOf(ctx, offers, first, last);
  const limitsOf = openLimits(ctx);
  const isFreeIn = (offer: TimedOffer, span: (typeof asked)[number]) =>
    isFree(offer, timetables.get(offer.capacity.id)!, limitsOf(offer), span, hours);
  return {
    booked: [...offers, ...dated].map(({ id }) => id),
    free: asked.map((span, i) => [
      ...offers.filter((offer) => isFreeIn(offer, span)).map(({ id, way }) => ({ id, way })),
      ...listFreeSessions(ctx, dated, spans[i]!, hours).map(({ offerId }) => ({
        id: offerId,
        way: 'session' as const,
      })),
    ]),
  };
}

function isFree(
  { way }: TimedOffer,
  timetable: Timetable,
  limits: BookingLimits,
  { from, to }: { from: number; to: number },
  hours: AskedHours | null,
): boolean {
  if (way === 'period') return findFreePeriod(timetable, limits, from, to) !== null;
  for (let day = from; day <= to; day++) if (findFreeTime(timetable, limits, day, hours) === null) return false;
  return true;
}

/** Days that are looked at for the next free time: most offers are free in the first few. */
const lookahead = [10, 60];

/**
 * When each of the offers (null: all) is free next, from a day on; what is not free within two months is missing, and so is
 * what is not booked for a time. `at`: the same moment on the axis of quarter-hours.
 */
export function findNextFree(
  ctx: CalendarCtx,
  ids: readonly number[] | null,
  from: string,
  hours: AskedHours | null = null,
): Map<number, FreeTime & { at: number }> {
  const found = new Map<number, FreeTime & { at: number }>();
  if (ids?.length === 0) return found;
  const subjects = ids?.map((id) => subjectOf({ id }));
  const capacities = subjects ? listCapacitiesOf(ctx, subjects) : listCapacitiesUnder(ctx, prefix);
  const first = dayNumber(from);
  const days = { from, to: dayText(first + lookahead.at(-1)!) };
  for (const { offerId, day, start, end, at } of listFreeSessions(ctx, listSessionOffers(ctx, ids), days, hours))
    if (!found.has(offerId)) found.set(offerId, { day, hours: { from: start, to: end }, at });
  if (capacities.length === 0) return found;
  const limitsOf = openLimits(ctx);
  let [missing, begun] = [listTimedOffers(ctx, capacities), 0];
  for (const days of lookahead) {
    if (missing.length === 0) break;
    const timetables = timetablesOf(ctx, missing, first + begun, first + days);
    missing = missing.filter((offer) => {
      const timetable = timetables.get(offer.capacity.id)!;
      const limits = limitsOf(offer);
      for (let day = first + begun; day < first + days; day++) {
        const time = freeOn(offer, timetable, limits, day, hours);
        if (time === null) continue;
        found.set(offer.id, time);
        return false;
      }
      return true;
    });
    begun = days;
  }
  return found;
}

function freeOn(
  { way, capacity }: TimedOffer,
  timetable: Timetable,
  limits: BookingLimits,
  day: number,
  hours: AskedHours | null,
): (FreeTime & { at: number }) | null {
  const quarters = { grain: 'quarter', zone: capacity.zone } as const;
  if (way === 'period')
    return (
      findFreePeriod(timetable, limits, day, day) && { day: dayText(day), hours: null, at: dayStart(quarters, day) }
    );
  const time = findFreeTime(timetable, limits, day, hours);
  return time && { day: dayText(day), hours: clockOf(capacity, time), at: time.fromT };
}

/** A stretch within a day, and over its midnight, by the clock. */
function clockOf({ zone }: Capacity, { fromT, toT }: Stretch): { from: number; to: number } {
  const [from, to] = [civil({ timeZone: zone }, fromT), civil({ timeZone: zone }, toT)];
  return { from: from.quarter, to: to.day > from.day ? 96 : to.quarter };
}

/** Offers of equal lead days begin at the same moment. */
function openLimits(ctx: CalendarCtx): (offer: TimedOffer) => BookingLimits {
  const known = new Map<string, number>();
  return ({ leadDays, min, max, capacity }) => {
    const key = `${capacity.grain} ${leadDays}`;
    const earliest =
      known.get(key) ??
      Math.max(dayStart(capacity, dayNumber(earliestDay(ctx, { leadDays }))), axisNow(capacity, ctx.now));
    known.set(key, earliest);
    return { min, max, earliest };
  };
}

/** Days before and after the asked ones that a loan may reach. */
const daysAround = 8;

/** By capacity. Rooms are read for the asked days and the nights beside them, things for the days around them too. */
function timetablesOf(ctx: CalendarCtx, offers: readonly TimedOffer[], first: number, last: number) {
  const closures = closuresBySupplier(
    ctx,
    offers.map(({ supplierId }) => supplierId),
  );
  const byCapacity = new Map(offers.map((offer) => [offer.capacity.id, offer]));
  const closuresOf = ({ id }: Capacity) => {
    const { supplierId, availability } = byCapacity.get(id)!;
    const own = closures.get(supplierId) ?? [];
    return availability && availability.away.length > 0 ? [...own, ...availability.away] : own;
  };
  const read = (own: readonly TimedOffer[], before: number, after: number) =>
    readTimetables(
      ctx,
      own.map(({ capacity }) => capacity),
      { fromDay: first - before, toDay: last + after },
      closuresOf,
    );
  const lent = offers.filter(({ capacity }) => capacity.grain === 'day');
  const buffer = Math.max(1, ...lent.map(({ capacity }) => capacity.bufferBefore + capacity.bufferAfter));
  const longest = Math.max(1, ...lent.map(({ min }) => min));
  return new Map([
    ...read(
      offers.filter(({ capacity }) => capacity.grain === 'quarter'),
      1,
      3,
    ),
    ...read(lent, daysAround + buffer, daysAround + longest + buffer),
  ]);
}
