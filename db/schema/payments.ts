import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  type AccountBody,
  type CaseFacts,
  caseReasons,
  disputeStates,
  refundStates,
  sessionStates,
  type TransferShare,
  transferStates,
} from '#app/domain/payments/payment.ts';
import { packedJson } from '#db/packed.ts';

export const paymentSessions = sqliteTable('payment_sessions', {
  id: text().primaryKey(),
  /** The object paid for. The payments room knows an order only by this reference. */
  reference: text().notNull(),
  amountCents: integer('amount_cents').notNull(),
  currency: text().notNull(),
  url: text().notNull(),
  state: text({ enum: sessionStates }).notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  /** The charge that transfers draw on, once the session is paid. */
  chargeId: text('charge_id'),
  /** The provider's fee for the charge; null until the provider has settled it. */
  feeCents: integer('fee_cents'),
});

export const paymentEvents = sqliteTable('payment_events', {
  id: text().primaryKey(),
  type: text().notNull(),
  sessionId: text('session_id').notNull(),
  receivedAt: text('received_at').notNull(),
});

/**
 * Cases that only a person can resolve: an authentic event that does not match, a payment after the stock was
 * released.
 */
export const paymentCases = sqliteTable('payment_cases', {
  id: text().primaryKey(),
  /** The session, refund, transfer or dispute concerned. */
  subject: text().notNull(),
  reference: text(),
  reason: text({ enum: caseReasons }).notNull(),
  facts: text({ mode: 'json' }).$type<CaseFacts>().notNull(),
  openedAt: text('opened_at').notNull(),
  closedAt: text('closed_at'),
  closedBy: text('closed_by'),
});

export const paymentRefunds = sqliteTable('payment_refunds', {
  id: text().primaryKey(),
  reference: text().notNull(),
  amountCents: integer('amount_cents').notNull(),
  reason: text().notNull(),
  state: text({ enum: refundStates }).notNull(),
  attempt: integer().notNull().default(0),
  providerId: text('provider_id'),
  createdAt: text('created_at').notNull(),
  /** The refunded payment, if it is not the one that the order took. */
  sessionId: text('session_id'),
  /** How often the buyer's bank returned it. */
  returned: integer().notNull().default(0),
});

/** Time until which the provider's events have been polled, in seconds of its clock. */
export const paymentCursors = sqliteTable('payment_cursors', {
  id: integer().primaryKey(),
  seenUntil: integer('seen_until').notNull(),
});

/** Payees, their account at the provider, and the data that the provider still needs. */
export const paymentAccounts = sqliteTable('payment_accounts', {
  party: text().primaryKey(),
  accountId: text('account_id').notNull(),
  submitted: integer({ mode: 'boolean' }).notNull(),
  transfers: integer({ mode: 'boolean' }).notNull(),
  payouts: integer({ mode: 'boolean' }).notNull(),
  due: text({ mode: 'json' }).$type<string[]>().notNull(),
  disabledReason: text('disabled_reason'),
  seenAt: text('seen_at').notNull(),
});

/** The request for a payee's account, with the key and the body under which it was first asked for. */
export const paymentAccountRequests = sqliteTable('payment_account_requests', {
  party: text().primaryKey(),
  idempotencyKey: text('idempotency_key').notNull(),
  body: text({ mode: 'json' }).$type<AccountBody>().notNull(),
  createdAt: text('created_at').notNull(),
});

/**
 * Money to a party's account, or (`reverses`) back from it. `waiting`: refused by the provider; retried as a new
 * request.
 */
export const paymentTransfers = sqliteTable('payment_transfers', {
  id: text().primaryKey(),
  reference: text().notNull(),
  party: text().notNull(),
  reverses: text(),
  amountCents: integer('amount_cents').notNull(),
  split: packedJson<TransferShare[]>('shares')().notNull(),
  chargeId: text('charge_id'),
  state: text({ enum: transferStates }).notNull(),
  attempt: integer().notNull().default(0),
  providerId: text('provider_id'),
  refusal: text(),
  createdAt: text('created_at').notNull(),
  doneAt: text('done_at'),
});

/** Movements of the provider's account as they were last read; times in seconds since 1970, `seen` that of the reading. */
export const paymentMovements = sqliteTable('payment_movements', {
  id: text().primaryKey(),
  source: text(),
  reference: text().notNull(),
  netCents: integer('net_cents').notNull(),
  created: integer().notNull(),
  seen: integer().notNull(),
});

/** A dispute: the buyer's bank withdraws a payment until it is decided. */
export const paymentDisputes = sqliteTable('payment_disputes', {
  id: text().primaryKey(),
  reference: text().notNull(),
  amountCents: integer('amount_cents').notNull(),
  reason: text().notNull(),
  state: text({ enum: disputeStates }).notNull(),
  /** The provider's own word for its state. */
  status: text().notNull(),
  /** An inquiry: no money moved yet, and a refund ends it. */
  refundable: integer({ mode: 'boolean' }).notNull(),
  /** Cents of the loss that suppliers bear now; zero again when it is undone. */
  borneCents: integer('borne_cents').notNull().default(0),
  dueBy: text('due_by'),
  openedAt: text('opened_at').notNull(),
  closedAt: text('closed_at'),
});
