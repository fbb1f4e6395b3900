// The terms of an offer booked for a time as cells, one a price and a limit: the form posts them, files have them.
import type { CancellationTier } from '#app/domain/calendar/cancellation.ts';
import {
  type BookingTerms,
  type BookingWay,
  blocks,
  blocksOf,
  entryPrice,
  type OpenHours,
  orderedWays,
} from './booking-terms.ts';
import { matchValue, parseScaled, splitCell } from './cell-values.ts';
import type { OfferDraft } from './draft.ts';

/** The columns whose decimal mark is that of the language. */
export const bookingDecimals = [
  'price_hour',
  'price_half_day',
  'price_day',
  'price_weekend',
  'price_week',
  'booking_min',
  'booking_max',
  'booking_buffer',
] as const;

export const bookingColumns = ['booking_way', 'booking_units', ...bookingDecimals, 'opening', 'cancellation'] as const;
export type BookingColumn = (typeof bookingColumns)[number];
type BookingCells = Partial<Record<BookingColumn, string>>;
type Wrong = (column: BookingColumn, problem: 'choice' | 'money' | 'number' | 'whole' | 'hours') => void;

const priceColumns = {
  hour: 'price_hour',
  'half-day': 'price_half_day',
  day: 'price_day',
  weekend: 'price_weekend',
  week: 'price_week',
} as const satisfies Record<(typeof blocks)[number], BookingColumn>;

/** How many thousandths of the cell's unit a step of the way has: quarters are typed in hours, days in days. */
const stepMilli: Readonly<Record<BookingWay, number>> = { slot: 250, period: 1000, appointment: 250, session: 250 };
const usual: Readonly<Record<BookingWay, { min: number; max: number }>> = {
  slot: { min: 2, max: 96 },
  period: { min: 1, max: 31 },
  appointment: { min: 2, max: 32 },
  session: { min: 2, max: 96 },
};
/** Kept of the price, where a seller says nothing: nothing a week before, half two days before, all of it after. */
export const usualCancellation: readonly CancellationTier[] = [
  { daysBefore: 7, percentKept: 0 },
  { daysBefore: 2, percentKept: 50 },
];

/** Writes terms as cells; empty cells for an offer without. Prices in euros, limits in hours of a slot, days of a period. */
export function writeBooking(
  terms: BookingTerms | null,
  decimal: (point: string) => string,
): Record<BookingColumn, string> {
  const cells = Object.fromEntries(bookingColumns.map((column) => [column, ''])) as Record<BookingColumn, string>;
  if (!terms) return cells;
  const steps = (count: number) => decimal(String((count * stepMilli[terms.way]) / 1000));
  for (const block of blocks) {
    const cents = terms.prices[block];
    if (cents !== undefined) cells[priceColumns[block]] = decimal((cents / 100).toFixed(2));
  }
  return {
    ...cells,
    booking_way: terms.way,
    booking_units: String(terms.units),
    booking_min: steps(terms.min),
    booking_max: steps(terms.max),
    booking_buffer: steps(terms.buffer),
    opening: terms.hours.map(({ weekday, from, to }) => `${weekday} ${clock(from)}-${clock(to)}`).join('; '),
    cancellation: terms.cancellation.map((tier) => `${tier.daysBefore} = ${tier.percentKept}`).join('; '),
  };
}

function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}

/**
 * Reads the terms into a draft, with what follows from them: the price and unit that lists show, and no stock. Without the
 * column `booking_way` they stay as they are; with an empty one the offer is not booked for a time.
 */
export function readBooking(cells: BookingCells, draft: Partial<OfferDraft>, wrong: Wrong): void {
  const typed = cells.booking_way?.trim();
  if (typed === undefined) return;
  const way = typed ? matchValue(orderedWays, typed) : null;
  if (way === undefined) return void wrong('booking_way', 'choice');
  draft.bookingTerms = way && readTerms(way, cells, wrong);
  if (!draft.bookingTerms) return;
  if (way === 'session') return void Object.assign(draft, { ...wholeUnits, stock: null, onQuote: false });
  const entry = entryPrice(draft.bookingTerms);
  Object.assign(draft, {
    ...entry,
    ...wholeUnits,
    priceTiers: [],
    stock: null,
    onQuote: false,
  } satisfies Partial<OfferDraft>);
}

/** A booking is counted by the unit of its price. */
const wholeUnits = { orderUnit: 'each', packMilli: 1000, content: null, minQuantity: 1, orderStep: 1 } as const;

function readTerms(way: BookingWay, cells: BookingCells, wrong: Wrong): BookingTerms {
  const number = (column: BookingColumn, digits: number, max: number, problem: 'money' | 'number' | 'whole') => {
    const text = cells[column]?.trim();
    if (!text) return null;
    const value = parseScaled(text, digits);
    if (value === null || value > max) wrong(column, problem);
    return value;
  };
  const steps = (column: BookingColumn, fallback: number) => {
    const milli = number(column, 3, 366_000, 'number');
    if (milli !== null && milli % stepMilli[way] !== 0) wrong(column, 'number');
    return milli === null ? fallback : Math.floor(milli / stepMilli[way]);
  };
  const prices = blocksOf[way].flatMap((block) => {
    const cents = number(priceColumns[block], 2, 100_000_000, 'money');
    return cents ? [[block, cents] as const] : [];
  });
  return {
    way,
    prices: Object.fromEntries(prices),
    units: number('booking_units', 0, 999, 'whole') ?? 1,
    min: steps('booking_min', usual[way].min),
    max: steps('booking_max', usual[way].max),
    buffer: steps('booking_buffer', 0),
    hours: readHours(cells.opening ?? '', wrong),
    cancellation: readCancellation(cells.cancellation, wrong),
  };
}

/** "1 08:00-20:00; 6 09:00-18:00": an ISO weekday and its hours, several a day where it shuts at noon. */
function readHours(cell: string, wrong: Wrong): OpenHours[] {
  const hours = splitCell(cell).map((part) => {
    const [, weekday, fromHour, fromMinute, toHour, toMinute] =
      /^([1-7]) (\d{1,2}):(00|15|30|45) ?- ?(\d{1,2}):(00|15|30|45)$/.exec(part) ?? [];
    const from = Number(fromHour) * 4 + Number(fromMinute) / 15;
    const to = Number(toHour) * 4 + Number(toMinute) / 15;
    return from < to && to <= 96 ? { weekday: Number(weekday), from, to } : null;
  });
  const sound = hours.filter((one) => one !== null).sort((a, b) => a.weekday - b.weekday || a.from - b.from);
  const overlaps = sound.some((one, i) => one.weekday === sound[i - 1]?.weekday && one.from < sound[i - 1]!.to);
  if (sound.length < hours.length || overlaps) wrong('opening', 'hours');
  return sound;
}

/** "7 = 0; 2 = 50": days before, percent kept. */
function readCancellation(cell: string | undefined, wrong: Wrong): readonly CancellationTier[] {
  if (cell === undefined) return usualCancellation;
  const tiers = splitCell(cell).map((part) => {
    const [, days, percent] = /^(\d{1,3}) ?= ?(\d{1,3})(?: ?%)?$/.exec(part) ?? [];
    return days !== undefined && Number(percent) <= 100
      ? { daysBefore: Number(days), percentKept: Number(percent) }
      : null;
  });
  const sound = tiers.filter((tier) => tier !== null).sort((a, b) => b.daysBefore - a.daysBefore);
  if (sound.length < tiers.length) wrong('cancellation', 'number');
  return sound;
}
