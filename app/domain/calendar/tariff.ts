// The price of time: the cheapest cover of a span by blocks, each beginning where the last ends. Pure.
//
//   bestPriceCents(tariff, span, zone, units)                the price of `units` of a thing; null: no block fits
//   latePriceCents(tariff, span, backAt, zone, { units, paidCents })  what is owed on top for bringing it back late
//   splitDeposit(depositCents, damageCents)                  { takenCents, releasedCents, invoicedCents }
//
// A span is half-open on the axis of its grain: days since 1970-01-01, or quarter-hours of UTC (civil-time.ts).
// Buffers are no part of it and cost nothing. A block, once begun, is paid:
//
//   hour      a true hour
//   half-day  `halfDayHours` true hours
//   day       to the same reading of the clock on the next day, whatever the clock did at night
//   week      the same, seven days on
//   weekend   for what lies inside Friday 17 h - Monday 9 h; of days, Saturday and Sunday
import type { Zone } from '#app/domain/shared/context.ts';
import { multiplyCents } from '#app/domain/shared/money.ts';
import { civil, edge } from './civil-time.ts';
import type { Grain } from './span.ts';

export type TariffBlock = 'hour' | 'half-day' | 'day' | 'weekend' | 'week';

/** Prices of one unit in cents, excl. VAT, of the blocks that it is sold by. */
export type Tariff = { grain: Grain; prices: Partial<Record<TariffBlock, number>>; halfDayHours?: number };
export type AxisSpan = { from: number; to: number };

const usualHalfDayHours = 4;

/** The best price in cents of a span for `units`; null when no block of the tariff can cover it. */
export function bestPriceCents(tariff: Tariff, { from, to }: AxisSpan, zone: Zone, units = 1): number | null {
  const blocks = blocksOf(tariff);
  const costs: (number | undefined)[] = [0]; // by moments after `from`; blocks only lead forward
  let best: number | null = null;
  for (let t = from; t < to; t++) {
    const cost = costs[t - from];
    if (cost === undefined) continue;
    for (const { cents, endOf } of blocks) {
      const end = endOf(t, zone);
      if (end === null) continue;
      if (end >= to) best = Math.min(best ?? cost + cents, cost + cents);
      else costs[end - from] = Math.min(costs[end - from] ?? cost + cents, cost + cents);
    }
  }
  return best === null ? null : multiplyCents(best, units);
}

/** A block as it is used from a moment on: null where it may not begin. */
type PricedBlock = { cents: number; endOf: (t: number, zone: Zone) => number | null };

function blocksOf({ grain, prices, halfDayHours = usualHalfDayHours }: Tariff): PricedBlock[] {
  const ends = grain === 'day' ? dayEnds : quarterEnds(halfDayHours);
  return [...ends].flatMap(([block, endOf]) => {
    const cents = prices[block];
    return cents === undefined ? [] : [{ cents, endOf }];
  });
}

type BlockEnds = ReadonlyMap<TariffBlock, PricedBlock['endOf']>;

const dayEnds: BlockEnds = new Map<TariffBlock, PricedBlock['endOf']>([
  ['day', (day) => day + 1],
  ['weekend', (day) => (weekdayOf(day) >= saturday ? day + 8 - weekdayOf(day) : null)],
  ['week', (day) => day + 7],
]);

function quarterEnds(halfDayHours: number): BlockEnds {
  return new Map<TariffBlock, PricedBlock['endOf']>([
    ['hour', (t) => t + 4],
    ['half-day', (t) => t + 4 * halfDayHours],
    ['day', (t, zone) => sameReading(t, 1, zone)],
    ['weekend', weekendEnd],
    ['week', (t, zone) => sameReading(t, 7, zone)],
  ]);
}

/** The same reading of the clock some days on; where the clock skips it, the end of the skipped hour. */
function sameReading(t: number, days: number, zone: Zone): number {
  const { day, quarter } = civil(zone, t);
  return edge(zone, day + days, quarter);
}

const friday = 5;
const saturday = 6;
const weekendFrom = 17 * 4;
const weekendTo = 9 * 4;

/** Monday 9 h for a moment from Friday 17 h on; null for others. */
function weekendEnd(t: number, zone: Zone): number | null {
  const { day, quarter } = civil(zone, t);
  const weekday = weekdayOf(day);
  if (weekday === 1) return quarter < weekendTo ? edge(zone, day, weekendTo) : null;
  const isWithin = weekday >= saturday || (weekday === friday && quarter >= weekendFrom);
  return isWithin ? edge(zone, day + 8 - weekday, weekendTo) : null;
}

/** ISO weekday of a day of the axis; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Quarter-hours after the end during which nothing is owed. */
const graceQuarters = 1;

/**
 * The price of a late return on top: the best price of the whole time less what was paid for it, never below zero.
 * `backAt` is on the axis of the span; by quarters one of grace is free.
 */
export function latePriceCents(
  tariff: Tariff,
  { from, to }: AxisSpan,
  backAt: number,
  zone: Zone,
  { units = 1, paidCents }: { units?: number; paidCents: number },
): number {
  if (backAt <= to + (tariff.grain === 'quarter' ? graceQuarters : 0)) return 0;
  const whole = bestPriceCents(tariff, { from, to: backAt }, zone, units) ?? paidCents;
  return Math.max(0, whole - paidCents);
}

/** A damage is taken from the deposit up to what is authorised; the rest of it is invoiced. */
export function splitDeposit(
  depositCents: number,
  damageCents: number,
): { takenCents: number; releasedCents: number; invoicedCents: number } {
  const takenCents = Math.min(depositCents, damageCents);
  return { takenCents, releasedCents: depositCents - takenCents, invoicedCents: damageCents - takenCents };
}
