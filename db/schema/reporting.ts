import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { yearSides } from '#app/domain/reporting/year-party.ts';

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

/** Figures of the latest publication that pages show, as JSON, by the version of the factors. Computed for each publication. */
export const keptFigures = sqliteTable(
  'kept_figures',
  {
    size: integer().notNull(),
    name: text().notNull(),
    rules: text().notNull(),
    value: text().notNull(),
  },
  ({ size, name, rules }) => [primaryKey({ columns: [size, name, rules] })],
);

/**
 * The tree of sums of a publication, in tiles of sixteen nodes at every fourth level: see `SumTile`. Written before the
 * publication of `size` is there; that of the latest one alone is kept.
 */
export const sumTreeTiles = sqliteTable(
  'sum_tree_tiles',
  {
    size: integer().notNull(),
    level: integer().notNull(),
    tile: integer().notNull(),
    first: text(),
    nodes: blob({ mode: 'buffer' }).notNull(),
  },
  ({ size, level, tile }) => [primaryKey({ columns: [size, level, tile] })],
);

/** Years of buyers and suppliers as their pages show them, as deflated JSON: see kept-years.server.ts. */
export const keptYears = sqliteTable(
  'kept_years',
  {
    side: text({ enum: yearSides }).notNull(),
    partyId: text('party_id').notNull(),
    year: integer().notNull(),
    version: text().notNull(),
    rules: text().notNull(),
    number: integer().notNull(),
    value: blob({ mode: 'buffer' }).notNull(),
  },
  ({ side, partyId, year }) => [primaryKey({ columns: [side, partyId, year] })],
);

/** Parties whose years are to be computed again, by triggers on the ledger's entries and on hand-overs. */
export const movedYears = sqliteTable(
  'moved_years',
  {
    side: text({ enum: yearSides }).notNull(),
    partyId: text('party_id').notNull(),
    since: text().notNull(),
    number: integer().notNull(),
  },
  ({ side, partyId }) => [primaryKey({ columns: [side, partyId] })],
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

/** Answers of a buyer about a purchase whose name says too little: `outside` of a canteen, `none` for no AGEC line. */
export const purchaseAnswers = sqliteTable(
  'purchase_answers',
  {
    orderId: text('order_id').notNull(),
    line: integer().notNull(),
    foodFamily: text('food_family'),
    agecLine: text('agec_line'),
    answeredBy: text('answered_by').notNull(),
    answeredAt: text('answered_at').notNull(),
  },
  ({ orderId, line }) => [primaryKey({ columns: [orderId, line] })],
);

/** Goods given to a public organisation on the administrations' platform, at their flat value, by year and line. */
export const declaredGifts = sqliteTable(
  'declared_gifts',
  {
    organisationId: text('organisation_id').notNull(),
    year: integer().notNull(),
    agecLine: text('agec_line').notNull(),
    cents: integer().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: text('entered_at').notNull(),
  },
  ({ organisationId, year, agecLine }) => [primaryKey({ columns: [organisationId, year, agecLine] })],
);

/** Shares of the annex of decree 2024-134 that a steward read and entered, in whole percent, from a year on. */
export const agecShares = sqliteTable(
  'agec_shares',
  {
    agecLine: text('agec_line').notNull(),
    fromYear: integer('from_year').notNull(),
    reuse: integer(),
    recycled: integer(),
    /** Article, annex, line and address of the text. */
    source: text().notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredAt: text('entered_at').notNull(),
  },
  ({ agecLine, fromYear }) => [primaryKey({ columns: [agecLine, fromYear] })],
);
