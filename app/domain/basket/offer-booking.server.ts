// The calendar of an offer as its page shows it: a month of days, the hours of a chosen one, and the price of a chosen time.
import {
  type BookedTime,
  isCivilDay,
  readQuarter,
  slotOf,
  visitsOn,
  writeQuarter,
} from '#app/domain/calendar/booked-time.ts';
import {
  type CancellationStep,
  type CancellationTier,
  listCancellationSteps,
  tiersUpToAll,
} from '#app/domain/calendar/cancellation.ts';
import { listOccurrences } from '#app/domain/calendar/recurrence.ts';
import {
  type BookingWay,
  type blocks,
  blocksOf,
  cancellationTermsAt,
  offerAtTime,
} from '#app/domain/catalogue/booking-terms.ts';
import {
  type BookingBlock,
  type DayOfCalendar,
  earliestDay,
  findBookingBlocks,
  type HoursOfDay,
  readCalendar,
} from '#app/domain/catalogue/bookings.server.ts';
import { type FreeTime, findNextFree } from '#app/domain/catalogue/free-offers.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { addDays, type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { multiplyPrice, type Price, priceOf } from '#app/domain/shared/price.ts';

/** Fields of the form, as an address or a form brings them. */
export type AskedFields = {
  month?: string | undefined;
  day?: string | undefined;
  start?: string | undefined;
  end?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Of an appointment: more days at the same hours, or every week until this day. */
  day2?: string | undefined;
  day3?: string | undefined;
  until?: string | undefined;
  units?: number | undefined;
};

/** So many days ahead a time can be asked for. */
const bookableDays = 400;

type TimeProblem = 'date' | 'clock' | 'order' | 'many';
/** The time that fields say, or which of them is none. */
type ReadTime = { time: BookedTime } | { field: keyof AskedFields; problem: TimeProblem };

/** Reads the time of a form of this way. A day is 2026-12-08 or 08/12/2026; a time of the clock is by the quarter-hour. */
export function readAskedTime(way: BookingWay, fields: AskedFields): ReadTime {
  if (way === 'period') {
    const [from, to] = [readDay(fields.from), readDay(fields.to)];
    if (!from) return { field: 'from', problem: 'date' };
    if (!to) return { field: 'to', problem: 'date' };
    return from <= to ? { time: { way: 'period', from, to } } : { field: 'to', problem: 'order' };
  }
  const day = readDay(fields.day);
  if (!day) return { field: 'day', problem: 'date' };
  const [start, end] = [readClock(fields.start), readClock(fields.end)];
  if (start === null || start > 95) return { field: 'start', problem: 'clock' };
  if (end === null) return { field: 'end', problem: 'clock' };
  if (way === 'appointment' && start !== end) return readVisits(fields, { day, start, end });
  const time = start === end ? null : slotOf(day, start, end);
  return time ? { time } : { field: 'end', problem: 'order' };
}

/** The days of an appointment: the first, two more, and every week until a day, as far as they are given. */
function readVisits(fields: AskedFields, { day, start, end }: { day: string; start: number; end: number }): ReadTime {
  const days = [day];
  for (const field of ['day2', 'day3'] as const) {
    if (!fields[field]?.trim()) continue;
    const other = readDay(fields[field]);
    if (!other) return { field, problem: 'date' };
    days.push(other);
  }
  if (fields.until?.trim()) {
    const until = readDay(fields.until);
    if (!until || until < day) return { field: 'until', problem: until ? 'order' : 'date' };
    const rule = { from: day, until, every: 'week', interval: 1, weekdays: [isoWeekday(day)] } as const;
    days.push(...listOccurrences(rule, '').map((one) => one.day));
  }
  const time = visitsOn([...new Set(days)], start, end);
  return time ? { time } : { field: 'until', problem: 'many' };
}

/** The days of an appointment that cannot be had, each with why; none for another way. */
export function listBlockedDays(
  ctx: Ctx,
  offer: Offer,
  time: BookedTime,
  units: number,
): { day: string; problem: BookingBlock }[] {
  if (time.way !== 'appointment') return [];
  const each = time.days.map((day) => ({ offer, time: { ...time, days: [day] }, units }));
  return findBookingBlocks(ctx, each).flatMap((problem, i) => {
    const day = time.days[i];
    return problem && day ? [{ day, problem }] : [];
  });
}

/** A day of the calendar as people type it; null for what is none, such as 30 February. */
function readDay(typed: string | undefined): string | null {
  const text = typed?.trim() ?? '';
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isCivilDay(iso) ? iso : null;
}

function readClock(typed: string | undefined): number | null {
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:h](\d{2})?)?$/.exec(typed?.trim().replaceAll(' ', '') ?? '') ?? [];
  return hours === undefined ? null : readQuarter(`${hours.padStart(2, '0')}:${minutes}`);
}

type OfferBooking = {
  way: BookingWay;
  units: number;
  min: number;
  max: number;
  prices: { block: (typeof blocks)[number]; price: Price }[];
  hours: readonly { weekday: number; from: number; to: number }[];
  /** YYYY-MM, with those before and after it that can be looked at. */
  month: string;
  before: string | null;
  after: string | null;
  days: DayOfCalendar[];
  /** Null: not within two months. */
  next: FreeTime | null;
  /** The chosen day of a slot with its hours; null while none is chosen. */
  chosen: { day: string; hours: HoursOfDay[] } | null;
  /** Readings of the clock that a slot can begin and end at. */
  steps: { start: string[]; end: string[] };
  first: string;
  last: string;
  /** The values of the form's fields. */
  fields: Record<'day' | 'start' | 'end' | 'from' | 'to' | 'day2' | 'day3' | 'until', string> & { units: number };
  /** More were asked for than there are: the fields have as many as there are. */
  tooMany: boolean;
  /** Of a whole time that was asked: the price of all units, or why it cannot be had; and until when it could be cancelled. */
  answer: {
    time: BookedTime;
    units: number;
    price: Price;
    problem: BookingBlock | null;
    /** Of an appointment: the days that cannot be had. */
    blocked: string[];
    cancellation: CancellationStep[];
  } | null;
  /** The terms of cancelling, the earliest first. */
  cancellation: CancellationTier[];
};

/** Null for an offer that is ordered by quantity, and for one with sessions. */
export function readOfferBooking(ctx: Ctx, offer: Offer, asked: AskedFields): OfferBooking | null {
  const terms = offer.bookingTerms;
  if (!terms || terms.way === 'session') return null;
  const first = earliestDay(ctx, offer);
  const last = addDays(first, bookableDays);
  const chosenDay = readDay(asked.day ?? asked.from);
  const month = monthWithin(asked.month ?? chosenDay?.slice(0, 7), first, last);
  const { days, hours } = readCalendar(ctx, offer, `${month}-01`, lastOf(month));
  const units = Math.min(Math.max(1, asked.units ?? 1), terms.units);
  const day = terms.way !== 'period' && chosenDay ? chosenDay : null;
  const own = day ? (hours.get(day) ?? readCalendar(ctx, offer, day, day).hours.get(day) ?? []) : [];
  const read = readAskedTime(terms.way, asked);
  return {
    way: terms.way,
    units: terms.units,
    min: terms.min,
    max: terms.max,
    prices: blocksOf[terms.way].flatMap((block) => {
      const cents = terms.prices[block];
      return cents ? [{ block, price: priceOf(cents, offer.vatBasisPoints) }] : [];
    }),
    hours: terms.hours,
    month,
    before: neighbour(month, -1, first, last),
    after: neighbour(month, 1, first, last),
    days,
    next: findNextFree(ctx, [offer.id], localDay(ctx.now, ctx.town)).get(offer.id) ?? null,
    chosen: day ? { day, hours: own } : null,
    steps: clockSteps(terms),
    first,
    last,
    fields: {
      day: asked.day ?? '',
      start: asked.start ?? usualStart(own, terms.min, units),
      end: asked.end ?? '',
      from: asked.from ?? '',
      to: asked.to ?? '',
      day2: asked.day2 ?? '',
      day3: asked.day3 ?? '',
      until: asked.until ?? '',
      units,
    },
    tooMany: (asked.units ?? 1) > terms.units,
    answer: 'time' in read ? answerOf(ctx, offer, read.time, units) : null,
    cancellation: tiersUpToAll(terms.cancellation),
  };
}

function answerOf(ctx: Ctx, offer: Offer, time: BookedTime, units: number): OfferBooking['answer'] {
  const [problem = null] = findBookingBlocks(ctx, [{ offer, time, units }]);
  const { priceCents, vatBasisPoints } = offerAtTime(offer, time, ctx.town) ?? { ...offer, priceCents: 0 };
  const cancellation = cancellationSteps(ctx, offer, time);
  const blocked = problem ? listBlockedDays(ctx, offer, time, units).map(({ day }) => day) : [];
  return {
    time,
    units,
    price: multiplyPrice(priceOf(priceCents, vatBasisPoints), units),
    problem,
    blocked,
    cancellation,
  };
}

/** Until when a booking of an offer at a time could be cancelled, and for how much. */
export function cancellationSteps(
  { now, town }: Pick<Ctx, 'now' | 'town'>,
  { bookingTerms: terms }: Pick<Offer, 'bookingTerms'>,
  time: BookedTime,
): CancellationStep[] {
  return terms ? listCancellationSteps(cancellationTermsAt(terms, time, town), now, town) : [];
}

/** By the half-hour, and by the quarter where the hours of opening or the shortest time are. */
function clockSteps({ hours, min }: { hours: readonly { from: number; to: number }[]; min: number }) {
  const from = Math.min(...hours.map((one) => one.from));
  const to = Math.max(...hours.map((one) => one.to));
  const step = min % 2 === 0 && hours.every((one) => one.from % 2 === 0 && one.to % 2 === 0) ? 2 : 1;
  const readings: string[] = [];
  for (let quarter = from; quarter <= to; quarter += step) readings.push(writeQuarter(quarter));
  return { start: readings.slice(0, -1), end: readings.slice(1) };
}

/** The first reading from which so many units are free for the shortest time; stretches that touch are one. */
function usualStart(hours: readonly HoursOfDay[], min: number, units: number): string {
  const stretch = joinStretches(hours.filter(({ free }) => free >= units)).find(({ from, to }) => to - from >= min);
  return stretch ? writeQuarter(stretch.from) : '';
}

function joinStretches(hours: readonly HoursOfDay[]): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of hours) {
    const last = joined.at(-1);
    if (last?.to === from) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

function monthWithin(asked: string | undefined, first: string, last: string): string {
  const [from, to] = [first.slice(0, 7), last.slice(0, 7)];
  const month = asked && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(asked) ? asked : from;
  if (month < from) return from;
  return month > to ? to : month;
}

function lastOf(month: string): string {
  return addDays(`${addDays(`${month}-28`, 7).slice(0, 7)}-01`, -1);
}

function neighbour(month: string, by: -1 | 1, first: string, last: string): string | null {
  const next = by === 1 ? addDays(lastOf(month), 1).slice(0, 7) : addDays(`${month}-01`, -1).slice(0, 7);
  return next >= first.slice(0, 7) && next <= last.slice(0, 7) ? next : null;
}
