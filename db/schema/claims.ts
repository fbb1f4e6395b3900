import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ClaimEvidence, ClaimKind } from '#app/domain/claims/claim-kinds.ts';
import { pendingFields, pendingTextStates } from '#app/domain/claims/pending-text.ts';

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
