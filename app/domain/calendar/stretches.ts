// Stretches of a capacity's axis: when it is open, and how much of it is free then. Pure.
import { civil, dayText, edge } from './civil-time.ts';
import { type HourPlan, openHoursOn } from './opening.ts';
import type { Capacity } from './span.ts';

/** Half-open, on the axis of a capacity. */
export type Stretch = { fromT: number; toT: number };
/** An open stretch and the units that are free all along it; 0: all are taken. */
export type FreeStretch = Stretch & { free: number };
/** Units that are occupied over a stretch. */
export type Occupied = Stretch & { units: number };

/** The open stretches within [fromT, toT) in order; those that touch are one. A day counts as open with one open quarter. */
export function openStretches(
  { grain, zone }: Pick<Capacity, 'grain' | 'zone'>,
  plan: HourPlan,
  { fromT, toT }: Stretch,
): Stretch[] {
  const timeZone = { timeZone: zone };
  const byDay = grain === 'day';
  const [firstDay, lastDay] = byDay ? [fromT, toT - 1] : [civil(timeZone, fromT).day, civil(timeZone, toT - 1).day];
  const open: Stretch[] = [];
  for (let day = firstDay; day <= lastDay; day++) {
    const hours = openHoursOn(plan, dayText(day));
    if (byDay && hours.length > 0) addStretch(open, day, day + 1);
    if (byDay) continue;
    for (const { from, to } of hours)
      addStretch(open, Math.max(fromT, edge(timeZone, day, from)), Math.min(toT, edge(timeZone, day, to)));
  }
  return open;
}

/** Adds a stretch behind the others; what the clock skips, or lies outside, is empty. */
function addStretch(open: Stretch[], fromT: number, toT: number): void {
  if (fromT >= toT) return;
  const last = open.at(-1);
  if (last && last.toT >= fromT) last.toT = Math.max(last.toT, toT);
  else open.push({ fromT, toT });
}

/**
 * Whether a span may be promised by its opening rule. `ends`: it is handed out while open and returned while open or at
 * closing time; by days, its first and its last day are open.
 */
export function mayPromise(
  { grain, openRule }: Pick<Capacity, 'grain' | 'openRule'>,
  open: readonly Stretch[],
  { fromT, toT }: Stretch,
): boolean {
  if (openRule === 'none') return true;
  if (openRule === 'whole') return open.some((one) => one.fromT <= fromT && toT <= one.toT);
  const returned = grain === 'day' ? toT - 1 : toT;
  return (
    open.some((one) => one.fromT <= fromT && fromT < one.toT) &&
    open.some((one) => one.fromT <= returned && (grain === 'day' ? returned < one.toT : returned <= one.toT))
  );
}

/** The units that are free in the open stretches, cut where the number of free units changes. */
export function freeStretches(units: number, open: readonly Stretch[], occupied: readonly Occupied[]): FreeStretch[] {
  const changes = changesOf(occupied);
  const free: FreeStretch[] = [];
  let next = 0;
  let load = 0;
  for (const { fromT, toT } of open) {
    let t = fromT;
    while (t < toT) {
      while (next < changes.length && changes[next]!.t <= t) load += changes[next++]!.step;
      const end = Math.min(toT, changes[next]?.t ?? toT);
      addFree(free, t, end, Math.max(0, units - load));
      t = end;
    }
  }
  return free;
}

/**
 * The same for a booking that keeps its buffers from others: at each moment, the fewest units that are free from
 * `bufferBefore` before it to `bufferAfter` after it, so that a booking within one of these stretches is not refused.
 */
export function bookableStretches(
  { units, bufferBefore, bufferAfter }: Pick<Capacity, 'units' | 'bufferBefore' | 'bufferAfter'>,
  open: readonly Stretch[],
  occupied: readonly Occupied[],
): FreeStretch[] {
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return [];
  const reach = { fromT: first.fromT - bufferBefore, toT: last.toT + bufferAfter };
  const taken = freeStretches(units, [reach], occupied)
    .filter(({ free }) => free < units)
    .map(({ fromT, toT, free }) => ({ fromT: fromT - bufferAfter, toT: toT + bufferBefore, units: units - free }));
  return freeStretches(units, open, highestOf(taken));
}

/** Stretches whose sum at each moment is the highest of the given ones, not their sum: one layer for each level. */
function highestOf(taken: readonly Occupied[]): Occupied[] {
  const levels = [...new Set(taken.map(({ units }) => units))].sort((a, b) => a - b);
  return levels.flatMap((level, i) => {
    const layer: Stretch[] = [];
    for (const { fromT, toT, units } of taken) if (units >= level) addStretch(layer, fromT, toT);
    return layer.map((one) => ({ ...one, units: level - (levels[i - 1] ?? 0) }));
  });
}

/** The stretches on which more is occupied than there are units: something is late, or was lost. */
export function overfullStretches(units: number, occupied: readonly Occupied[]): Stretch[] {
  const overfull: Stretch[] = [];
  let load = 0;
  for (const [t, together] of Map.groupBy(changesOf(occupied), (change) => change.t)) {
    const before = load;
    for (const { step } of together) load += step;
    if (before <= units && load > units) overfull.push({ fromT: t, toT: t });
    if (before > units && load <= units) overfull.at(-1)!.toT = t;
  }
  return overfull;
}

/** The moments at which the load changes, in order. */
function changesOf(occupied: readonly Occupied[]): { t: number; step: number }[] {
  return occupied
    .flatMap(({ fromT, toT, units }) => [
      { t: fromT, step: units },
      { t: toT, step: -units },
    ])
    .sort((a, b) => a.t - b.t);
}

function addFree(stretches: FreeStretch[], fromT: number, toT: number, free: number): void {
  const last = stretches.at(-1);
  if (last && last.toT === fromT && last.free === free) last.toT = toT;
  else stretches.push({ fromT, toT, free });
}
