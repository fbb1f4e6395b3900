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
    `select o.capacity as capacity, o.from_t as fromT, o.to_t as toT, sum(o.units) as units
     from json_each(@ids) wanted
     join capacities c on c.id = wanted.value
     join occupied o on o.capacity = c.id
     where o.from_t < @toT and o.to_t > @fromT and o.reach > @fromT - c.longest
       and (o.hold_until is null or o.hold_until > @now)
     group by o.capacity, o.from_t, o.to_t
     order by o.capacity, o.from_t`,
    { ids: JSON.stringify(capacities), fromT, toT, now: isoUtc(now) },
  );
}

/** The number of the last change of a span: equal numbers, equal bookings. */
export function lastMovement({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, nullable(integer), 'select max(seq) from span_movements') ?? 0;
}
