import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  claimReportStates,
  evidenceKinds,
  evidenceStates,
  peerVisitStates,
  recordedSteps,
  seedSources,
  type VisitFinding,
} from '#app/domain/evidence/evidence.ts';
import type { QuantitySheet } from '#app/domain/scoring/criterion-quantities.ts';
import { provenLevels } from '#app/domain/shared/evidence-level.ts';

/** Evidence that was submitted, and the decision on it. The resulting fact is in supplier_facts. */
export const evidence = sqliteTable('evidence', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  value: real().notNull(),
  state: text({ enum: evidenceStates }).notNull(),
  kind: text({ enum: evidenceKinds }).notNull(),
  askedLevel: text('asked_level', { enum: provenLevels }).notNull(),
  level: text({ enum: provenLevels }),
  datedOn: text('dated_on').notNull(),
  title: text().notNull(),
  link: text(),
  /** The raw quantities that the value was computed from; null when the criterion asks for a level, or a visit saw it. */
  sheet: text({ mode: 'json' }).$type<QuantitySheet>(),
  /** Files that are kept: 0 again once they were erased. */
  fileCount: integer('file_count').notNull().default(0),
  filePublic: integer('file_public', { mode: 'boolean' }).notNull().default(false),
  factId: text('fact_id'),
  submittedBy: text('submitted_by').notNull(),
  submittedAt: text('submitted_at').notNull(),
  /** The first of two stewards, if two are needed. */
  firstAcceptBy: text('first_accept_by'),
  firstAcceptLevel: text('first_accept_level', { enum: provenLevels }),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
});

/** The files of a submission, in the order in which they were handed in. */
export const evidenceFiles = sqliteTable('evidence_files', {
  id: text().primaryKey(),
  evidenceId: text('evidence_id').notNull(),
  position: integer().notNull(),
  fileKey: text('file_key').notNull(),
  fileName: text('file_name').notNull(),
  fileType: text('file_type').notNull(),
  fileBytes: integer('file_bytes').notNull(),
  fileSha256: text('file_sha256').notNull(),
});

/** Each step with actor and time; append-only. */
export const evidenceSteps = sqliteTable('evidence_steps', {
  id: integer().primaryKey(),
  evidenceId: text('evidence_id').notNull(),
  at: text().notNull(),
  actor: text().notNull(),
  step: text({
    enum: recordedSteps,
  }).notNull(),
  reason: text(),
});

export const peerVisits = sqliteTable('peer_visits', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  state: text({ enum: peerVisitStates }).notNull(),
  /** Criterion -> the value that the supplier declares and the visitors check. */
  criteria: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
  plannedOn: text('planned_on'),
  createdBy: text('created_by').notNull(),
  createdAt: text('created_at').notNull(),
  signedAt: text('signed_at'),
});

/** A peer visit has three visitors: two for other suppliers; one without a supplier, who is a buyer. */
export const peerVisitors = sqliteTable(
  'peer_visitors',
  {
    visitId: text('visit_id').notNull(),
    userId: text('user_id').notNull(),
    forSupplier: text('for_supplier'),
    agreedAt: text('agreed_at'),
    declinedAt: text('declined_at'),
    /** Criterion -> the visitor's observation. */
    grid: text({ mode: 'json' }).$type<Record<string, VisitFinding>>(),
    signedAt: text('signed_at'),
  },
  (t) => [primaryKey({ columns: [t.visitId, t.userId] })],
);

export const claimReports = sqliteTable('claim_reports', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  reporter: text().notNull(),
  text: text().notNull(),
  at: text().notNull(),
  state: text({ enum: claimReportStates }).notNull(),
  upheld: integer({ mode: 'boolean' }),
  answer: text(),
  answeredBy: text('answered_by'),
  answeredAt: text('answered_at'),
});

/** The supplier's reply under a criterion. */
export const claimReplies = sqliteTable('claim_replies', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  author: text().notNull(),
  text: text().notNull(),
  at: text().notNull(),
});

/** A criterion that changed by more than thirty points at once, for a steward to check. */
export const scoreJumps = sqliteTable('score_jumps', {
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

export const evidenceRechecks = sqliteTable('evidence_rechecks', {
  id: text().primaryKey(),
  quarter: text().notNull(),
  factId: text('fact_id').notNull(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  drawnAt: text('drawn_at').notNull(),
  /** The last day for the supplier to hand the piece in. */
  dueOn: text('due_on').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  upheld: integer({ mode: 'boolean' }),
  reason: text(),
});

/** One draw per quarter: announced with its pool, and done with the first signature of `seed_by` after `after`. */
export const recheckDraws = sqliteTable('recheck_draws', {
  quarter: text().primaryKey(),
  announcedAt: text('announced_at').notNull(),
  after: text().notNull(),
  /** Ids of the facts that can be drawn, in order. */
  pool: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** How many of them will be drawn. */
  size: integer().notNull(),
  /** Whose signature makes the seed: a witness's, or the ledger's own where the town has no witness. */
  seedBy: text('seed_by', { enum: seedSources }).notNull(),
  cosignature: text(),
  /** SHA-256 of the cosignature's line, in hex. */
  seed: text(),
  drawnAt: text('drawn_at'),
});
