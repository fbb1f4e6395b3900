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

const weeklyRow = { weekday: integer, from: integer, to: integer, fromDay: integer, toDay: integer };
const exceptionRow = { fromDay: integer, toDay: integer, from: integer, to: integer, open: integer, reason: text };
/** 9999-12-31. */
const endOfDays = axisEnd({ grain: 'day' });
const startOfDays = 0;

/** The plan of a capacity: its week, and the exceptions that touch the days from `fromDay` up to `toDay`, not included. */
export function findPlan(
  { db }: Pick<Ctx, 'db'>,
  capacityId: number,
  fromDay = startOfDays,
  toDay = endOfDays,
): CapacityPlan {
  const weekly = listRows(
    db,
    weeklyRow,
    `select weekday, from_quarter as "from", to_quarter as "to", from_day as fromDay, to_day as toDay
     from weekly_plans
     where capacity = ? and from_day < ? and to_day > ?
     order by weekday, from_quarter, from_day`,
    capacityId,
    toDay,
    fromDay,
  );
  const exceptions = listRows(
    db,
    exceptionRow,
    `select from_day as fromDay, to_day as toDay, from_quarter as "from", to_quarter as "to", open, reason
     from plan_exceptions
     where capacity = ? and from_day < ? and to_day > ?
     order by from_day, from_quarter, open`,
    capacityId,
    toDay,
    fromDay,
  );
  return {
    weekly: weekly.map((hours) => ({ ...hours, fromDay: dayText(hours.fromDay), toDay: dayText(hours.toDay) })),
    exceptions: exceptions.map((exception) => ({
      ...exception,
      fromDay: dayText(exception.fromDay),
      toDay: dayText(exception.toDay),
      open: exception.open === 1,
    })),
  };
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
