import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OfferComparison } from '#app/domain/buying/comparison.ts';
import { budgetAccounts, budgetBases } from '#app/domain/buying/cost-centre.ts';
import type { ListAnswer, ListExplanation } from '#app/domain/buying/list-answer.ts';
import { type BuyingLine, listChangers } from '#app/domain/buying/list-line.ts';
import type { PolicyRule } from '#app/domain/buying/purchase-policy.ts';
import {
  type PeopleThen,
  type RequestDelivery,
  type RequestSnapshot,
  requestEventKinds,
} from '#app/domain/buying/purchase-request.ts';
import { requestStates, verdictKinds } from '#app/domain/buying/request-fold.ts';
import type { RequestClause } from '#app/domain/buying/request-seats.ts';
import type { RequestPrices } from '#app/domain/buying/request-total.ts';

/** A named list of a person, or of the organisation that it names. Its lines are written together. */
export const buyingLists = sqliteTable('buying_lists', {
  id: text().primaryKey(),
  /** Whose it is, or who made it for the organisation; null once that person is erased. */
  userId: text('user_id'),
  organisationId: text('organisation_id'),
  name: text().notNull(),
  /** The list that "keep" on a card adds to; one for each person. */
  isFavourites: integer('is_favourites', { mode: 'boolean' }).notNull().default(false),
  /** The role in the organisation that may change it. */
  changedBy: text('changed_by', { enum: listChangers }).notNull(),
  lines: text({ mode: 'json' }).$type<BuyingLine[]>().notNull(),
  createdAt: text('created_at').notNull(),
  updatedAt: text('updated_at').notNull(),
  /** Set by a removal that can still be undone. */
  removedAt: text('removed_at'),
});

/** A note of choice: what was compared, with its figures of that day, what was chosen and why. */
export const buyingNotes = sqliteTable('buying_notes', {
  id: text().primaryKey(),
  userId: text('user_id'),
  organisationId: text('organisation_id'),
  /** The order that it became part of. */
  orderId: text('order_id'),
  offerId: integer('offer_id').notNull(),
  comparison: text({ mode: 'json' }).$type<OfferComparison>().notNull(),
  reason: text().notNull(),
  createdAt: text('created_at').notNull(),
});

/** Cost centres of an organisation, for which its people order. */
export const costCentres = sqliteTable('cost_centres', {
  id: text().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  code: text().notNull(),
  name: text().notNull(),
  basis: text({ enum: budgetBases }).notNull(),
  createdAt: text('created_at').notNull(),
  closedAt: text('closed_at'),
});

/** Moves between the accounts of a budget. Never changed, save that an erased person is no longer named. */
export const budgetMoves = sqliteTable('budget_moves', {
  id: integer().primaryKey(),
  key: text().notNull(),
  costCentreId: text('cost_centre_id').notNull(),
  year: integer().notNull(),
  fromAccount: text('from_account', { enum: budgetAccounts }).notNull(),
  toAccount: text('to_account', { enum: budgetAccounts }).notNull(),
  cents: integer().notNull(),
  /** The order or the request that holds it; empty for an allocation. */
  reference: text().notNull(),
  reason: text().notNull(),
  movedBy: text('moved_by'),
  at: text().notNull(),
});

/** Sums of the moves, which a trigger keeps beside them. */
export const budgetBalances = sqliteTable(
  'budget_balances',
  {
    costCentreId: text('cost_centre_id').notNull(),
    year: integer().notNull(),
    allocatedCents: integer('allocated_cents').notNull(),
    reservedCents: integer('reserved_cents').notNull(),
    committedCents: integer('committed_cents').notNull(),
    spentCents: integer('spent_cents').notNull(),
    freeCents: integer('free_cents').notNull(),
  },
  (table) => [primaryKey({ columns: [table.costCentreId, table.year] })],
);

/** The answer of the solver for a list, by the hash of its question. */
export const buyingPlans = sqliteTable('buying_plans', {
  key: text().primaryKey(),
  answer: text({ mode: 'json' }).$type<ListAnswer>().notNull(),
  /** The costs of wishes, or those to drop; worked out after the answer. */
  explanation: text({ mode: 'json' }).$type<ListExplanation>(),
  madeAt: text('made_at').notNull(),
});

/** Versions of the rules under which an organisation's people buy. Never changed: a request names its version. */
export const purchasePolicies = sqliteTable('purchase_policies', {
  id: text().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  version: integer().notNull(),
  rules: text({ mode: 'json' }).$type<PolicyRule[]>().notNull(),
  tolerancePermille: integer('tolerance_permille').notNull(),
  toleranceCents: integer('tolerance_cents').notNull(),
  madeBy: text('made_by').notNull(),
  at: text().notNull(),
});

/** Delegates of an organisation's people, from a moment until before another; one at a time. */
export const purchaseDelegations = sqliteTable('purchase_delegations', {
  id: text().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  person: text().notNull(),
  toPerson: text('to_person').notNull(),
  fromAt: text('from_at').notNull(),
  untilAt: text('until_at').notNull(),
});

/** Requests as they were submitted. `state`, `totalCents`, `waitingFor` and `nextAt` are kept copies of what is read from the events. */
export const purchaseRequests = sqliteTable('purchase_requests', {
  id: text().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  requesterId: text('requester_id').notNull(),
  policyId: text('policy_id'),
  costCentreId: text('cost_centre_id'),
  /** The request that this one takes the place of. */
  fromRequest: text('from_request'),
  snapshot: text({ mode: 'json' }).$type<RequestSnapshot>().notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
  clauses: text({ mode: 'json' }).$type<RequestClause[]>().notNull(),
  /** Sentences of the rules that only note. */
  notes: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Emptied with the requester's erasure. */
  delivery: text({ mode: 'json' }).$type<RequestDelivery>(),
  reason: text().notNull(),
  submittedAt: text('submitted_at').notNull(),
  state: text({ enum: requestStates }).notNull(),
  totalCents: integer('total_cents').notNull(),
  waitingFor: text('waiting_for', { mode: 'json' }).$type<string[]>().notNull(),
  nextAt: text('next_at'),
  /** The order that was made of it last. */
  orderId: text('order_id'),
});

/** All that happened to requests, in the order in which it did. Never changed, save that an erased person's reasons are emptied. */
export const purchaseEvents = sqliteTable('purchase_events', {
  id: integer().primaryKey(),
  requestId: text('request_id').notNull(),
  kind: text({ enum: requestEventKinds }).notNull(),
  person: text().notNull(),
  verdict: text({ enum: verdictKinds }),
  lines: text({ mode: 'json' }).$type<string[]>().notNull(),
  prices: text({ mode: 'json' }).$type<RequestPrices>(),
  /** Members and delegations at that moment. */
  people: text({ mode: 'json' }).$type<PeopleThen>().notNull(),
  reason: text().notNull(),
  at: text().notNull(),
});
