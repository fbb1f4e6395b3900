import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row an offer and generation, as the embedded engine loads it; a removed one stays as a mark for those who follow. */
export const searchDocuments = sqliteTable(
  'search_documents',
  {
    generation: integer().notNull(),
    id: integer().notNull(),
    /** Moves with each change: every process reads what is past its own. */
    seq: integer().notNull(),
    removed: integer({ mode: 'boolean' }).notNull().default(false),
    category: text().notNull(),
    kind: text().notNull(),
    supplier: text().notNull(),
    priceCents: integer('price_cents').notNull(),
    leadDays: integer('lead_days').notNull(),
    inStock: integer('in_stock', { mode: 'boolean' }).notNull(),
    nameFr: text('name_fr').notNull(),
    nameEn: text('name_en').notNull(),
    /** Analysed words: those of the name, a bar, the others. */
    termsFr: text('words_fr').notNull(),
    termsEn: text('words_en').notNull(),
    termsHash: integer('words_hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.generation, table.id] })],
);

/** What all offers of a supplier share, as JSON. */
export const searchSellers = sqliteTable(
  'search_sellers',
  {
    generation: integer().notNull(),
    supplier: text().notNull(),
    seq: integer().notNull(),
    body: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.generation, table.supplier] })],
);

/** The generation that is read, the one being built beside it, and the last change. */
export const searchState = sqliteTable('search_state', {
  id: integer().primaryKey(),
  generation: integer().notNull(),
  building: integer(),
  /** The last number given to a generation: none is used twice. */
  lastGeneration: integer('last_generation').notNull(),
  seq: integer().notNull(),
  /** When the rebuild that is read began to read the offers. */
  builtAt: text('built_at'),
});

/** How far another search program has followed what is above, and who is bringing it up to date. */
export const searchRemote = sqliteTable('search_remote', {
  id: integer().primaryKey(),
  generation: integer(),
  seq: integer().notNull(),
  /** Hash of the settings that were pushed. */
  settings: text().notNull(),
  leasedBy: text('leased_by').notNull(),
  leasedUntil: text('leased_until').notNull(),
});

/** A search that somebody keeps; `search` is its address, read again each time it is asked. */
export const searchSaved = sqliteTable('search_saved', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  search: text().notNull(),
  locale: text({ enum: ['fr', 'en'] }).notNull(),
  audience: text({ enum: ['professional', 'consumer'] }).notNull(),
  /** The place distances were measured from. */
  insee: text().notNull(),
  mail: integer({ mode: 'boolean' }).notNull().default(true),
  createdAt: text('created_at').notNull(),
  /** The day it was last asked for news. */
  checkedOn: text('checked_on').notNull(),
  /** Set by a removal that can still be undone. */
  removedAt: text('removed_at'),
});

/** Offers that a saved search has found before: what is not here is news. */
export const searchKnown = sqliteTable(
  'search_known',
  {
    savedId: text('saved_id').notNull(),
    offerId: integer('offer_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.savedId, table.offerId] })],
);
