import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const offers = sqliteTable('offers', {
  id: integer().primaryKey(),
  slug: text().notNull(),
  supplierId: text('supplier_id').notNull(),
  category: text().notNull(),
  kind: text({ enum: ['new', 'reused', 'repaired', 'rental', 'service', 'by-product'] }).notNull(),
  nameFr: text('name_fr').notNull(),
  nameEn: text('name_en').notNull(),
  descriptionFr: text('description_fr').notNull(),
  descriptionEn: text('description_en').notNull(),
  /** Excl. VAT, for one pack: what the basket counts. */
  priceCents: integer('price_cents').notNull(),
  vatBasisPoints: integer('vat_basis_points').notNull(),
  unit: text().notNull(),
  /** Units in one pack. */
  packSize: integer('pack_size').notNull(),
  /** Of one pack. */
  massGrams: integer('mass_grams').notNull(),
  /** Packs; null when made to order. */
  stock: integer(),
  leadDays: integer('lead_days').notNull(),
  depositCents: integer('deposit_cents'),
  scenario: text({ mode: 'json' }).$type<{ kind: string } & Record<string, string>>(),
  /** How many of the reference's unit one pack stands for. */
  referenceUnits: integer('reference_units').notNull(),
  agec58: text(),
  egalim: text({ enum: ['organic', 'other-quality', 'none'] }),
  /** Returnable crates, bottles or boxes lent with one pack. */
  lentUnits: integer('lent_units').notNull(),
  status: text({ enum: ['live', 'archived'] }).notNull(),
  createdAt: text('created_at').notNull(),
});
