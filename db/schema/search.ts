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
    wordsFr: text('words_fr').notNull(),
    wordsEn: text('words_en').notNull(),
    wordsHash: integer('words_hash').notNull(),
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
  seq: integer().notNull(),
});

/** How far another search program has followed what is above, and who is bringing it up to date. */
export const searchRemote = sqliteTable('search_remote', {
  id: integer().primaryKey(),
  generation: integer(),
  seq: integer().notNull(),
  /** Hash of the settings that were pushed. */
  settings: text().notNull(),
  leasedUntil: text('leased_until').notNull(),
});
