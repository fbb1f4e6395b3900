// Owns capacities: rooms, things, people and rounds that can be booked, how many units of it at once, and whose it is. They are never deleted: spans name them.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { type Column, findRow, getRow, integer, listRows, oneOf, text } from '#db/rows.ts';
import { axisNow } from './axis.ts';
import { type CapacityGuardRefusal, capacityGuard, writeGuarded } from './guard.server.ts';
import { type Capacity, grains, openRules } from './span.ts';

const flag: Column<boolean> = {
  type: '0 or 1',
  decode: (value) => (value === 0 || value === 1 ? value === 1 : value),
  accepts: (value) => typeof value === 'boolean',
};
const capacityRow = {
  id: integer,
  subject: text,
  owner: text,
  grain: oneOf(grains),
  zone: text,
  units: integer,
  longest: integer,
  bufferBefore: integer,
  bufferAfter: integer,
  openRule: oneOf(openRules),
  worksHolidays: flag,
  planVersion: integer,
};
const selectCapacity = `select id, subject, owner, grain, zone, units, longest, buffer_before as bufferBefore,
    buffer_after as bufferAfter, open_rule as openRule, works_holidays as worksHolidays, plan_version as planVersion
  from capacities`;

/** The capacity of a subject such as `offer:12`. */
export function findCapacity({ db }: Pick<Ctx, 'db'>, subject: string): Capacity | undefined {
  return findRow(db, capacityRow, `${selectCapacity} where subject = ?`, subject);
}

/** The capacity with an id that a row names. Throws when there is none. */
export function getCapacity({ db }: Pick<Ctx, 'db'>, id: number): Capacity {
  return getRow(db, capacityRow, `${selectCapacity} where id = ?`, id);
}

/** All of an owner (a supplier's id, or `town`), by subject. */
export function listCapacities({ db }: Pick<Ctx, 'db'>, owner: string): Capacity[] {
  return listRows(db, capacityRow, `${selectCapacity} where owner = ? order by subject`, owner);
}

/** All whose subject begins with a word such as `offer:`. */
export function listCapacitiesUnder({ db }: Pick<Ctx, 'db'>, prefix: string): Capacity[] {
  return listRows(
    db,
    capacityRow,
    `${selectCapacity} where subject >= ? and subject < ? order by subject`,
    prefix,
    // The first text after all that begin with it.
    prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1),
  );
}

/** Those of some subjects, by subject. */
export function listCapacitiesOf({ db }: Pick<Ctx, 'db'>, subjects: readonly string[]): Capacity[] {
  return listRows(
    db,
    capacityRow,
    `${selectCapacity} where subject in (select value from json_each(?)) order by subject`,
    JSON.stringify(subjects),
  );
}

/** Those whose subjects are paths below one, such as the weeks of `harvest:12`, by subject. */
export function listCapacitiesBelow({ db }: Pick<Ctx, 'db'>, subject: string): Capacity[] {
  // `0` follows `/`.
  return listRows(
    db,
    capacityRow,
    `${selectCapacity} where subject > @subject || '/' and subject < @subject || '0' order by subject`,
    { subject },
  );
}

/** Those with some ids, by id. */
export function findCapacities({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Capacity[] {
  return listRows(
    db,
    capacityRow,
    `${selectCapacity} where id in (select value from json_each(?)) order by id`,
    JSON.stringify(ids),
  );
}

export type CapacityTerms = Omit<Capacity, 'id' | 'planVersion'>;

/**
 * Adds the capacity of a subject or changes its terms. The caller has authorised it. Refused when something booked from now
 * on would not fit: `more-booked` than the new units, `longer-booked`, `grain-booked` (in another grain or zone).
 */
export function saveCapacity(ctx: Ctx, terms: CapacityTerms): Result<{ capacity: Capacity }, CapacityGuardRefusal> {
  return inTransaction(ctx, () => {
    const saved = writeGuarded(capacityGuard, () =>
      preparedSql(ctx.db, upsertCapacity).run({
        ...terms,
        worksHolidays: Number(terms.worksHolidays),
        changedT: axisNow(terms, ctx.now),
        changedAt: isoUtc(ctx.now),
      }),
    );
    return saved.ok ? done({ capacity: findCapacity(ctx, terms.subject)! }) : saved;
  });
}

/** A change of when it is open raises the version that bookings carry. */
const upsertCapacity = `insert into capacities (subject, owner, grain, zone, units, longest, buffer_before, buffer_after,
    open_rule, works_holidays, changed_t, changed_at)
  values (@subject, @owner, @grain, @zone, @units, @longest, @bufferBefore, @bufferAfter,
    @openRule, @worksHolidays, @changedT, @changedAt)
  on conflict (subject) do update set
    owner = excluded.owner, grain = excluded.grain, zone = excluded.zone, units = excluded.units,
    longest = excluded.longest, buffer_before = excluded.buffer_before, buffer_after = excluded.buffer_after,
    open_rule = excluded.open_rule, works_holidays = excluded.works_holidays,
    plan_version = plan_version + (open_rule <> excluded.open_rule or works_holidays <> excluded.works_holidays),
    changed_t = excluded.changed_t, changed_at = excluded.changed_at`;
