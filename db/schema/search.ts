import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** One row an offer, as the embedded engine filters and sorts it. The words are in the FTS5 table search_words. */
export const searchDocuments = sqliteTable('search_documents', {
  id: integer().primaryKey(),
  category: text().notNull(),
  kind: text().notNull(),
  supplier: text().notNull(),
  eco: real().notNull(),
  soc: real().notNull(),
  env: real().notNull(),
  score: real().notNull(),
  evidence: integer().notNull(),
  lat: real().notNull(),
  lon: real().notNull(),
  priceCents: integer('price_cents').notNull(),
  inStock: integer('in_stock', { mode: 'boolean' }).notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
});

/** `version` moves with each applied change, so that every process knows when its columns are stale. */
export const searchState = sqliteTable('search_state', { id: integer().primaryKey(), version: integer().notNull() });
