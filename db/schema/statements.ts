import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Nights on which the town published its figures: those of the ledger's first `size` entries. */
export const townPublications = sqliteTable('town_publications', {
  size: integer().primaryKey(),
  publishedAt: text('published_at').notNull(),
});
