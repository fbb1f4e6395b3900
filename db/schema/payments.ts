import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const paymentSessions = sqliteTable('payment_sessions', {
  id: text().primaryKey(),
  /** What is paid for. Payments know an order only as a reference. */
  reference: text().notNull(),
  amountCents: integer('amount_cents').notNull(),
  currency: text().notNull(),
  url: text().notNull(),
  state: text({ enum: ['open', 'processing', 'paid', 'failed', 'expired'] }).notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
});

export const paymentEvents = sqliteTable('payment_events', {
  id: text().primaryKey(),
  type: text().notNull(),
  sessionId: text('session_id').notNull(),
  receivedAt: text('received_at').notNull(),
});

/** What only a person can settle: an authentic event that does not fit, a payment after the stock was released. */
export const paymentCases = sqliteTable('payment_cases', {
  id: text().primaryKey(),
  sessionId: text('session_id').notNull(),
  reference: text(),
  reason: text().notNull(),
  detail: text().notNull(),
  openedAt: text('opened_at').notNull(),
});

export const paymentRefunds = sqliteTable('payment_refunds', {
  id: text().primaryKey(),
  reference: text().notNull(),
  amountCents: integer('amount_cents').notNull(),
  reason: text().notNull(),
  state: text({ enum: ['pending', 'done', 'refused'] }).notNull(),
  providerId: text('provider_id'),
  createdAt: text('created_at').notNull(),
});

/** Up to when the provider's events were asked for, in seconds of its clock. */
export const paymentCursors = sqliteTable('payment_cursors', {
  id: integer().primaryKey(),
  seenUntil: integer('seen_until').notNull(),
});
