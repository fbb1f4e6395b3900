import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Publications of the town's figures, by the size the ledger had. `hidden`: the columns each row does not show, as
 * JSON; `seed`: what the leaves of its sum tree are blinded with, known to the house alone.
 */
export const townPublications = sqliteTable('town_publications', {
  size: integer().primaryKey(),
  publishedAt: text('published_at').notNull(),
  hidden: text().notNull(),
  seed: blob({ mode: 'buffer' }).notNull(),
});

/**
 * Entries of the ledger (order lines and reversals) with the publication that took them and the rows they count in.
 * An empty row: they count in the town's total alone.
 */
export const publishedEntries = sqliteTable('published_entries', {
  idx: integer().primaryKey(),
  size: integer().notNull(),
  category: text().notNull(),
  month: text().notNull(),
  paidMonth: text('paid_month').notNull(),
  soldIn: text('sold_in').notNull(),
  boughtIn: text('bought_in').notNull(),
});

/** The files of each publication, as they were hashed into the ledger. */
export const publishedFiles = sqliteTable(
  'published_files',
  {
    size: integer().notNull(),
    name: text().notNull(),
    data: text().notNull(),
  },
  ({ size, name }) => [primaryKey({ columns: [size, name] })],
);

/** Versions of the factors published by stewards: the text whose SHA-256 is in the ledger. */
export const factorPublications = sqliteTable('factor_publications', {
  ref: text().primaryKey(),
  data: text().notNull(),
  publishedAt: text('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
});

/** One number that moves with every row that a public page shows, by triggers on the tables of public-tables.ts. */
export const publicVersion = sqliteTable('public_version', {
  id: integer().primaryKey(),
  number: integer().notNull(),
});
