import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { securityEventKinds } from '#app/domain/security/security-event.ts';

/** Append-only by trigger; a row can be deleted once its term is over. */
export const securityEvents = sqliteTable('security_events', {
  id: integer().primaryKey(),
  at: text().notNull(),
  kind: text({ enum: securityEventKinds }).notNull(),
  /** Whom it concerns. */
  userId: text('user_id'),
  actor: text().notNull(),
  addressHash: text('address_hash'),
  detail: text().notNull(),
});

export const addressSalts = sqliteTable('address_salts', {
  day: text().primaryKey(),
  salt: blob({ mode: 'buffer' }).notNull(),
});

/** How often `subject` did something in a window of time; `until` is the window's end. */
export const limitCounts = sqliteTable(
  'limit_counts',
  {
    name: text().notNull(),
    subject: text().notNull(),
    until: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.subject] })],
);

/** A browser in which a person signed in, by the hash of its token. */
export const knownDevices = sqliteTable(
  'known_devices',
  {
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id').notNull(),
    seenAt: text('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenHash, table.userId] })],
);
