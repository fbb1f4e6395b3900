// The free time of a capacity: open by its plan, less what is held, booked, out or late.
import type { Ctx } from '#app/domain/shared/context.ts';
import { axisNow, dayStart } from './axis.ts';
import { dayText } from './civil-time.ts';
import { listLoads, noEnd } from './loads.server.ts';
import type { ClosedDays } from './opening.ts';
import { listOpen } from './opening-plans.server.ts';
import type { Capacity, Span } from './span.ts';
import { listSpansWithin } from './spans.server.ts';
import { bookableStretches, type FreeStretch, overfullStretches, type Stretch } from './stretches.ts';

/** The open stretches within [fromT, toT) with the units free in each; `closures` are those of its owner. */
export function listFree(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  capacity: Capacity,
  stretch: Stretch,
  closures: readonly ClosedDays[] = [],
): FreeStretch[] {
  return listBookable(ctx, { ...capacity, bufferBefore: 0, bufferAfter: 0 }, stretch, closures);
}

/** The same for a booking with its buffers: a hold within a stretch, of as many units as are free in it, is not refused. */
export function listBookable(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  capacity: Capacity,
  stretch: Stretch,
  closures: readonly ClosedDays[] = [],
): FreeStretch[] {
  const open = listOpen(ctx, capacity, stretch, closures);
  if (open.length === 0) return [];
  const { bufferBefore, bufferAfter } = capacity;
  const loads = listLoads(ctx, [capacity.id], stretch.fromT - bufferBefore, stretch.toT + bufferAfter);
  return bookableStretches(capacity, open, loads);
}

/** A day of a calendar. Its steps are days or quarter-hours, by the grain. */
export type FreeDay = {
  day: string;
  /** Steps that are open, and those of them with enough units free. */
  open: number;
  free: number;
};

/** Each day from `fromDay` (days since 1970) on, `days` of them, for so many units at once. */
export function listFreeDays(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  capacity: Capacity,
  { fromDay, days }: { fromDay: number; days: number },
  { units = 1, closures = [] }: { units?: number; closures?: readonly ClosedDays[] } = {},
): FreeDay[] {
  const starts = Array.from({ length: days + 1 }, (_, i) => dayStart(capacity, fromDay + i));
  const stretches = listFree(ctx, capacity, { fromT: starts[0]!, toT: starts[days]! }, closures);
  const list: FreeDay[] = [];
  let next = 0;
  for (let i = 0; i < days; i++) {
    const [fromT, toT] = [starts[i]!, starts[i + 1]!];
    const found = { day: dayText(fromDay + i), open: 0, free: 0 };
    while (next < stretches.length && stretches[next]!.fromT < toT) {
      const stretch = stretches[next]!;
      const steps = Math.min(toT, stretch.toT) - Math.max(fromT, stretch.fromT);
      found.open += steps;
      if (stretch.free >= units) found.free += steps;
      if (stretch.toT > toT) break;
      next++;
    }
    list.push(found);
  }
  return list;
}

/**
 * The promises that a late or lost thing puts at risk, by time: what is booked, held or wished on a stretch with more
 * occupied than there are units.
 */
export function listAtRisk(ctx: Pick<Ctx, 'db' | 'now'>, capacity: Capacity): Span[] {
  const from = axisNow(capacity, ctx.now);
  const overfull = overfullStretches(capacity.units, listLoads(ctx, [capacity.id], from, noEnd));
  if (overfull.length === 0) return [];
  return listSpansWithin(ctx, capacity, from, noEnd).filter(
    ({ state, busyFrom, busyTo }) =>
      (state === 'booked' || state === 'held' || state === 'asked') &&
      overfull.some(({ fromT, toT }) => busyFrom < toT && fromT < busyTo),
  );
}
