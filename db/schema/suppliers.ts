import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const suppliers = sqliteTable('suppliers', {
  id: text().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  trade: text().notNull(),
  headlineFr: text('headline_fr').notNull(),
  headlineEn: text('headline_en').notNull(),
  storyFr: text('story_fr').notNull(),
  storyEn: text('story_en').notNull(),
  legalName: text('legal_name').notNull(),
  legalForm: text('legal_form').notNull(),
  siren: text().notNull(),
  siret: text().notNull(),
  vatNumber: text('vat_number'),
  vatRegime: text('vat_regime', { enum: ['standard', 'franchise', 'margin'] }).notNull(),
  email: text().notNull(),
  phone: text().notNull(),
  address: text().notNull(),
  insee: text().notNull(),
  lat: real().notNull(),
  lon: real().notNull(),
  headcount: real(),
  inclusiveMinutes: integer('inclusive_minutes'),
  resourcesCents: integer('resources_cents'),
  deliveryMode: text('delivery_mode').notNull(),
  /** Weekdays of the shared round, ISO numbers (1 = Monday). */
  deliveryDays: text('delivery_days', { mode: 'json' }).$type<number[]>().notNull(),
  sharedFeeCents: integer('shared_fee_cents'),
  dedicatedFeeCents: integer('dedicated_fee_cents'),
  pickup: integer({ mode: 'boolean' }).notNull(),
  minimumOrderCents: integer('minimum_order_cents').notNull(),
  status: text({ enum: ['live', 'suspended'] }).notNull(),
  createdAt: text('created_at').notNull(),
});

export const supplierFacts = sqliteTable('supplier_facts', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  value: real().notNull(),
  level: text({ enum: ['L1', 'L2', 'L2P', 'L3', 'L4'] }).notNull(),
  datedOn: text('dated_on').notNull(),
  documentFr: text('document_fr').notNull(),
  documentEn: text('document_en').notNull(),
  checkedBy: text('checked_by'),
  recordedAt: text('recorded_at').notNull(),
  retiredAt: text('retired_at'),
});

export const supplierExemptions = sqliteTable(
  'supplier_exemptions',
  { supplierId: text('supplier_id').notNull(), criterionId: text('criterion_id').notNull(), reason: text().notNull() },
  (t) => [primaryKey({ columns: [t.supplierId, t.criterionId] })],
);

export const supplierLabels = sqliteTable(
  'supplier_labels',
  {
    supplierId: text('supplier_id').notNull(),
    label: text().notNull(),
    certifier: text().notNull(),
    validUntil: text('valid_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.label] })],
);
