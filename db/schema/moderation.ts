import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const queueAssignments = sqliteTable('desk_assignments', {
  /** `kind:id` of an item in the queue. */
  item: text().primaryKey(),
  userId: text('user_id').notNull(),
  at: text().notNull(),
});

/** A criterion that changed by more than thirty points at once, for a steward to check. */
export const scoreJumps = sqliteTable('desk_jumps', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  evidenceId: text('evidence_id').notNull(),
  pointsBefore: integer('points_before').notNull(),
  pointsAfter: integer('points_after').notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
});

export const evidenceRechecks = sqliteTable('desk_rechecks', {
  id: text().primaryKey(),
  quarter: text().notNull(),
  factId: text('fact_id').notNull(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  drawnAt: text('drawn_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  upheld: integer({ mode: 'boolean' }),
  reason: text(),
});

/** One draw per quarter; the seed and the pool reproduce it. */
export const recheckDraws = sqliteTable('desk_draws', {
  quarter: text().primaryKey(),
  seed: text().notNull(),
  drawnAt: text('drawn_at').notNull(),
  pool: integer().notNull(),
  drawn: integer().notNull(),
});
