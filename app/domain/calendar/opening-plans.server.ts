// Owns when capacities are open: their weekly plans, and the days that differ from the week. Every change raises the plan's
// version, so that a booking made by the old plan is refused.
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, text } from '#db/rows.ts';
import { axisEnd, dayAt } from './axis.ts';
import { dayNumber, dayText } from './civil-time.ts';
import type { ClosedDays, HourException, HourPlan, WeeklyHours } from './opening.ts';
import type { Capacity } from './span.ts';
import { openStretches, type Stretch } from './stretches.ts';

export type PlanException = HourException & { reason: string };
export type CapacityPlan = { weekly: WeeklyHours[]; exceptions: PlanException[] };

const weeklyRow = {
  capacity: integer,
  weekday: integer,
  from: integer,
  to: integer,
  fromDay: integer,
  toDay: integer,
};
const exceptionRow = {
  capacity: integer,
  fromDay: integer,
  toDay: integer,
  from: integer,
  to: integer,
  open: integer,
  reason: text,
};
/** 9999-12-31. */
const endOfDays = axisEnd({ grain: 'day' });
const startOfDays = 0;

/** The plan of a capacity: its week, and the exceptions that touch the days from `fromDay` up to `toDay`, not included. */
export function findPlan(
  ctx: Pick<Ctx, 'db'>,
  capacityId: number,
  fromDay = startOfDays,
  toDay = endOfDays,
): CapacityPlan {
  return findPlans(ctx, [capacityId], { fromDay, toDay }).get(capacityId) ?? { weekly: [], exceptions: [] };
}

/** The plans of several capacities, by id, in two reads; one that is always shut has none. */
export function findPlans(
  { db }: Pick<Ctx, 'db'>,
  capacityIds: readonly number[],
  { fromDay, toDay }: { fromDay: number; toDay: number },
): Map<number, CapacityPlan> {
  const ids = JSON.stringify(capacityIds);
  const plans = new Map<number, CapacityPlan>();
  const planOf = (capacity: number): CapacityPlan => {
    const known = plans.get(capacity) ?? { weekly: [], exceptions: [] };
    plans.set(capacity, known);
    return known;
  };
  const weekly = listRows(
    db,
    weeklyRow,
    `select p.capacity, p.weekday, p.from_quarter as "from", p.to_quarter as "to", p.from_day as fromDay, p.to_day as toDay
     from json_each(?) wanted
     join weekly_plans p on p.capacity = wanted.value
     where p.from_day < ? and p.to_day > ?
     order by p.capacity, p.weekday, p.from_quarter, p.from_day`,
    ids,
    toDay,
    fromDay,
  );
  for (const { capacity, ...hours } of weekly)
    planOf(capacity).weekly.push({ ...hours, fromDay: boundOf(hours.fromDay), toDay: boundOf(hours.toDay) });
  const exceptions = listRows(
    db,
    exceptionRow,
    `select e.capacity, e.from_day as fromDay, e.to_day as toDay, e.from_quarter as "from", e.to_quarter as "to", e.open,
       e.reason
     from json_each(?) wanted
     join plan_exceptions e on e.capacity = wanted.value
     where e.from_day < ? and e.to_day > ?
     order by e.capacity, e.from_day, e.from_quarter, e.open`,
    ids,
    toDay,
    fromDay,
  );
  for (const { capacity, fromDay: from, toDay: to, open, ...rest } of exceptions)
    planOf(capacity).exceptions.push({ ...rest, fromDay: dayText(from), toDay: dayText(to), open: open === 1 });
  return plans;
}

const firstDayText = dayText(startOfDays);
const lastDayText = dayText(endOfDays);

/** Most weeks have neither a first nor a last day. */
function boundOf(day: number): string {
  if (day === startOfDays) return firstDayText;
  return day === endOfDays ? lastDayText : dayText(day);
}

/** Replaces the week of a capacity. The caller has authorised it; what is booked stays as it is. */
export function savePlan(ctx: Ctx, capacityId: number, weekly: readonly WeeklyHours[]): void {
  inTransaction(ctx, () => {
    preparedSql(ctx.db, 'delete from weekly_plans where capacity = ?').run(capacityId);
    const insert = preparedSql(
      ctx.db,
      `insert into weekly_plans (capacity, weekday, from_quarter, to_quarter, from_day, to_day)
       values (@capacityId, @weekday, @from, @to, @first, @after)`,
    );
    for (const { weekday, from, to, fromDay, toDay } of weekly) {
      const first = fromDay ? dayNumber(fromDay) : startOfDays;
      insert.run({ capacityId, weekday, from, to, first, after: toDay ? dayNumber(toDay) : endOfDays });
    }
    raisePlanVersion(ctx, capacityId);
  });
}

/** Opens or closes hours of some days, whatever the week says. The caller has decided about what is booked then. */
export function saveException(ctx: Ctx, capacityId: number, exception: PlanException): void {
  const { fromDay, toDay, from, to, open, reason } = exception;
  inTransaction(ctx, () => {
    preparedSql(
      ctx.db,
      `insert into plan_exceptions (capacity, from_day, to_day, from_quarter, to_quarter, open, reason)
       values (@capacityId, @first, @after, @from, @to, @open, @reason)
       on conflict do update set to_day = excluded.to_day, to_quarter = excluded.to_quarter, reason = excluded.reason`,
    ).run({
      ...{ capacityId, first: dayNumber(fromDay), after: dayNumber(toDay), from, to, reason },
      open: Number(open),
    });
    raisePlanVersion(ctx, capacityId);
  });
}

export function removeException(
  ctx: Ctx,
  capacityId: number,
  { fromDay, from, open }: Pick<PlanException, 'fromDay' | 'from' | 'open'>,
): void {
  inTransaction(ctx, () => {
    preparedSql(
      ctx.db,
      'delete from plan_exceptions where capacity = ? and from_day = ? and from_quarter = ? and open = ?',
    ).run(capacityId, dayNumber(fromDay), from, Number(open));
    raisePlanVersion(ctx, capacityId);
  });
}

/** A change of an owner's closures is one of every plan of theirs: bookings of pages that showed the old ones are refused. */
export function raisePlansOf({ db }: Pick<Ctx, 'db'>, owner: string): void {
  preparedSql(db, 'update capacities set plan_version = plan_version + 1 where owner = ?').run(owner);
}

function raisePlanVersion(ctx: Ctx, capacityId: number): void {
  preparedSql(ctx.db, 'update capacities set plan_version = plan_version + 1 where id = ?').run(capacityId);
}

/** The open stretches of a capacity within [fromT, toT), by exception, closure of its owner, holiday of the town and week. */
export function listOpen(
  ctx: Pick<Ctx, 'db' | 'town'>,
  capacity: Capacity,
  stretch: Stretch,
  closures: readonly ClosedDays[],
): Stretch[] {
  const { id, worksHolidays } = capacity;
  const [fromDay, toDay] = [dayAt(capacity, stretch.fromT), dayAt(capacity, stretch.toT - 1) + 1];
  const plan: HourPlan = {
    ...findPlan(ctx, id, fromDay, toDay),
    closures,
    worksHolidays,
    insee: ctx.town.hub.insee,
  };
  return openStretches(capacity, plan, stretch);
}
