// When a capacity could be booked next, or on a day: its open time less what is taken, where its shortest booking fits with
// its buffers. Pure.
//
//   findFreeTime(timetable, day, hours)       by quarter-hours: the first time of a day
//   findFreePeriod(timetable, from, to)       by days: from its hand-out to its return, around these days
//   readAskedHours('morning'), ('09:00-12:00')
import { readQuarter, writeQuarter } from './booked-time.ts';
import { dayText, edge } from './civil-time.ts';
import { type HourPlan, openHoursOn } from './opening.ts';
import type { Capacity } from './span.ts';
import { bookableStretches, freeStretches, type Occupied, openStretches, type Stretch } from './stretches.ts';

/** A capacity over some days: when it is open, and how much of it is taken. */
export type Timetable = {
  capacity: Capacity;
  plan: HourPlan;
  /** By its start. */
  occupied: readonly Occupied[];
};

/** Lengths of a booking in steps of the grain; nothing may begin before `earliest`, on the axis. */
export type BookingLimits = { min: number; max: number; earliest: number };

/** Hours of a day in quarters of the clock, half-open. `whole`: all of them are wanted; otherwise some time in them is. */
export type AskedHours = { from: number; to: number; whole: boolean };

export const dayParts = ['morning', 'afternoon'] as const;
const hoursOfPart: Readonly<Record<(typeof dayParts)[number], AskedHours>> = {
  morning: { from: 24, to: 48, whole: false },
  afternoon: { from: 48, to: 72, whole: false },
};

/** `morning` (6 to 12), `afternoon` (12 to 18), or two readings of the clock: all the time between them. Null for another text. */
export function readAskedHours(text: string): AskedHours | null {
  const part = dayParts.find((one) => one === text);
  if (part) return hoursOfPart[part];
  const [, start = '', end = ''] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  const [from, to] = [readQuarter(start), readQuarter(end)];
  return from === null || to === null || from >= to ? null : { from, to, whole: true };
}

/** The text of two readings of the clock, in quarters. */
export function writeAskedHours(from: number, to: number): string {
  return `${writeQuarter(from)}-${writeQuarter(to)}`;
}

/** The first time on a day (since 1970) in which the shortest booking fits; null where none does. On the axis of quarters. */
export function findFreeTime(
  { capacity, plan, occupied }: Timetable,
  { min, max, earliest }: BookingLimits,
  day: number,
  hours: AskedHours | null,
): Stretch | null {
  const zone = { timeZone: capacity.zone };
  const [begins, ends] = [edge(zone, day, 0), edge(zone, day + 1, 0)];
  if (ends <= earliest) return null;
  const isLate = openHoursOn(plan, dayText(day)).at(-1)?.to === 96;
  const open = openStretches(capacity, plan, { fromT: begins, toT: isLate ? edge(zone, day + 2, 0) : ends });
  const part = hours
    ? { fromT: edge(zone, day, hours.from), toT: edge(zone, day, hours.to) }
    : { fromT: begins, toT: ends };
  for (const window of bookableForOne(capacity, open, occupied)) {
    const own = { fromT: Math.max(window.fromT, earliest), toT: window.toT };
    const within = overlapOf(own, part);
    if (!within || own.toT - own.fromT < min) continue;
    const length = within.toT - within.fromT;
    if (hours?.whole) {
      if (length === part.toT - part.fromT && length <= max) return within;
    } else if (length >= min || fillsOpen(open, part, within)) return within;
  }
  return null;
}

/** Whether a time is all that is open of a part of a day: the shortest booking may be longer than a morning. */
function fillsOpen(open: readonly Stretch[], part: Stretch, within: Stretch): boolean {
  return open.some((one) => {
    const own = overlapOf(one, part);
    return own?.fromT === within.fromT && own.toT === within.toT;
  });
}

/** Days around a wished one on which a thing may be handed out or brought back: a Saturday is lent from Friday to Monday. */
const maxDaysAround = 7;

/**
 * The days of a loan that has [from, to] in it: from the last day of hand-out before it to the first day of return after it.
 * Null where the thing is not free all along, or for so long. Days since 1970, half-open.
 */
export function findFreePeriod(
  { capacity, plan, occupied }: Timetable,
  { min, max, earliest }: BookingLimits,
  from: number,
  to: number,
): Stretch | null {
  const isOpen = (day: number) => openHoursOn(plan, dayText(day)).length > 0;
  let first = from;
  while (first >= earliest && from - first < maxDaysAround && !isOpen(first)) first--;
  if (first < earliest || !isOpen(first)) return null;
  const shortest = Math.max(to, first + min - 1);
  let last = shortest;
  while (last - shortest < maxDaysAround && !isOpen(last)) last++;
  if (!isOpen(last) || last + 1 - first > max) return null;
  const busy = { fromT: first - capacity.bufferBefore, toT: last + 1 + capacity.bufferAfter };
  const isFree = freeStretches(capacity.units, [busy], occupied).every(({ free }) => free > 0);
  return isFree ? { fromT: first, toT: last + 1 } : null;
}

/** The open time in which a booking of one unit may lie: what others take keeps its distance of a buffer. */
function bookableForOne(
  capacity: Capacity,
  open: readonly Stretch[],
  occupied: readonly Occupied[],
): readonly Stretch[] {
  if (occupied.length === 0 && capacity.units > 0) return open;
  const joined: Stretch[] = [];
  for (const { fromT, toT, free } of bookableStretches(capacity, open, occupied)) {
    if (free === 0) continue;
    const before = joined.at(-1);
    if (before?.toT === fromT) before.toT = toT;
    else joined.push({ fromT, toT });
  }
  return joined;
}

function overlapOf(one: Stretch, other: Stretch): Stretch | null {
  const [fromT, toT] = [Math.max(one.fromT, other.fromT), Math.min(one.toT, other.toT)];
  return fromT < toT ? { fromT, toT } : null;
}
