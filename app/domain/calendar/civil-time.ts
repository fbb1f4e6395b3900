// Between the clock on the wall and the axis of a capacity. Pure.
//
//   instant(zone, day, quarter, second?)  quarter-hours since the epoch, or null where the clock skips them
//   edge(zone, day, quarter)              the first existing quarter-hour at or after that reading
//   civil(zone, t)                        the day and quarter that the clock shows, and whether for the second time
//   dayNumber('2026-12-08'), dayText(n)   days since 1970-01-01: a label without a zone
//
// A day is a whole number on the axis of days; a quarter counts from midnight by the clock, 0..96 (96: the end of the
// day, and more: hours of the next day). Days never need a zone; quarter-hours are UTC, unix seconds / 900.
import type { Zone } from '#app/domain/shared/context.ts';

/** A reading of the clock. `second`: the later of two quarter-hours with this reading, when clocks went back. */
export type CivilTime = { day: number; quarter: number; second: boolean };

export const quartersADay = 96;
const quarterMs = 900_000;
/** More than the offset of any zone (UTC-12 to UTC+14), in quarter-hours. */
const beyondOffsets = 60;

/** Days since 1970-01-01 of a YYYY-MM-DD day. */
export function dayNumber(day: string): number {
  return Date.parse(day) / 864e5;
}

/** YYYY-MM-DD of a number of days since 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

/** The quarter-hour of the axis that a moment lies in. */
export function quarterAt(now: Date): number {
  return Math.floor(now.getTime() / quarterMs);
}

/** The moment at which a quarter-hour of the axis begins. */
export function quarterStart(t: number): Date {
  return new Date(t * quarterMs);
}

/**
 * The quarter-hour of the axis with this reading. Null for a reading that the clock skips, and for the second one of
 * a reading that comes once.
 */
export function instant(zone: Zone, day: number, quarter: number, second = false): number | null {
  const [first, last = first] = instantsOf(zone, day * quartersADay + quarter);
  if (first === undefined || (second && last === first)) return null;
  return second ? last! : first;
}

/** The first existing quarter-hour at or after the reading: the end of the skipped hour for a reading within it. */
export function edge(zone: Zone, day: number, quarter: number): number {
  const reading = day * quartersADay + quarter;
  const [first] = instantsOf(zone, reading);
  if (first !== undefined) return first;
  let t = reading - beyondOffsets;
  while (t + offsetAt(zone, t) < reading) t++;
  return t;
}

/** The reading of the clock at a quarter-hour of the axis. */
export function civil(zone: Zone, t: number): CivilTime {
  const reading = t + offsetAt(zone, t);
  const day = Math.floor(reading / quartersADay);
  return {
    day,
    quarter: reading - day * quartersADay,
    second: isChangeNear(zone, t) && instantsOf(zone, reading).indexOf(t) === 1,
  };
}

/** Quarter-hours with a reading, the earlier first: one, two when clocks went back over it, none when they skip it. */
function instantsOf(zone: Zone, reading: number): number[] {
  const before = offsetAt(zone, reading - beyondOffsets);
  const after = offsetAt(zone, reading + beyondOffsets);
  if (before === after) return [reading - before];
  return [...new Set([reading - before, reading - after])]
    .filter((t) => t + offsetAt(zone, t) === reading)
    .sort((a, b) => a - b);
}

function isChangeNear(zone: Zone, t: number): boolean {
  return offsetAt(zone, t - beyondOffsets) !== offsetAt(zone, t + beyondOffsets);
}

/** Offsets of a UTC day in quarter-hours: one for the whole of it, or one for each quarter-hour of a change's day. */
type DayOffsets = number | number[];
/** `Intl` needs ten microseconds an offset, and a year of a calendar needs 35,000 of them. */
const offsetsOfZones = new Map<string, { format: Intl.DateTimeFormat; days: Map<number, DayOffsets> }>();
const maxKeptDays = 40_000;

/** Quarter-hours between UTC and the clock of the zone at a quarter-hour of the axis; positive in the east. */
function offsetAt({ timeZone }: Zone, t: number): number {
  const kept = offsetsOfZones.get(timeZone) ?? {
    format: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
    days: new Map(),
  };
  offsetsOfZones.set(timeZone, kept);
  const day = Math.floor(t / quartersADay);
  const offsets = kept.days.get(day) ?? readOffsets(kept.format, day);
  if (kept.days.size > maxKeptDays) kept.days.clear();
  kept.days.set(day, offsets);
  return typeof offsets === 'number' ? offsets : offsets[t - day * quartersADay]!;
}

function readOffsets(format: Intl.DateTimeFormat, day: number): DayOffsets {
  const first = day * quartersADay;
  const offset = readOffset(format, first);
  if (readOffset(format, first + quartersADay) === offset) return offset;
  return Array.from({ length: quartersADay }, (_, quarter) => readOffset(format, first + quarter));
}

/** From "GMT", "GMT+01:00" or "GMT-03:30". */
function readOffset(format: Intl.DateTimeFormat, t: number): number {
  const name = format.formatToParts(t * quarterMs).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 4 + Math.round(Number(minutes) / 15)) : 0;
}
