// Offers that are booked for a time, in the calendar: the capacity of each, what is free of it, and why a time cannot be had.
import { dayStart } from '#app/domain/calendar/axis.ts';
import { axisSpan, type BookedTime, stretchesOf } from '#app/domain/calendar/booked-time.ts';
import { findCapacity, listCapacitiesOf, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { civil, dayNumber, dayText } from '#app/domain/calendar/civil-time.ts';
import { listBookable } from '#app/domain/calendar/free-time.server.ts';
import { listLoads } from '#app/domain/calendar/loads.server.ts';
import type { ClosedDays } from '#app/domain/calendar/opening.ts';
import { findPlan, listOpen, savePlan } from '#app/domain/calendar/opening-plans.server.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import { freeStretches, mayPromise, type Stretch } from '#app/domain/calendar/stretches.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { closuresBySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { entryPrice, findTimeFault, type TimeFault } from './booking-terms.ts';
import type { OfferDraft } from './draft.ts';
import { findHarvestBlock, type HarvestBlock, harvestOf } from './harvests.server.ts';
import { findSessions, sessionSubject } from './offer-dates.server.ts';
import { isSessionAt, type OfferSession } from './offer-session.ts';
import type { OfferRow } from './offers.server.ts';

type BookableOffer = Pick<
  OfferRow,
  'id' | 'supplierId' | 'bookingTerms' | 'priceCents' | 'availability' | 'leadDays' | 'season'
>;
type CalendarCtx = Pick<Ctx, 'db' | 'now' | 'town'>;

/** The subject of the capacity that a line's time is taken of. */
export function subjectAt(offer: Pick<OfferRow, 'id'>, time: BookedTime | null): string {
  if (time?.way === 'session') return sessionSubject(time.session);
  return time?.way === 'week' ? harvestOf(offer, time) : subjectOf(offer);
}

/** The subject of an offer's capacity. */
export function subjectOf({ id }: Pick<OfferRow, 'id'>): string {
  return `offer:${id}`;
}

/**
 * Makes the capacity of an offer with its week, or changes it after its terms; nothing for an offer without. Refused while
 * more, or longer, is booked than the new terms allow.
 */
export function keepCapacity(
  ctx: Ctx,
  { id, supplierId, bookingTerms: terms }: Pick<OfferRow, 'id' | 'supplierId' | 'bookingTerms'>,
): ReturnType<typeof saveCapacity> | null {
  // Each session has a capacity of its own.
  if (!terms || terms.way === 'session') return null;
  const isByHours = terms.way !== 'period';
  const saved = saveCapacity(ctx, {
    subject: subjectOf({ id }),
    owner: supplierId,
    grain: isByHours ? 'quarter' : 'day',
    zone: ctx.town.timeZone,
    units: terms.units,
    longest: terms.max + terms.buffer,
    bufferBefore: 0,
    bufferAfter: terms.buffer,
    openRule: isByHours ? 'whole' : 'ends',
    worksHolidays: false,
  });
  if (saved.ok && !hasHours(ctx, saved.capacity, terms.hours)) savePlan(ctx, saved.capacity.id, terms.hours);
  return saved;
}

/** Whether a capacity has this week already: writing it again would make every open page a stale one. */
function hasHours(ctx: CalendarCtx, { id }: Capacity, hours: NonNullable<OfferRow['bookingTerms']>['hours']): boolean {
  const { weekly } = findPlan(ctx, id);
  return (
    weekly.length === hours.length &&
    weekly.every(({ weekday, from, to }, i) => {
      const own = hours[i];
      return own?.weekday === weekday && own.from === from && own.to === to;
    })
  );
}

/**
 * The fields without terms of booking that the calendar refuses; with terms, the price and unit of lists are those of the
 * tariff, whatever a file says.
 */
export function withBooking(ctx: Ctx, offer: OfferRow, fields: Partial<OfferDraft>): Partial<OfferDraft> {
  const { bookingTerms = offer.bookingTerms, ...others } = fields;
  const kept = keepCapacity(ctx, { ...offer, bookingTerms })?.ok === false ? offer.bookingTerms : bookingTerms;
  return { ...others, ...('bookingTerms' in fields && { bookingTerms: kept }), ...(kept && entryPrice(kept)) };
}

/** `closed`: outside the hours of the plan; `taken`: others have it; `called-off`: a session that does not take place. */
export type BookingBlock = TimeFault | HarvestBlock | 'closed' | 'taken' | 'called-off';

/** Why `units` of each offer cannot be had at its time now, in the order of `wanted`; null where they can. */
export function findBookingBlocks(
  ctx: CalendarCtx,
  wanted: readonly { offer: BookableOffer; time: BookedTime; units: number }[],
): (BookingBlock | null)[] {
  if (wanted.length === 0) return [];
  const closures = closuresOf(
    ctx,
    wanted.map(({ offer }) => offer),
  );
  const ids = wanted.flatMap(({ time }) => (time.way === 'session' ? [time.session] : []));
  const sessions = new Map(findSessions(ctx, ids).map((session) => [session.id, session]));
  const subjects = wanted.flatMap(({ offer, time }) => (time.way === 'session' ? [] : [subjectOf(offer)]));
  const capacities = new Map(listCapacitiesOf(ctx, subjects).map((capacity) => [capacity.subject, capacity]));
  return wanted.map(({ offer, time, units }) => {
    if (time.way === 'week') return findHarvestBlock(ctx, offer, time, units);
    const fault = findTimeFault(offer, time, { earliest: earliestDay(ctx, offer), zone: ctx.town });
    if (time.way === 'session') return fault ?? findSessionBlock(sessions.get(time.session), { offer, time, units });
    const capacity = capacities.get(subjectOf(offer));
    if (fault || !capacity) return fault ?? 'closed';
    // Two indexed reads a stretch that is booked; a basket has few of them.
    const blocks = stretchesOf(time).map((one) => {
      const span = axisSpan(one, ctx.town);
      return span
        ? findStretchBlock(ctx, capacity, { fromT: span.from, toT: span.to }, { units, closures: closures(offer) })
        : 'closed';
    });
    return blocks.find((block) => block !== null) ?? null;
  });
}

/** A number or hours that are not this offer's are no time of it. */
function findSessionBlock(
  session: OfferSession | undefined,
  { offer, time, units }: { offer: BookableOffer; time: BookedTime; units: number },
): BookingBlock | null {
  if (!session || !isSessionAt(session, offer.id, time)) return 'way';
  if (session.state === 'called-off') return 'called-off';
  return session.taken + units > session.seats ? 'taken' : null;
}

function findStretchBlock(
  ctx: CalendarCtx,
  capacity: Capacity,
  stretch: Stretch,
  { units, closures }: { units: number; closures: readonly ClosedDays[] },
): 'closed' | 'taken' | null {
  if (!mayPromise(capacity, listOpen(ctx, capacity, stretch, closures), stretch)) return 'closed';
  return hasRoom(ctx, capacity, stretch, units) ? null : 'taken';
}

function hasRoom(ctx: CalendarCtx, capacity: Capacity, { fromT, toT }: Stretch, units: number): boolean {
  const busy = { fromT: fromT - capacity.bufferBefore, toT: toT + capacity.bufferAfter };
  const loads = listLoads(ctx, [capacity.id], busy.fromT, busy.toT);
  return freeStretches(capacity.units, [busy], loads).every(({ free }) => free >= units);
}

/** The days of closure of an offer: its own and its supplier's. */
function closuresOf(
  ctx: CalendarCtx,
  offers: readonly BookableOffer[],
): (offer: BookableOffer) => readonly ClosedDays[] {
  const bySupplier = closuresBySupplier(
    ctx,
    offers.map(({ supplierId }) => supplierId),
  );
  return ({ supplierId, availability }) => [...(bySupplier.get(supplierId) ?? []), ...(availability?.away ?? [])];
}

/** The first day that can be asked for: lead days count from today, and today can be had of what needs none. */
export function earliestDay({ now, town }: Pick<Ctx, 'now' | 'town'>, { leadDays }: { leadDays: number }): string {
  return addDays(localDay(now, town), leadDays);
}

/**
 * A day of an offer's calendar. `free`: units that can still be had for its shortest time; 0 of an open day: all taken.
 * `isTooSoon`: within the days of notice.
 */
export type DayOfCalendar = { day: string; open: boolean; free: number; isTooSoon: boolean };
/** A stretch of an open day with equally many free units; `free` 0 is taken. In quarters of the clock. */
export type HoursOfDay = { from: number; to: number; free: number };
type OfferCalendar = { days: DayOfCalendar[]; hours: ReadonlyMap<string, HoursOfDay[]> };

/**
 * The days of [from, to] of an offer, and of a slot the hours of each open day. Days before the first that can be asked for
 * are not open. One read of its spans.
 */
export function readCalendar(ctx: CalendarCtx, offer: BookableOffer, from: string, to: string): OfferCalendar {
  const terms = offer.bookingTerms;
  const capacity = findCapacity(ctx, subjectOf(offer));
  if (!terms || !capacity) return { days: [], hours: new Map() };
  const earliest = earliestDay(ctx, offer);
  const today = localDay(ctx.now, ctx.town);
  const isTooSoon = (day: string) => today <= day && day < earliest;
  const days = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => addDays(from, i));
  const stretch = { fromT: dayStart(capacity, dayNumber(from)), toT: dayStart(capacity, dayNumber(to) + 1) };
  const free = listBookable(ctx, capacity, stretch, closuresOf(ctx, [offer])(offer));
  if (capacity.grain === 'day') {
    const at = new Map(
      free.flatMap(({ fromT, toT, free }) => Array.from({ length: toT - fromT }, (_, i) => [fromT + i, free] as const)),
    );
    return {
      days: days.map((day) => {
        const left = day < earliest ? undefined : at.get(dayNumber(day));
        return { day, open: left !== undefined, free: left ?? 0, isTooSoon: isTooSoon(day) };
      }),
      hours: new Map(),
    };
  }
  const hours = Map.groupBy(
    free.flatMap((one) => hoursByDay(ctx, one)).filter(({ day }) => day >= earliest),
    ({ day }) => day,
  );
  return {
    days: days.map((day) => {
      const free = longestFree(hours.get(day) ?? [], terms.min);
      return { day, open: hours.has(day), free, isTooSoon: isTooSoon(day) };
    }),
    hours,
  };
}

/** A stretch by the clock of the town, cut at midnight. */
function hoursByDay(
  { town }: Pick<Ctx, 'town'>,
  { fromT, toT, free }: Stretch & { free: number },
): (HoursOfDay & { day: string })[] {
  const pieces: (HoursOfDay & { day: string })[] = [];
  for (let t = fromT; t < toT; ) {
    const { day, quarter } = civil(town, t);
    const end = Math.min(toT, dayStart({ grain: 'quarter', zone: town.timeZone }, day + 1));
    const last = civil(town, end);
    pieces.push({ day: dayText(day), from: quarter, to: last.day > day ? 96 : last.quarter, free });
    t = end;
  }
  return pieces;
}

/** The most units that are free for `least` quarters on end. */
function longestFree(hours: readonly HoursOfDay[], min: number): number {
  const levels = [...new Set(hours.map(({ free }) => free))].filter((free) => free > 0).sort((a, b) => b - a);
  return levels.find((level) => longestRun(hours, level) >= min) ?? 0;
}

function longestRun(hours: readonly HoursOfDay[], level: number): number {
  let [run, longest, end] = [0, 0, -1];
  for (const { from, to, free } of hours) {
    if (free < level) run = 0;
    else run = from === end ? run + to - from : to - from;
    end = to;
    longest = Math.max(longest, run);
  }
  return longest;
}
