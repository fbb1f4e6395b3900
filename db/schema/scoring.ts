import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';

/** Today's score, stored so that lists need not compute it; recomputed when facts or the day change. */
export const supplierScores = sqliteTable('supplier_scores', {
  supplierId: text('supplier_id').primaryKey(),
  method: text().notNull(),
  asOf: text('as_of').notNull(),
  proven: real().notNull(),
  declared: real().notNull(),
  coverage: real().notNull(),
  evidence: real().notNull(),
  documented: integer().notNull(),
  /** Documented criteria whose evidence was looked at or measured. */
  reviewed: integer().notNull(),
  applicable: integer().notNull(),
  pillars: text({ mode: 'json' })
    .$type<
      Record<
        'eco' | 'soc' | 'env',
        { proven: number; declared: number; coverage: number; documented: number; applicable: number }
      >
    >()
    .notNull(),
  /** Ids of the criteria proven well, and of those without evidence, each by what they count. */
  strengths: text({ mode: 'json' }).$type<string[]>().notNull(),
  unknowns: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Highest evidence level among the documented criteria. */
  bestLevel: text('best_level').$type<EvidenceLevel>().notNull(),
});

/** The scores of all live suppliers, counted: one row, from which lists tell a supplier's rank. */
export const townScores = sqliteTable('town_scores', {
  id: integer().primaryKey(),
  suppliers: integer().notNull(),
  median: integer().notNull(),
  /** How many suppliers prove each score of 0 to 100. */
  proven: text({ mode: 'json' }).$type<number[]>().notNull(),
});

/** The leaves of each night's Merkle tree of scores: canonical JSON with a salt. */
export const scoreLeaves = sqliteTable(
  'score_leaves',
  {
    asOf: text('as_of').notNull(),
    position: integer().notNull(),
    supplierId: text('supplier_id').notNull(),
    leaf: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.asOf, t.position] })],
);

/** Times at which versions of the method were activated. */
export const methodPublications = sqliteTable('method_publications', {
  ref: text().primaryKey(),
  publishedAt: text('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
  previous: text(),
});
