// Years of buyers and suppliers, kept as their pages show them. Triggers name the parties whose entries move (moved_years); a job
// computes their years again (kept_years). Owns both tables.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { type Column, findRow, hasRow, integer, listRows, oneOf, type Row, text } from '#db/rows.ts';
import { type YearParty, yearSides } from './year-party.ts';

const move = { side: oneOf(yearSides), id: text, since: text, number: integer };
/** `since`: the earliest payment among the orders that moved; `number` grows with each of them. */
export type YearMove = Row<typeof move>;

/** Parties whose years are to be computed again, who has waited longest first. */
export function listMoves({ db }: Pick<Ctx, 'db'>, limit: number): YearMove[] {
  return listRows(
    db,
    move,
    'select side, party_id as id, since, number from moved_years order by rowid limit ?',
    limit,
  );
}

export function findMove({ db }: Pick<Ctx, 'db'>, { side, id }: YearParty): YearMove | undefined {
  return findRow(
    db,
    move,
    'select side, party_id as id, since, number from moved_years where side = ? and party_id = ?',
    side,
    id,
  );
}

/** Names a party whose years from a time on are to be computed again, for what no trigger sees; in the caller's transaction. */
export function moveYears({ db }: Pick<Ctx, 'db'>, { side, id }: YearParty, since: string): void {
  preparedSql(
    db,
    `insert into moved_years (side, party_id, since, number)
     values (?, ?, ?, 1)
     on conflict (side, party_id) do update
     set since = min(since, excluded.since), number = number + 1`,
  ).run(side, id, since);
}

/** Whether a year is kept that another version computed. */
export function hasOutdatedYear({ db }: Pick<Ctx, 'db'>, version: string): boolean {
  return hasRow(db, 'select 1 from kept_years where version <> ? limit 1', version);
}

/** Names the parties of years that another version computed: all their years are computed again. */
export function moveOutdatedYears({ db }: Pick<Ctx, 'db'>, version: string): void {
  preparedSql(
    db,
    `insert into moved_years (side, party_id, since, number)
     select distinct side, party_id, '', 1
     from kept_years
     where version <> ?
     on conflict (side, party_id) do update
     set since = '', number = number + 1`,
  ).run(version);
}

/** `rules`: what the year rests on beside its entries; `number`: how often it was kept. */
export type KeptYear<T> = { year: number; version: string; rules: string; number: number; value: T };

/** The kept years of a party, latest first; those from `from` on, or all. */
export function listKeptYears<T>(
  { db }: Pick<Ctx, 'db'>,
  { side, id }: YearParty,
  accepts: (value: unknown) => value is T,
  { from, to }: { from: number; to: number } = { from: 0, to: 9999 },
): KeptYear<T>[] {
  return listRows(
    db,
    { year: integer, version: text, rules: text, number: integer, value: packedYear(accepts) },
    `select year, version, rules, number, value
     from kept_years
     where side = ? and party_id = ? and year between ? and ?
     order by year desc`,
    side,
    id,
    from,
    to,
  );
}

function packedYear<T>(accepts: (value: unknown) => value is T): Column<T> {
  return {
    type: 'a kept year',
    decode: (value) => (Buffer.isBuffer(value) ? JSON.parse(inflateRawSync(value).toString()) : value),
    accepts,
  };
}

/** A year to be kept, packed. */
export type YearToKeep = { year: number; version: string; rules: string; value: Buffer };

export function packYear(value: unknown): Buffer {
  return deflateRawSync(JSON.stringify(value));
}

/**
 * Keeps the years of a move, all of them from the year `from` on, unless the party moved again while they were computed.
 * Returns whether they were kept.
 */
export function keepYears(
  ctx: Ctx,
  { side, id, number }: YearMove,
  from: number,
  years: readonly YearToKeep[],
): boolean {
  return inTransaction(ctx, ({ db }) => {
    const settled = 'delete from moved_years where side = ? and party_id = ? and number = ?';
    if (preparedSql(db, settled).run(side, id, number).changes === 0) return false;
    preparedSql(
      db,
      `delete from kept_years
       where side = ? and party_id = ? and year >= ? and year not in (select value from json_each(?))`,
    ).run(side, id, from, JSON.stringify(years.map(({ year }) => year)));
    const keep = preparedSql(
      db,
      `insert into kept_years (side, party_id, year, version, rules, number, value)
       values (@side, @id, @year, @version, @rules, 1, @value)
       on conflict (side, party_id, year) do update
       set version = excluded.version, rules = excluded.rules, number = number + 1, value = excluded.value`,
    );
    for (const row of years) keep.run({ side, id, ...row });
    return true;
  });
}

/** Erases what is kept of a buyer, in the caller's transaction. */
export function eraseKeptYears({ db }: Pick<Ctx, 'db'>, buyerId: string): void {
  for (const table of ['kept_years', 'moved_years'] as const)
    preparedSql(db, `delete from ${table} where side = 'buyer' and party_id = ?`).run(buyerId);
}
