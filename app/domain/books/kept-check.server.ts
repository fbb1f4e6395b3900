// The last check of the books, stored so that their page does not add up all entries. Owns books_checks.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, jsonOf, type Row, text } from '#db/rows.ts';

const problemList = jsonOf(
  'a list of problems',
  (value): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string'),
);
const keptCheck = { at: text, entries: integer, problems: problemList };
/** `at`: UTC. */
export type KeptBooksCheck = Row<typeof keptCheck>;

/** Undefined before the first night. */
export function findBooksCheck({ db }: Pick<Ctx, 'db'>): KeptBooksCheck | undefined {
  return findRow(db, keptCheck, 'select at, entries, problems from books_checks');
}

export function writeBooksCheck(
  ctx: Pick<Ctx, 'db' | 'now'>,
  of: { entries: number; problems: readonly string[] },
): void {
  preparedSql(
    ctx.db,
    `insert into books_checks (id, at, entries, problems)
     values (1, ?, ?, ?)
     on conflict (id) do update set at = excluded.at, entries = excluded.entries, problems = excluded.problems`,
  ).run(isoUtc(ctx.now), of.entries, JSON.stringify(of.problems));
}
