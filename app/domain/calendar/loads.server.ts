// Reads how much of a capacity is occupied, as its spans are: what the free stretches are worked out from.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, nullable } from '#db/rows.ts';

/** Units that are occupied over a stretch of the axis, summed over the spans with both its ends. */
export type Load = { capacity: number; fromT: number; toT: number; units: number };

/** Later than every day of a calendar. */
export const noEnd = 2 ** 40;

const loadRow = { capacity: integer, fromT: integer, toT: integer, units: integer };

/**
 * The loads of some capacities within [fromT, toT), buffers and lateness included, by capacity and start. Holds that have
 * ended are left out.
 */
export function listLoads(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  capacities: readonly number[],
  fromT: number,
  toT: number,
): Load[] {
  return listRows(
    db,
    loadRow,
    // As the view `occupied`, which a join with several capacities would read whole.
    `select capacity, fromT, toT, sum(units) as units
     from (
       select s.capacity, s.busy_from as fromT, s.busy_to as toT, s.units
       from json_each(@ids) wanted
       cross join capacities c on c.id = wanted.value
       cross join spans s on s.capacity = c.id and s.counting = 1
       where s.busy_from < @toT and s.busy_to > @fromT and s.busy_from > @fromT - c.longest
         and (s.hold_until is null or s.hold_until > @now)
       union all
       select s.capacity, s.busy_to, s.late_to, s.units
       from json_each(@ids) wanted
       cross join spans s on s.capacity = wanted.value and s.late_to is not null
       where s.busy_to < @toT and s.late_to > @fromT
     )
     group by capacity, fromT, toT
     order by capacity, fromT`,
    { ids: JSON.stringify(capacities), fromT, toT, now: isoUtc(now) },
  );
}

/** The number of the last change of a span: equal numbers, equal bookings. */
export function lastMovement({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, nullable(integer), 'select max(seq) from span_movements') ?? 0;
}

/** By capacity, the units of all that occupies it at any time: of a session, whose spans are all of its hours, its taken seats. */
export function sumTaken({ db, now }: Pick<Ctx, 'db' | 'now'>, capacities: readonly number[]): Map<number, number> {
  const rows = listRows(
    db,
    { capacity: integer, units: integer },
    `select capacity, sum(units) as units
     from spans
     where counting = 1 and capacity in (select value from json_each(@ids))
       and (hold_until is null or hold_until > @now)
     group by capacity`,
    { ids: JSON.stringify(capacities), now: isoUtc(now) },
  );
  return new Map(rows.map(({ capacity, units }) => [capacity, units]));
}
