import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OfferComparison } from '#app/domain/buying/comparison.ts';
import { type BuyingLine, listChangers } from '#app/domain/buying/list-line.ts';

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
