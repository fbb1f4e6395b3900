import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClaimEvidence, ClaimKind, FigureDifference } from '#app/domain/claims/claim-kinds.ts';
import { judgedPlaces, pendingFields, pendingTextStates } from '#app/domain/claims/pending-text.ts';

/** Texts of sellers that wait for a steward or were refused, and the decisions on them. */
export const pendingTexts = sqliteTable('pending_texts', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  /** Null for a text of the supplier itself. */
  offerId: integer('offer_id'),
  /** The picture whose alternative text it is. */
  imageId: text('image_id'),
  field: text({ enum: pendingFields }).notNull(),
  text: text().notNull(),
  state: text({ enum: pendingTextStates }).notNull(),
  kinds: text({ mode: 'json' }).$type<ClaimKind[]>().notNull(),
  /** The words found, in their own spelling. */
  found: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Evidence that would carry a fact which the text states. */
  evidence: text({ mode: 'json' }).$type<ClaimEvidence[]>().notNull(),
  /** Figures that what is on file contradicts. */
  differences: text({ mode: 'json' }).$type<FigureDifference[]>().notNull().default([]),
  /** A text that is shown and that newer rules would not let pass; it stays until a steward decides. */
  isLive: integer('is_live', { mode: 'boolean' }).notNull().default(false),
  /** The version of the rules that judged it. */
  rules: text().notNull(),
  /** Why it is no claim, in the seller's words. */
  note: text(),
  typedBy: text('typed_by').notNull(),
  typedAt: text('typed_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
});

/** The live texts judged again by each version of the rules: how far it came, in slices. */
export const claimRuleRuns = sqliteTable('claim_rule_runs', {
  rules: text().primaryKey(),
  place: text({ enum: judgedPlaces }).notNull(),
  /** The last id that was judged there. */
  after: text().notNull(),
  judged: integer().notNull(),
  waiting: integer().notNull(),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at'),
});
