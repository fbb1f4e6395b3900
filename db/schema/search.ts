import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { audiences } from '#app/domain/scoring/audience.ts';
import type { BySource, Locale } from '#app/domain/shared/locale.ts';

/** One row per offer and generation, loaded by the embedded engine; a removed offer stays as a mark for followers. */
export const searchDocuments = sqliteTable(
  'search_documents',
  {
    generation: integer().notNull(),
    id: integer().notNull(),
    /** Grows with each change: a process reads the rows beyond its own position. */
    seq: integer().notNull(),
    removed: integer({ mode: 'boolean' }).notNull().default(false),
    category: text().notNull(),
    kind: text().notNull(),
    supplier: text().notNull(),
    priceCents: integer('price_cents').notNull(),
    grossCents: integer('gross_cents').notNull(),
    leadDays: integer('lead_days').notNull(),
    inStock: integer('in_stock', { mode: 'boolean' }).notNull(),
    /** By language. */
    names: text({ mode: 'json' }).$type<BySource<string>>().notNull(),
    /** Analysed terms by language: those of the name, a bar, the others. */
    terms: text({ mode: 'json' }).$type<BySource<string>>().notNull(),
    termsHash: integer('terms_hash').notNull(),
    /** Hash of the offer's part of the document: equal ones keep their number through a rebuild. */
    content: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.generation, table.id] })],
);

/** Data shared by all offers of a supplier, as JSON. */
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

/** The generation in use, the one being built beside it, and the last change. */
export const searchState = sqliteTable('search_state', {
  id: integer().primaryKey(),
  generation: integer().notNull(),
  building: integer(),
  /** The last generation number given: none is used twice. */
  lastGeneration: integer('last_generation').notNull(),
  seq: integer().notNull(),
  /** The time at which the rebuild in use began to read the offers. */
  builtAt: text('built_at'),
  /** A process that has read up to this number or further needs only the changes past it, in whatever generation. */
  followableFrom: integer('followable_from').notNull(),
  /** Moved by triggers, with what decides beside bookings when offers can be had: what is kept of searches by day counts while it stands. */
  timesSeq: integer('times_seq').notNull().default(0),
});

/** How far another search engine has followed these tables, and the process that is updating it. */
export const searchRemote = sqliteTable('search_remote', {
  id: integer().primaryKey(),
  generation: integer(),
  seq: integer().notNull(),
  /** Hash of the pushed settings. */
  settings: text().notNull(),
  /** The last time that everything was brought. */
  fill: text().notNull(),
  leasedBy: text('leased_by').notNull(),
  leasedUntil: text('leased_until').notNull(),
});

/** A saved search; `search` is its query string, parsed again at each use. */
export const searchSaved = sqliteTable('search_saved', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  search: text().notNull(),
  locale: text().$type<Locale>().notNull(),
  audience: text({ enum: audiences }).notNull(),
  /** The place from which distances are measured. */
  insee: text().notNull(),
  mail: integer({ mode: 'boolean' }).notNull().default(true),
  createdAt: text('created_at').notNull(),
  /** The day of the last check for new offers. */
  checkedOn: text('checked_on').notNull(),
  /** Set by a removal that can still be undone. */
  removedAt: text('removed_at'),
});

/** Offers that a saved search has already found: any other offer is new. */
export const searchKnown = sqliteTable(
  'search_known',
  {
    savedId: text('saved_id').notNull(),
    offerId: integer('offer_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.savedId, table.offerId] })],
);

/** Searches of a month (YYYY-MM in the town) without an answer, each with the number of people as far as it is sure. */
export const unansweredSearches = sqliteTable(
  'unanswered_searches',
  {
    month: text().notNull(),
    /** The thing that was meant with its conditions, or the hash of words. */
    subject: text().notNull(),
    people: integer().notNull(),
    /** The words; null of a thing, and of words until enough people have searched for them. */
    text: text(),
  },
  (table) => [primaryKey({ columns: [table.month, table.subject] })],
);

/** The cells into which the people of a search fell, by the hash of who they are under the month's salt. */
export const unansweredPeople = sqliteTable(
  'unanswered_people',
  {
    month: text().notNull(),
    subject: text().notNull(),
    cell: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.subject, table.cell] })],
);

export const unansweredSalts = sqliteTable('unanswered_salts', {
  month: text().primaryKey(),
  salt: blob({ mode: 'buffer' }).notNull(),
});
