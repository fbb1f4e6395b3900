import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { claimStates } from '#app/domain/settlement/lending-claim.ts';

/** A sum that a lender asks for after inspecting a lent thing: the price of being late, and a damage up to the deposit. */
export const lendingClaims = sqliteTable('lending_claims', {
  id: text().primaryKey(),
  span: text().notNull(),
  orderId: text('order_id').notNull(),
  line: integer().notNull(),
  supplierId: text('supplier_id').notNull(),
  /** The price of being late excl. VAT, and its VAT at the rate of the line. */
  lateHtCents: integer('late_ht_cents').notNull(),
  lateVatCents: integer('late_vat_cents').notNull(),
  vatBasisPoints: integer('vat_basis_points').notNull(),
  /** A compensation, outside VAT; never above the deposit that the order kept. */
  damageCents: integer('damage_cents').notNull(),
  depositCents: integer('deposit_cents').notNull(),
  /** The words of the lender, and those of a buyer who contests. */
  reason: text().notNull(),
  reply: text().notNull().default(''),
  state: text({ enum: claimStates }).notNull(),
  openedAt: text('opened_at').notNull(),
  /** Until then it can be contested. */
  answerBy: text('answer_by').notNull(),
  closedAt: text('closed_at'),
});
