import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Category } from '#app/domain/catalogue/offer.ts';
import type { Mode } from '#app/domain/impact/terms.ts';
import { provenLevels } from '#app/domain/shared/evidence-level.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { decisionVerbs, proposalOutcomes } from '#app/domain/suppliers/decision.ts';
import { type IdentityChanges, identityOutcomes } from '#app/domain/suppliers/identity-columns.ts';
import { recordedLifeSteps, supplierStates } from '#app/domain/suppliers/lifecycle.ts';
import {
  checkStates,
  registryOutcomes,
  signatureEndings,
  supplierRoles,
  type TranslatedColumn,
  vatChangeStates,
  vatRegimes,
} from '#app/domain/suppliers/supplier.ts';

/** Weekday (ISO, 1 = Monday) and hours as HH:MM, by the town's clock. */
export type Opening = { day: number; from: string; to: string };
export type PickupPoint = { name: string; address: string; insee: string; hours: string };
/** Both days included, YYYY-MM-DD. */
export type Closure = { from: string; to: string };
/**
 * A producer's registration number with an eco-organisation, by scheme ("papiers graphiques", "éléments
 * d'ameublement"...).
 */
export type EprId = { scheme: string; number: string };

export const suppliers = sqliteTable('suppliers', {
  id: text().primaryKey(),
  slug: text().notNull(),
  name: text().notNull(),
  trade: text().$type<Category>().notNull(),
  headline: text({ mode: 'json' }).$type<SourceText>().notNull(),
  story: text({ mode: 'json' }).$type<SourceText>().notNull(),
  legalName: text('legal_name').notNull(),
  legalForm: text('legal_form').notNull(),
  siren: text().notNull(),
  siret: text().notNull(),
  vatNumber: text('vat_number'),
  vatRegime: text('vat_regime', { enum: vatRegimes }).notNull(),
  email: text().notNull(),
  phone: text().notNull(),
  address: text().notNull(),
  insee: text().notNull(),
  lat: real().notNull(),
  lon: real().notNull(),
  headcount: real(),
  inclusiveMinutes: integer('inclusive_minutes'),
  resourcesCents: integer('resources_cents'),
  deliveryMode: text('delivery_mode').$type<Mode>().notNull(),
  /** Weekdays of the supplier's own round, ISO numbers (1 = Monday). */
  deliveryDays: text('delivery_days', { mode: 'json' }).$type<number[]>().notNull(),
  /** Between which hours its round comes, `09:00-12:00`; empty where that is not said. */
  deliveryHours: text('delivery_hours').notNull().default(''),
  sharedFeeCents: integer('shared_fee_cents'),
  dedicatedFeeCents: integer('dedicated_fee_cents'),
  pickup: integer({ mode: 'boolean' }).notNull(),
  minimumOrderCents: integer('minimum_order_cents').notNull(),
  /** Its goods may use the town's shared round. */
  joinsRound: integer('joins_round', { mode: 'boolean' }).notNull().default(false),
  contactName: text('contact_name').notNull().default(''),
  /** Orders for the supplier's own round close this many days before it, at this hour in the town. */
  cutoffDays: integer('cutoff_days').notNull().default(1),
  cutoffHour: integer('cutoff_hour').notNull().default(18),
  opening: text({ mode: 'json' }).$type<Opening[]>().notNull().default([]),
  pickupPoints: text('pickup_points', { mode: 'json' }).$type<PickupPoint[]>().notNull().default([]),
  closures: text({ mode: 'json' }).$type<Closure[]>().notNull().default([]),
  /** Weekdays on which it makes goods ready, beside those of its round and of its opening. */
  workDays: text('work_days', { mode: 'json' }).$type<number[]>().notNull().default([1, 2, 3, 4, 5]),
  worksHolidays: integer('works_holidays', { mode: 'boolean' }).notNull().default(false),
  /** Code of the body that controls its organic production, `FR-BIO-01`. */
  controlBody: text('control_body'),
  /** Mark of its approved establishment for food of animal origin, `FR 51.454.001 CE`. */
  healthMark: text('health_mark'),
  eprIds: text('epr_ids', { mode: 'json' }).$type<EprId[]>().notNull().default([]),
  /** Texts whose translation is to be made again: the French one was changed after it. */
  toTranslate: text('to_translate', { mode: 'json' }).$type<TranslatedColumn[]>().notNull().default([]),
  status: text({ enum: supplierStates }).notNull().default('draft'),
  createdAt: text('created_at').notNull(),
});

export const supplierFacts = sqliteTable('supplier_facts', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  criterionId: text('criterion_id').notNull(),
  value: real().notNull(),
  level: text({ enum: provenLevels }).notNull(),
  datedOn: text('dated_on').notNull(),
  document: text({ mode: 'json' }).$type<SourceText>().notNull(),
  checkedBy: text('checked_by'),
  recordedAt: text('recorded_at').notNull(),
  retiredAt: text('retired_at'),
});

export const supplierExemptions = sqliteTable(
  'supplier_exemptions',
  {
    supplierId: text('supplier_id').notNull(),
    criterionId: text('criterion_id').notNull(),
    reason: text().notNull(),
    /** The last day of it, YYYY-MM-DD. */
    until: text().notNull(),
    grantedAt: text('granted_at').notNull(),
    /** The two stewards; `system` for those of the demonstration. */
    grantedBy: text('granted_by').notNull(),
    confirmedBy: text('confirmed_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.criterionId] })],
);

export const supplierLabels = sqliteTable(
  'supplier_labels',
  {
    supplierId: text('supplier_id').notNull(),
    label: text().notNull(),
    certifier: text().notNull(),
    /** First and last day, YYYY-MM-DD; null where the first is not known. Of a conversion: the day that it began. */
    validFrom: text('valid_from'),
    validUntil: text('valid_until').notNull(),
    /** Of the certificate. */
    number: text(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.label] })],
);

/** One row for each role that a person holds; a person with a row is a member. */
export const supplierMembers = sqliteTable(
  'supplier_members',
  {
    supplierId: text('supplier_id').notNull(),
    userId: text('user_id').notNull(),
    role: text({ enum: supplierRoles }).notNull(),
    joinedAt: text('joined_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.userId, t.role] })],
);

/** Checks that cannot be computed: attested by the supplier, verified or waived by a steward. */
export const supplierChecks = sqliteTable(
  'supplier_checks',
  {
    supplierId: text('supplier_id').notNull(),
    item: text().notNull(),
    state: text({ enum: checkStates }).notNull(),
    actor: text().notNull(),
    at: text().notNull(),
    reason: text(),
  },
  (t) => [primaryKey({ columns: [t.supplierId, t.item] })],
);

/** Signatures of the terms and of the invoicing mandate; one that ended says how. `sha256` is that of the text's file. */
export const supplierSignatures = sqliteTable('supplier_signatures', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  document: text({ enum: agreements }).notNull(),
  version: text().notNull(),
  sha256: text().notNull(),
  signedBy: text('signed_by').notNull(),
  signedAt: text('signed_at').notNull(),
  endedAs: text('ended_as', { enum: signatureEndings }),
  endedBy: text('ended_by'),
  endedAt: text('ended_at'),
});

/** Every state change of a supplier, with actor and reason; append-only. */
export const supplierSteps = sqliteTable('supplier_steps', {
  id: integer().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  at: text().notNull(),
  actor: text().notNull(),
  step: text({
    enum: recordedLifeSteps,
  }).notNull(),
  reason: text(),
});

/** Changes of the VAT regime, each from its day on, in the town's time. At most one of a supplier is planned. */
export const supplierVatChanges = sqliteTable('supplier_vat_changes', {
  id: integer().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  regime: text({ enum: vatRegimes }).notNull(),
  vatNumber: text('vat_number'),
  startsOn: text('starts_on').notNull(),
  state: text({ enum: vatChangeStates }).notNull(),
  decidedAt: text('decided_at').notNull(),
  decidedBy: text('decided_by').notNull(),
});

/** The latest answer of the public company directory. */
export const supplierRegistry = sqliteTable('supplier_registry', {
  supplierId: text('supplier_id').primaryKey(),
  checkedAt: text('checked_at').notNull(),
  outcome: text({ enum: registryOutcomes }).notNull(),
  company: text({ mode: 'json' }).$type<Record<string, unknown>>(),
});

/** Decisions that wait for a second person. `facts` are the arguments of the verb as JSON, its names in order. */
export const decisionProposals = sqliteTable('decision_proposals', {
  id: text().primaryKey(),
  verb: text({ enum: decisionVerbs }).notNull(),
  facts: text().notNull(),
  sumCents: integer('sum_cents').notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: text('proposed_at').notNull(),
  /** The person who confirmed, refused or withdrew it. */
  endedBy: text('ended_by'),
  endedAt: text('ended_at'),
  outcome: text({ enum: proposalOutcomes }),
});

/** Changes of the legal identity of an admitted supplier. One is open at a time. */
export const supplierIdentityRequests = sqliteTable('supplier_identity_requests', {
  id: text().primaryKey(),
  supplierId: text('supplier_id').notNull(),
  changes: text({ mode: 'json' }).$type<IdentityChanges>().notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: text('asked_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  outcome: text({ enum: identityOutcomes }),
  reason: text(),
});
