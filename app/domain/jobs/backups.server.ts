// Owns backups: when the town was last copied, when a copy was last tried, and when it was last restored from one.
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { hasRow, integer, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { type BackupKind, backupKinds } from './backup-kinds.ts';

const backupRow = {
  kind: oneOf(backupKinds),
  doneAt: nullable(text),
  tookMs: nullable(integer),
  entries: nullable(integer),
  failedAt: nullable(text),
};
/** `doneAt` is the last one that succeeded, `entries` how many entries of the ledger it held. */
export type BackupRow = Row<typeof backupRow>;

/** The last backup, drill and restore by kind; a kind without a row never happened. */
export function lastBackups(db: Pick<Db, '$client'>): Partial<Record<BackupKind, BackupRow>> {
  const rows = listRows(
    db,
    backupRow,
    'select kind, done_at as doneAt, took_ms as tookMs, entries, failed_at as failedAt from backups',
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row]));
}

/** Whether this database has a place for the record: one of an earlier version has none, and is copied all the same. */
export function recordsBackups(db: Pick<Db, '$client'>): boolean {
  return hasRow(db, "select 1 from sqlite_master where type = 'table' and name = 'backups'");
}

/** Remembers one that succeeded: `at` is when it began. */
export function recordBackup(
  db: Pick<Db, '$client'>,
  kind: BackupKind,
  { at, tookMs, entries }: { at: Date; tookMs: number; entries: number },
): void {
  preparedSql(
    db,
    `insert into backups (kind, done_at, took_ms, entries)
     values (?, ?, ?, ?)
     on conflict (kind) do update set
       done_at = excluded.done_at, took_ms = excluded.took_ms, entries = excluded.entries`,
  ).run(kind, isoUtc(at), Math.round(tookMs), entries);
}

/** Remembers one that failed, beside the last that succeeded. */
export function recordFailedBackup(db: Pick<Db, '$client'>, kind: BackupKind, at: Date): void {
  preparedSql(
    db,
    `insert into backups (kind, failed_at)
     values (?, ?)
     on conflict (kind) do update set failed_at = excluded.failed_at`,
  ).run(kind, isoUtc(at));
}
