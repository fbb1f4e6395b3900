// Owns ledger_copies: how far a copy of the database is behind. A head is shown and witnessed only once the copy has it,
// so that a town put back from that copy never contradicts what was seen.
import { statSync } from 'node:fs';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, nullable, type Row, text } from '#db/rows.ts';

const copies = { delaySeconds: integer, mark: nullable(text) };
/** `delaySeconds`: the copy is never further behind; `mark`: a file, whose time is that up to which it is complete. */
export type CopySettings = Row<typeof copies>;

/** Puts the settings in force, for every process and command. */
export function activateCopies({ db }: Pick<Ctx, 'db'>, { delaySeconds, mark }: CopySettings): void {
  preparedSql(
    db,
    `insert into ledger_copies (id, delay_seconds, mark)
     values (1, ?, ?)
     on conflict (id) do update set delay_seconds = excluded.delay_seconds, mark = excluded.mark
     where delay_seconds <> excluded.delay_seconds or mark is not excluded.mark`,
  ).run(delaySeconds, mark);
}

/**
 * The time up to which the copy has everything, as the database writes times. Without copies it is after every time; with
 * a mark that is not there yet, before every time.
 */
export function copiedUntil({ db, now }: Pick<Ctx, 'db' | 'now'>): string {
  const known = findRow(db, copies, 'select delay_seconds as delaySeconds, mark from ledger_copies');
  if (!known || (known.delaySeconds === 0 && known.mark === null)) return '9999';
  const delayed = now.getTime() - known.delaySeconds * 1000;
  const marked = known.mark === null ? delayed : (statSync(known.mark, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return isoUtc(new Date(Math.min(delayed, marked)));
}
