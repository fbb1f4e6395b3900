import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { backupKinds } from '#app/domain/jobs/backup-kinds.ts';
import { jobOutcomes } from '#app/domain/jobs/job.ts';

/** Work beside requests: its next run, the process that holds it, and its last run. */
export const jobs = sqliteTable('jobs', {
  name: text().primaryKey(),
  dueAt: text('due_at').notNull(),
  /** The run that holds the job, until its lease ends. */
  takenBy: text('taken_by'),
  takenUntil: text('taken_until'),
  lastRunAt: text('last_run_at'),
  tookMs: integer('took_ms'),
  outcome: text({ enum: jobOutcomes }),
  error: text(),
  /** Failed runs in a row. */
  failures: integer().notNull().default(0),
});

/** The last backup, drill and restore. */
export const backups = sqliteTable('backups', {
  kind: text({ enum: backupKinds }).primaryKey(),
  /** The last one that succeeded; null before the first. */
  doneAt: text('done_at'),
  tookMs: integer('took_ms'),
  /** Entries of the ledger in the copy. */
  entries: integer(),
  /** The last one that failed; null if none did. */
  failedAt: text('failed_at'),
});

/** The servers that run on this data folder now. */
export const runningServers = sqliteTable('running_servers', {
  /** The host and port on which it listens. */
  address: text().primaryKey(),
  seenAt: text('seen_at').notNull(),
  /** Short hashes of its settings, by name. */
  settings: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
  /** Its own steps that failed three times running. */
  failing: text({ mode: 'json' }).$type<string[]>().notNull(),
});

/** One row, written to see whether the database still takes anything. */
export const healthProbes = sqliteTable('health_probes', {
  id: integer().primaryKey(),
  at: text().notNull(),
});
