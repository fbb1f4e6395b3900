// Reads what is open and what is taken of many capacities at once: two queries for their plans and one for each grain.
import type { Ctx } from '#app/domain/shared/context.ts';
import { dayStart } from './axis.ts';
import type { Timetable } from './free-times.ts';
import { type Load, listLoads } from './loads.server.ts';
import type { ClosedDays } from './opening.ts';
import { findPlans } from './opening-plans.server.ts';
import { type Capacity, grains } from './span.ts';

const noHours = { weekly: [], exceptions: [] };
const nothingTaken: readonly Load[] = [];

/**
 * The timetables of capacities over the days from `fromDay` up to `toDay`, not included, by capacity id. `closuresOf`: the
 * closures of the owner of a capacity.
 */
export function readTimetables(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  capacities: readonly Capacity[],
  { fromDay, toDay }: { fromDay: number; toDay: number },
  closuresOf: (capacity: Capacity) => readonly ClosedDays[],
): Map<number, Timetable> {
  if (capacities.length === 0) return new Map();
  const plans = findPlans(
    ctx,
    capacities.map(({ id }) => id),
    { fromDay, toDay },
  );
  const loads = new Map<number, Load[]>();
  for (const grain of grains) {
    const ids = capacities.filter((one) => one.grain === grain).map(({ id }) => id);
    if (ids.length === 0) continue;
    const axis = { grain, zone: ctx.town.timeZone };
    for (const load of listLoads(ctx, ids, dayStart(axis, fromDay), dayStart(axis, toDay))) {
      const known = loads.get(load.capacity);
      if (known) known.push(load);
      else loads.set(load.capacity, [load]);
    }
  }
  return new Map(
    capacities.map((capacity) => [
      capacity.id,
      {
        capacity,
        plan: {
          ...(plans.get(capacity.id) ?? noHours),
          closures: closuresOf(capacity),
          worksHolidays: capacity.worksHolidays,
          insee: ctx.town.hub.insee,
        },
        occupied: loads.get(capacity.id) ?? nothingTaken,
      },
    ]),
  );
}
