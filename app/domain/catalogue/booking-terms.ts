// The terms of an offer that is booked for a time: by the hour at its seller's (slot), or by days of lending (period).
// They are typed with the offer; its capacity in the calendar is made of them. Pure.
import { axisSpan, type BookedTime, daysOfTime, stretchesOf } from '#app/domain/calendar/booked-time.ts';
import type { CancellationTerms, CancellationTier } from '#app/domain/calendar/cancellation.ts';
import { dayNumber, edge } from '#app/domain/calendar/civil-time.ts';
import { bestPriceCents, type Tariff, type TariffBlock } from '#app/domain/calendar/tariff.ts';
import { isoWeekday, type Zone } from '#app/domain/shared/context.ts';
import type { OfferKind, Unit } from './offer.ts';

/**
 * `slot`: hours of a day, at its seller's; `period`: days of lending; `session`: seats at a date that the seller set;
 * `appointment`: the seller comes to the buyer, at the same hours of one or more days.
 */
const bookingWays = ['slot', 'period', 'appointment', 'session'] as const;
export type BookingWay = (typeof bookingWays)[number];
/** The ways by which an offer can be ordered today. */
export const orderedWays = bookingWays;

export const blocks = ['hour', 'half-day', 'day', 'weekend', 'week'] as const satisfies readonly TariffBlock[];
/** The blocks that a way is priced by. */
export const blocksOf: Readonly<Record<BookingWay, readonly TariffBlock[]>> = {
  slot: ['hour', 'half-day', 'day'],
  period: ['day', 'weekend', 'week'],
  appointment: ['hour'],
  // A seat has the price of the offer.
  session: [],
};

/** Opening on a weekday (1: Monday), in quarters of the clock, half-open. */
export type OpenHours = { weekday: number; from: number; to: number };
export type BookingTerms = {
  way: BookingWay;
  /** Cents excl. VAT of one unit. */
  prices: Partial<Record<TariffBlock, number>>;
  /** How many can be booked at once. */
  units: number;
  /** The shortest and the longest time, and what stays free after each: quarter-hours of a slot, days of a period. */
  min: number;
  max: number;
  buffer: number;
  /** Of a slot the hours in which it lies; of a period those in which a thing is handed out and brought back. */
  hours: readonly OpenHours[];
  cancellation: readonly CancellationTier[];
};

const maxUnits = 999;
/** A slot of one day, a period of a year. */
const longestOf: Readonly<Record<BookingWay, number>> = { slot: 96, period: 366, appointment: 96, session: 96 };

const unitOf: Readonly<Record<TariffBlock, Unit>> = {
  hour: 'hour',
  'half-day': 'half-day',
  day: 'day',
  weekend: 'piece',
  week: 'piece',
};

/** The price that cards and lists show, that of its smallest block, with the unit of that block; null without a price. */
export function entryPrice({ prices }: Pick<BookingTerms, 'prices'>): { priceCents: number; unit: Unit } | null {
  const smallest = blocks.find((block) => prices[block] !== undefined);
  return smallest ? { priceCents: prices[smallest] ?? 0, unit: unitOf[smallest] } : null;
}

export type TermsProblem = 'no-price' | 'no-hours' | 'limits';

/** Why nothing can be booked by these terms; null if it can. */
export function findTermsProblem({ way, prices, min, max, hours, units }: BookingTerms): TermsProblem | null {
  if (way === 'session') return units >= 1 && units <= maxUnits ? null : 'limits';
  // A visit without a price by the hour has that of the offer.
  if (way !== 'appointment' && !blocksOf[way].some((block) => (prices[block] ?? 0) > 0)) return 'no-price';
  if (hours.length === 0) return 'no-hours';
  return min >= 1 && min <= max && max <= longestOf[way] && units >= 1 && units <= maxUnits ? null : 'limits';
}

/** The kinds that can be booked for a time. */
export function isBookable(kind: OfferKind): boolean {
  return kind === 'rental' || kind === 'service';
}

type Timed = {
  bookingTerms: BookingTerms | null;
  priceCents: number;
  priceTiers: readonly unknown[];
  unit: Unit;
  orderUnit: string;
  packMilli: number;
  referenceUnits: number;
};

/**
 * An offer as a basket counts it at a time: its price is that of the whole time, and a pack is as many of its units as the
 * time has, so that a quantity counts things and not days. Null when its tariff has no price for the time.
 */
export function offerAtTime<T extends Timed>(offer: T, time: BookedTime, zone: Zone): T | null {
  if (time.way === 'week') return offer; // its price is that of a pack, whenever it comes
  if (time.way === 'session') return offer.bookingTerms?.way === 'session' ? offer : null;
  const priceCents = timePrice(offer, time, zone);
  if (priceCents === null) return null;
  const units = stretchesOf(time).map((stretch) => unitsOfTime(offer.unit, stretch, zone));
  const packMilli = units.reduce((all, one) => all + one, 0);
  return {
    ...offer,
    priceCents,
    priceTiers: [],
    orderUnit: 'each',
    packMilli,
    referenceUnits: Math.round((offer.referenceUnits * packMilli) / 1000),
  };
}

/** Cents excl. VAT of one unit for a time; null when the tariff does not cover it. */
function timePrice(offer: Pick<Timed, 'bookingTerms' | 'priceCents'>, time: BookedTime, zone: Zone): number | null {
  const prices = stretchesOf(time).map((stretch) =>
    time.way === 'appointment' && !offer.bookingTerms?.prices.hour
      ? offer.priceCents
      : stretchPrice(offer.bookingTerms, time.way, stretch, zone),
  );
  return prices.reduce((all, one) => (all === null || one === null ? null : all + one), 0);
}

/** Cents of one stretch by the tariff of the terms. */
function stretchPrice(terms: BookingTerms | null, way: BookedTime['way'], time: Stretch, zone: Zone): number | null {
  const span = axisSpan(time, zone);
  if (!terms || !span || terms.way !== way) return null;
  return bestPriceCents(tariffOf(terms), span, zone);
}

/** The prices of its blocks, on the axis of its capacity. */
function tariffOf({ way, prices }: Pick<BookingTerms, 'way' | 'prices'>): Tariff {
  const own = blocksOf[way].flatMap((block) => (prices[block] ? [[block, prices[block]]] : []));
  return { grain: way === 'period' ? 'day' : 'quarter', prices: Object.fromEntries(own) };
}

/** The terms of a booked offer that an order keeps: its tariff, and the deposit in cents that was shown for one thing; 0 without one. */
export type LendingTerms = { tariff: Tariff; depositCents: number };

/** The lending terms of an offer as they are today; null for one without booking terms. */
export function lendingTermsOf({
  bookingTerms,
  depositCents,
}: Pick<Timed, 'bookingTerms'> & { depositCents: number | null }): LendingTerms | null {
  return bookingTerms && { tariff: tariffOf(bookingTerms), depositCents: depositCents ?? 0 };
}

/**
 * The terms under which a booking at a time can be cancelled. A period begins when its thing can first be fetched on its first
 * day; on a day without hours, with the day.
 */
export function cancellationTermsAt(
  { cancellation, hours }: Pick<BookingTerms, 'cancellation' | 'hours'>,
  time: BookedTime,
  zone: Zone,
): CancellationTerms {
  const { first } = daysOfTime(time);
  const opens = Math.min(...hours.filter(({ weekday }) => weekday === isoWeekday(first)).map(({ from }) => from));
  const fetched = Number.isFinite(opens) ? opens : 0;
  const quarter = time.way === 'period' || time.way === 'week' ? fetched : time.start;
  return { startsAt: edge(zone, dayNumber(first), quarter), tiers: cancellation };
}

const quartersOf: Partial<Record<Unit, number>> = { hour: 4, 'half-day': 16, day: 96 };

/** The units of a time in thousandths: hours, half-days of four hours, or days begun; one of any other unit. */
function unitsOfTime(unit: Unit, time: Stretch, zone: Zone): number {
  const span = axisSpan(time, zone);
  const quarters = quartersOf[unit];
  if (!span || quarters === undefined) return 1000;
  if (time.way === 'slot' || time.way === 'session')
    return unit === 'hour' ? (span.to - span.from) * 250 : Math.ceil((span.to - span.from) / quarters) * 1000;
  return unit === 'day' ? (span.to - span.from) * 1000 : 1000;
}

/** Whether an order of this offer names such a time: none for goods, or the week of their forecast. */
export function fitsWay({ bookingTerms: terms }: Pick<Timed, 'bookingTerms'>, time: BookedTime | null): boolean {
  if (time?.way === 'week') return terms === null;
  return (terms?.way ?? null) === (time?.way ?? null);
}

type Stretch = ReturnType<typeof stretchesOf>[number];

export type TimeFault = 'past' | 'too-short' | 'too-long' | 'no-price' | 'way';

/** Why a time cannot be asked of an offer whoever else has it: from its terms alone. `earliest`: the first day. */
export function findTimeFault(
  offer: Pick<Timed, 'bookingTerms' | 'priceCents'>,
  time: BookedTime,
  { earliest, zone }: { earliest: string; zone: Zone },
): TimeFault | null {
  const terms = offer.bookingTerms;
  if (!terms || terms.way !== time.way) return 'way';
  const spans = stretchesOf(time).map((stretch) => axisSpan(stretch, zone));
  if (spans.includes(null) || daysOfTime(time).first < earliest) return 'past';
  if (time.way === 'session') return null;
  const lengths = spans.map((span) => (span ? span.to - span.from : 0));
  if (Math.min(...lengths) < terms.min) return 'too-short';
  if (Math.max(...lengths) > terms.max) return 'too-long';
  return timePrice(offer, time, zone) === null ? 'no-price' : null;
}
