// A calendar that is slow and plain: it looks at every cell of every span, and has its own clock (the Union's rule for
// Paris) and its own opening hours. The histories hold the real one against it.
import { axisNow } from '#app/domain/calendar/axis.ts';
import type { HourException, WeeklyHours } from '#app/domain/calendar/opening.ts';
import type { Capacity, SpanState } from '#app/domain/calendar/span.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';

export type ModelSpan = {
  id: string;
  capacity: number;
  booking: string;
  fromT: number;
  toT: number;
  busyFrom: number;
  busyTo: number;
  lateTo: number | null;
  units: number;
  state: SpanState;
  holdUntil: string | null;
};
export type ModelCapacity = Capacity & { weekly: WeeklyHours[]; exceptions: HourException[] };
export type ModelClosures = readonly { from: string; to: string }[];

export type Below = (below: number) => number;
export type History = {
  ctx: Ctx;
  below: Below;
  capacities: ModelCapacity[];
  spans: ModelSpan[];
  closures: ModelClosures;
  firstDay: string;
  days: number;
};

/** One of a list; undefined of an empty one. */
export const one = <T>({ below }: History, list: readonly T[]): T | undefined => list[below(list.length || 1)];
export const nowOf = ({ ctx }: Pick<History, 'ctx'>) => isoUtc(ctx.now);
export const nowT = (history: History, capacity: ModelCapacity) => axisNow(capacity, history.ctx.now);

const counting: readonly SpanState[] = ['held', 'asked', 'booked', 'out', 'back', 'service', 'lost'];
const days = 86_400_000;

/** Units that occupy a cell at a moment, of one span. */
export function unitsAt(span: ModelSpan, cell: number, now: string, own?: ModelSpan): number {
  const holds = counting.includes(span.state) && (span.holdUntil === null || span.holdUntil > now || span === own);
  const stays = holds && span.busyFrom <= cell && cell < span.busyTo;
  const late = span.lateTo !== null && span.busyTo <= cell && cell < span.lateTo;
  return stays || late ? span.units : 0;
}

/** The first rule of the guard that a span breaks among the others of its capacity; null when it fits. */
export function refusalOf(
  { id, units, longest }: ModelCapacity,
  span: ModelSpan,
  spans: readonly ModelSpan[],
  now: string,
): 'too-long' | 'over-capacity' | null {
  if (span.busyTo - span.busyFrom > longest) return 'too-long';
  const others = spans.filter((one) => one.capacity === id);
  for (let cell = span.busyFrom; cell < span.busyTo; cell++) {
    let load = 0;
    for (const one of others) load += unitsAt(one, cell, now, span);
    if (load > units) return 'over-capacity';
  }
  return null;
}

/** Units free of a cell, as a page shows it. */
export function freeAt({ id, units }: ModelCapacity, cell: number, spans: readonly ModelSpan[], now: string): number {
  let load = 0;
  for (const one of spans) if (one.capacity === id) load += unitsAt(one, cell, now);
  return Math.max(0, units - load);
}

export function isCounting({ state }: ModelSpan): boolean {
  return counting.includes(state);
}

/** Hours between UTC and the clock of Paris: summer time from the last Sunday of March to that of October, at 1 h UTC. */
function offsetHours(seconds: number): number {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const change = (month: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() / 1000 - last.getUTCDay() * 86_400;
  };
  return seconds >= change(2) && seconds < change(9) ? 2 : 1;
}

/** Day and quarter of the clock in Paris at a quarter of the axis. */
function clockAt(t: number): { day: number; quarter: number } {
  const reading = t + offsetHours(t * 900) * 4;
  return { day: Math.floor(reading / 96), quarter: ((reading % 96) + 96) % 96 };
}

/** The cells of a civil day, in order: 92, 96 or 100 of them. */
export function cellsOf(day: number): number[] {
  const cells: number[] = [];
  for (let t = day * 96 - 12; t < day * 96 + 108; t++) if (clockAt(t).day === day) cells.push(t);
  return cells;
}

const holidays = ['11-01', '11-11', '12-25', '01-01'];
const easterMondays = ['2026-04-06', '2027-03-29', '2028-04-17'];

/** Whether a quarter of the clock is open: by the first that speaks. */
function isQuarterOpen(capacity: ModelCapacity, day: number, quarter: number, closures: ModelClosures): boolean {
  const date = new Date(day * days).toISOString().slice(0, 10);
  const lasting = ({ fromDay, toDay }: HourException) => Date.parse(toDay) - Date.parse(fromDay);
  const [speaking] = capacity.exceptions
    .filter((one) => one.fromDay <= date && date < one.toDay && one.from <= quarter && quarter < one.to)
    .sort((a, b) => lasting(a) - lasting(b) || Number(a.open) - Number(b.open));
  if (speaking) return speaking.open;
  if (closures.some(({ from, to }) => from <= date && date <= to)) return false;
  if (!capacity.worksHolidays && (holidays.includes(date.slice(5)) || easterMondays.includes(date))) return false;
  const weekday = ((day + 3) % 7) + 1; // 1 January 1970 was a Thursday
  return capacity.weekly.some(
    (one) =>
      one.weekday === weekday &&
      (one.fromDay ?? '') <= date &&
      date < (one.toDay ?? '9999') &&
      one.from <= quarter &&
      quarter < one.to,
  );
}

/** The open cells of some civil days, for one capacity and one list of closures. */
export function openCells(
  capacity: ModelCapacity,
  fromDay: number,
  toDay: number,
  closures: ModelClosures,
): Set<number> {
  const open = new Set<number>();
  for (let day = fromDay; day < toDay; day++) {
    const quarters = Array.from({ length: 97 }, (_, i) => i < 96 && isQuarterOpen(capacity, day, i, closures));
    if (capacity.grain === 'day') {
      if (quarters.includes(true)) open.add(day);
      continue;
    }
    // Hours begin and end at the first moment at which the clock has reached their reading.
    const cells = cellsOf(day);
    const reached = (quarter: number) => {
      const found = cells.findIndex((t) => clockAt(t).quarter >= quarter);
      return found === -1 ? cells.length : found;
    };
    let begin: number | null = null;
    for (let quarter = 0; quarter <= 96; quarter++) {
      if (quarters[quarter] && begin === null) begin = quarter;
      if (quarters[quarter] || begin === null) continue;
      for (const t of cells.slice(reached(begin), reached(quarter))) open.add(t);
      begin = null;
    }
  }
  return open;
}

/** Whether the opening rule allows a span. */
export function isAllowed(
  { grain, openRule }: Capacity,
  open: ReadonlySet<number>,
  fromT: number,
  toT: number,
): boolean {
  if (openRule === 'none') return true;
  const last = open.has(toT - 1);
  if (openRule === 'ends') return open.has(fromT) && (last || (grain === 'quarter' && open.has(toT)));
  for (let t = fromT; t < toT; t++) if (!open.has(t)) return false;
  return true;
}
