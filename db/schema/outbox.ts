import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { outboxStates } from '#app/domain/outbox/outbox.ts';

export const outbox = sqliteTable('outbox', {
  id: integer().primaryKey(),
  kind: text().notNull(),
  key: text().notNull(),
  payload: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  state: text({ enum: outboxStates }).notNull(),
  attempts: integer().notNull(),
  runAt: text('run_at').notNull(),
  createdAt: text('created_at').notNull(),
  lastError: text('last_error'),
  /** 1 for a letter that a person waits for: it leaves before the others. */
  awaited: integer().$type<0 | 1>().notNull().default(0),
});

/** Letters that left long ago: the first 16 bytes of the SHA-256 of their key. */
export const outboxSent = sqliteTable('outbox_sent', {
  keyHash: blob('key_hash', { mode: 'buffer' }).primaryKey(),
});

export const audit = sqliteTable('audit', {
  id: integer().primaryKey(),
  at: text().notNull(),
  actor: text().notNull(),
  verb: text().notNull(),
  subject: text().notNull(),
});
