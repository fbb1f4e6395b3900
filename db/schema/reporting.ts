import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Publications of the town's figures: each covers the ledger's first `size` entries. */
export const townPublications = sqliteTable('town_publications', {
  size: integer().primaryKey(),
  publishedAt: text('published_at').notNull(),
});

/** Versions of the factors published by stewards: the text whose SHA-256 is in the ledger. */
export const factorPublications = sqliteTable('factor_publications', {
  ref: text().primaryKey(),
  data: text().notNull(),
  publishedAt: text('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
});
