// Promises of a supplier for days that it wants to close: bookings, and goods to be delivered or fetched.
import { createHash } from 'node:crypto';
import { type BookedTime, daysOfTime, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { type ClosedDays, isClosed } from '#app/domain/calendar/opening.ts';
import { earliestDay, type HoursOfDay, readCalendar } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { listPartsToPrepare, type SupplierPart } from '#app/domain/orders/parts.server.ts';
import { nextRoundDay } from '#app/domain/rounds/round.ts';
import { bookedGrams, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { addDays, type Ctx } from '#app/domain/shared/context.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { arrivalDay, promisingSeller } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { effectiveLines } from './line-changes.server.ts';

/** `line`: a booking; null: all goods of the part, which come or are fetched on one day. */
export type TouchedPromise = {
  orderId: string;
  number: string;
  buyerName: string;
  line: number | null;
  lines: { name: SourceText; quantity: number }[];
  time: BookedTime;
  /** Times that can be proposed instead, the earliest first; of goods the next day that can be promised. */
  others: BookedTime[];
};

/** As far as other times are looked for. */
const daysAhead = 60;
const maxOthers = 6;

/** The name of a promise in a form. */
export function promiseKey({ orderId, line }: Pick<TouchedPromise, 'orderId' | 'line'>): string {
  return line === null ? orderId : `${orderId}-${line}`;
}

/** Whether a line is a booking at hours or days of its own; goods of a week's harvest come on the day of their part. */
export function hasOwnTime({ bookedTime }: { bookedTime: string }): boolean {
  const time = readTime(bookedTime);
  return time !== null && time.way !== 'week';
}

/**
 * The promises that lie on days of `closures` which are open today, by day. Of a thing that is lent only the days of handing out
 * and of return. At most three hundred orders are looked at, those of the next days.
 */
export function listTouched(ctx: Ctx, supplier: Supplier, closures: readonly ClosedDays[]): TouchedPromise[] {
  const closes = (day: string) => isClosed(closures, day) && !isClosed(supplier.closures, day);
  const parts = listPartsToPrepare(ctx, supplier.id);
  const touched = parts.flatMap((part) => [...bookingsOn(part, closes), ...goodsOn(part, closes)]);
  const later = { ...supplier, closures: [...closures] };
  const others = othersOf(ctx, later, touched, parts);
  return touched
    .map(({ offerIds: _, ...promise }, i) => ({ ...promise, others: others[i] ?? [] }))
    .toSorted((a, b) => (daysOfTime(a.time).first < daysOfTime(b.time).first ? -1 : 1));
}

/** Names what a page showed: the closures of today, and each promise with its time. Another text is another page. */
export function versionOf(supplier: Supplier, touched: readonly TouchedPromise[]): string {
  const shown = touched.map((promise) => [promiseKey(promise), writeTime(promise.time)]);
  return createHash('sha256')
    .update(JSON.stringify([supplier.closures, shown]))
    .digest('hex')
    .slice(0, 32);
}

type Found = Omit<TouchedPromise, 'others'> & { offerIds: number[] };

function bookingsOn({ order, lines, outcomes }: SupplierPart, closes: (day: string) => boolean): Found[] {
  return effectiveLines({ lines, outcomes }).flatMap(({ line: { line }, is }): Found[] => {
    const time = is.quantity > 0 && hasOwnTime(is) ? readTime(is.bookedTime) : null;
    if (!time) return [];
    const { first, last } = daysOfTime(time);
    if (!closes(first) && !closes(last)) return [];
    const { name, quantity, offerId } = is;
    return [{ ...namesOf(order), line, lines: [{ name, quantity }], time, offerIds: [offerId] }];
  });
}

function goodsOn({ order, part, lines, outcomes }: SupplierPart, closes: (day: string) => boolean): Found[] {
  const day = part.deliverOn;
  const goods = effectiveLines({ lines, outcomes }).filter(({ is }) => is.quantity > 0 && !hasOwnTime(is));
  if (day === null || goods.length === 0 || !closes(day)) return [];
  return [
    {
      ...namesOf(order),
      line: null,
      lines: goods.map(({ is: { name, quantity } }) => ({ name, quantity })),
      time: { way: 'period', from: day, to: day },
      offerIds: goods.map(({ is: { offerId } }) => offerId),
    },
  ];
}

function namesOf({ id, number, buyerName }: SupplierPart['order']) {
  return { orderId: id, number, buyerName };
}

/** Other times of each promise, in their order. A calendar is read once an offer. */
function othersOf(
  ctx: Ctx,
  supplier: Supplier,
  touched: readonly Found[],
  parts: readonly SupplierPart[],
): BookedTime[][] {
  const ids = [...new Set(touched.flatMap(({ offerIds }) => offerIds))];
  const offers = new Map(findOffers(ctx, ids).map((offer) => [offer.id, offer]));
  const booked = touched.flatMap(({ line, offerIds: [id] }) => (line !== null && id !== undefined ? [id] : []));
  const calendars = new Map([...new Set(booked)].map((id) => [id, calendarOf(ctx, offers.get(id))]));
  const rounds = touched.some(({ line }) => line === null) ? { all: listRounds(ctx), grams: bookedGrams(ctx) } : null;
  return touched.map(({ orderId, line, time, lines, offerIds }) => {
    const units = lines[0]?.quantity ?? 1;
    if (line !== null) return freeTimes(calendars.get(offerIds[0] ?? 0), time, units, supplier.closures);
    const part = parts.find((own) => own.order.id === orderId)?.part;
    const leadDays = Math.max(0, ...offerIds.map((id) => offers.get(id)?.leadDays ?? 0));
    const own = parts.find((one) => one.order.id === orderId)?.lines ?? [];
    if (!part || !rounds || own.some(({ bookedTime }) => readTime(bookedTime)?.way === 'week')) return [];
    const load = { grams: part.roundGrams, seller: promisingSeller(supplier, leadDays) };
    // Counted from the promised day on: the goods come after the closure, not before their time.
    const now = new Date(Math.max(ctx.now.getTime(), Date.parse(`${daysOfTime(time).first}T09:00:00Z`)));
    const day =
      part.choice === 'round'
        ? nextRoundDay(rounds.all, rounds.grams, load, now, ctx.town)
        : arrivalDay(supplier, part.choice, leadDays, now, ctx.town);
    return day ? [{ way: 'period', from: day, to: day }] : [];
  });
}

type OfferDays = ReturnType<typeof readCalendar>;

function calendarOf(ctx: Ctx, offer: Offer | undefined): OfferDays | undefined {
  if (!offer) return undefined;
  const from = earliestDay(ctx, offer);
  return readCalendar(ctx, offer, from, addDays(from, daysAhead));
}

/** The first times of the same length and hour that are free outside of `closures`. */
function freeTimes(
  calendar: OfferDays | undefined,
  time: BookedTime,
  units: number,
  closures: readonly ClosedDays[],
): BookedTime[] {
  if (!calendar) return [];
  const days = new Map(calendar.days.map((one) => [one.day, one]));
  const isFree = (day: string) => {
    const own = days.get(day);
    return own?.open && own.free >= units && !isClosed(closures, day);
  };
  const times = calendar.days.flatMap(({ day }): BookedTime[] => {
    if (time.way === 'slot' || time.way === 'appointment') {
      const other = hoursOn(time, day);
      const hours = isClosed(closures, day) ? [] : (calendar.hours.get(day) ?? []);
      return other && coversSlot(hours, time, units) ? [other] : [];
    }
    if (time.way !== 'period') return [];
    const length = Math.round((Date.parse(time.to) - Date.parse(time.from)) / 864e5);
    const all = Array.from({ length: length + 1 }, (_, i) => addDays(day, i));
    return all.every(isFree) ? [{ way: 'period', from: day, to: addDays(day, length) }] : [];
  });
  return times.slice(0, maxOthers);
}

/** The same hours of another day; null for several visits, which are not moved at once. */
function hoursOn(time: Extract<BookedTime, { way: 'slot' | 'appointment' }>, day: string): BookedTime | null {
  if (time.way === 'slot') return { ...time, day };
  return time.days.length === 1 ? { ...time, days: [day] } : null;
}

function coversSlot(
  hours: readonly HoursOfDay[],
  { start, end }: { start: number; end: number },
  units: number,
): boolean {
  let reached = start;
  for (const { from, to, free } of hours) if (from <= reached && to > reached && free >= units) reached = to;
  return reached >= end;
}
