import { blob, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CancellationTerms } from '#app/domain/calendar/cancellation.ts';
import type { LendingTerms } from '#app/domain/catalogue/booking-terms.ts';
import type { PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import type { FrozenImpact } from '#app/domain/impact/line-input.ts';
import { type DeliveryShare, orderPayments, orderStates } from '#app/domain/orders/order.ts';
import { partStates, proposalStates, returnStates, trips } from '#app/domain/orders/part.ts';
import type { BuyerParty, FrozenSeller } from '#app/domain/shared/legal-party.ts';
import type { StatutoryText } from '#app/domain/shared/legal-text.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { priceBases } from '#app/domain/shared/price.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';
import { packedJson } from '#db/packed.ts';

export const orders = sqliteTable('orders', {
  id: text().primaryKey(),
  /** A short number to say aloud, such as 7QK-4M2. */
  number: text().notNull(),
  userId: text('user_id').notNull(),
  organisationId: text('organisation_id'),
  basketId: text('basket_id').notNull(),
  state: text({ enum: orderStates }).notNull(),
  buyerName: text('buyer_name').notNull(),
  /** The billed party and its address, apart from the place of delivery below. */
  buyer: packedJson<BuyerParty>('seller')().notNull(),
  contactName: text('contact_name').notNull(),
  contactEmail: text('contact_email').notNull(),
  contactPhone: text('contact_phone').notNull(),
  address: text().notNull(),
  insee: text().notNull(),
  lat: real().notNull(),
  lon: real().notNull(),
  note: text().notNull(),
  locale: text().$type<Locale>().notNull(),
  goodsCents: integer('goods_cents').notNull(),
  deliveryCents: integer('delivery_cents').notNull(),
  vatCents: integer('vat_cents').notNull(),
  totalCents: integer('total_cents').notNull(),
  method: text().notNull(),
  factors: text().notNull(),
  snapshotHash: blob('snapshot_hash', { mode: 'buffer' }).notNull(),
  placedAt: text('placed_at').notNull(),
  reservedUntil: text('reserved_until').notNull(),
  paidAt: text('paid_at'),
  /** `account`: invoiced, to be paid by bank transfer until `dueOn`. */
  payment: text({ enum: orderPayments }).notNull().default('online'),
  dueOn: text('due_on'),
  /** Versions of the statutory texts that its checkout showed. */
  legalTexts: text('legal_texts', { mode: 'json' })
    .$type<{ document: StatutoryText; version: string }[]>()
    .notNull()
    .default([]),
  /** The cost centre of the organisation that bears it; null without one. */
  costCentreId: text('cost_centre_id'),
});

/** Orders of a cost centre whose amounts moved since its budget was brought up to date. Written by triggers. */
export const movedCommitments = sqliteTable('moved_commitments', { orderId: text('order_id').primaryKey() });

export const orderParts = sqliteTable(
  'order_parts',
  {
    orderId: text('order_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    supplierName: text('supplier_name').notNull(),
    supplierSlug: text('supplier_slug').notNull(),
    /** The seller's legal identity and VAT regime when the order was placed. */
    seller: packedJson<FrozenSeller>('seller')().notNull(),
    /** Version of the invoicing mandate in force when the order was placed; null without one. */
    mandateVersion: text('mandate_version'),
    /** The supplier's commune on the day of the order. */
    insee: text(),
    state: text({
      enum: partStates,
    }).notNull(),
    choice: text({ enum: deliveryChoices }).notNull(),
    mode: text().notNull(),
    trip: text({ enum: trips }).notNull(),
    distanceMeters: integer('distance_m').notNull(),
    deliverOn: text('deliver_on'),
    /** Between which hours of that day a round comes, `09:00-12:00`; empty where that was not promised. */
    deliverHours: text('deliver_hours').notNull().default(''),
    /** Mass booked on the town's shared round of that day. */
    roundGrams: integer('round_grams').notNull().default(0),
    deliveryCents: integer('delivery_cents').notNull(),
    deliveryVatCents: integer('delivery_vat_cents').notNull(),
    /** The fee by the rates of the goods that it carries; its sums are the two amounts above. */
    deliveryByRate: packedJson<DeliveryShare[]>('shares')('delivery_by_rate').notNull(),
    scoreProven: real('score_proven'),
    scoreDeclared: real('score_declared'),
    confirmedAt: text('confirmed_at'),
    handedOverAt: text('handed_over_at'),
    returnedUnits: integer('returned_units').notNull().default(0),
    lostUnits: integer('lost_units').notNull().default(0),
    /** The supplier's reason for refusing the part. */
    closedReason: text('closed_reason'),
    /** The supplier's reason for what was missing at the hand-over. */
    missingReason: text('missing_reason'),
    deliveryRefunded: integer('delivery_refunded', { mode: 'boolean' }).notNull().default(false),
    /** Code that the buyer gives when the goods change hands, and the wrong ones given since it is new. */
    handOverCode: text('hand_over_code').notNull(),
    codeTries: integer('code_tries').notNull().default(0),
    /** The buyer has the goods, or had the time to say otherwise: the supplier is paid. */
    releasedAt: text('released_at'),
    /** Cancelled or refused since then, with a fee that its supplier keeps. */
    feeKeptAt: text('fee_kept_at'),
    /** The cooperative's contribution on goods excl. VAT, frozen when the order was placed. */
    contributionBasisPoints: integer('contribution_basis_points').notNull().default(300),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.supplierId] })],
);

export const orderLines = sqliteTable(
  'order_lines',
  {
    orderId: text('order_id').notNull(),
    line: integer().notNull(),
    supplierId: text('supplier_id').notNull(),
    offerId: integer('offer_id').notNull(),
    offerSlug: text('offer_slug').notNull(),
    name: text({ mode: 'json' }).$type<SourceText>().notNull(),
    kind: text().notNull(),
    category: text().notNull(),
    unit: text().notNull(),
    orderUnit: text('order_unit').notNull().default('each'),
    packMilli: integer('pack_milli').notNull(),
    /** Of a line priced by the kilogram: the band of one piece, `kiloCents` on the line's basis. */
    pieceWeight: text('piece_weight', { mode: 'json' }).$type<PieceWeight>(),
    quantity: integer().notNull(),
    /** Of one pack, on the basis of whoever paid: `gross` is incl. VAT. */
    priceCents: integer('price_cents').notNull(),
    priceBasis: text('price_basis', { enum: priceBases }).notNull(),
    htCents: integer('ht_cents').notNull(),
    vatBasisPoints: integer('vat_basis_points').notNull(),
    vatCents: integer('vat_cents').notNull(),
    /** The frozen input of the line's impact; what queries ask of it stands in the four columns after it. */
    impactInput: packedJson<FrozenImpact>('impact')('impact_input').notNull(),
    massGrams: integer('mass_grams').notNull(),
    lentUnits: integer('lent_units').notNull(),
    /** Its figure waits for a steward. */
    awaitsRelease: integer('awaits_release', { mode: 'boolean' }).notNull(),
    /** Null where the seller said nothing. */
    stated: text({ mode: 'json' }).$type<FrozenImpact['stated'] | null>().notNull(),
    /** For when it is booked, as `writeTime` writes it; empty for what has no time. */
    bookedTime: text('booked_time').notNull().default(''),
    /** The terms of cancelling that its buyer agreed to; null for what has no time. */
    cancellation: text({ mode: 'json' }).$type<CancellationTerms>(),
    /** Its tariff and the deposit of one thing as they were shown; null for what has no time. */
    lending: text({ mode: 'json' }).$type<LendingTerms>(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.line] })],
);

/** The effective line after a correction: a lower quantity, or another offer. The ordered line stays frozen. */
export const orderOutcomes = sqliteTable(
  'order_outcomes',
  {
    orderId: text('order_id').notNull(),
    line: integer().notNull(),
    offerId: integer('offer_id').notNull(),
    offerSlug: text('offer_slug').notNull(),
    name: text({ mode: 'json' }).$type<SourceText>().notNull(),
    quantity: integer().notNull(),
    htCents: integer('ht_cents').notNull(),
    vatCents: integer('vat_cents').notNull(),
    impactInput: text('impact_input', { mode: 'json' }).$type<FrozenImpact>().notNull(),
    /** Its ledger event; the next correction reverses this one. */
    event: text().notNull(),
    at: text().notNull(),
    /** Of a booking, as its line has them, or as they are since its supplier moved it. */
    bookedTime: text('booked_time').notNull().default(''),
    cancellation: text({ mode: 'json' }).$type<CancellationTerms>(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.line] })],
);

/** The name on a booked seat of a session, and whether its person was there. A seat without a row has no name yet. */
export const orderSeats = sqliteTable(
  'order_seats',
  {
    orderId: text('order_id').notNull(),
    line: integer().notNull(),
    /** From 1 to the line's quantity. */
    seat: integer().notNull(),
    name: text().notNull(),
    present: integer({ mode: 'boolean' }).notNull(),
    namedAt: text('named_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.line, t.seat] })],
);

/** The weight of a line's pieces together, as its supplier packed them; the last one entered counts. */
export const orderWeights = sqliteTable(
  'order_weights',
  {
    orderId: text('order_id').notNull(),
    line: integer().notNull(),
    /** How many pieces were on the scales: it counts while the line has as many. */
    pieces: integer().notNull(),
    grams: integer().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.line] })],
);

/** A supplier proposes a lower quantity, another offer or another time; the buyer answers. */
export const orderProposals = sqliteTable('order_proposals', {
  id: text().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer().notNull(),
  supplierId: text('supplier_id').notNull(),
  quantity: integer().notNull(),
  /** Null keeps the offer and only lowers the quantity. */
  offerId: integer('offer_id'),
  note: text().notNull(),
  state: text({ enum: proposalStates }).notNull(),
  proposedBy: text('proposed_by').notNull(),
  proposedAt: text('proposed_at').notNull(),
  answeredAt: text('answered_at'),
  refundCents: integer('refund_cents'),
  /** Another time of a booking, or another day of the goods, to be answered until `answerBy` (UTC); empty without. */
  bookedTime: text('booked_time').notNull().default(''),
  answerBy: text('answer_by'),
});

/** A buyer asks to return part of a line; its supplier answers. */
export const orderReturns = sqliteTable('order_returns', {
  id: text().primaryKey(),
  orderId: text('order_id').notNull(),
  line: integer().notNull(),
  supplierId: text('supplier_id').notNull(),
  quantity: integer().notNull(),
  reason: text().notNull(),
  state: text({ enum: returnStates }).notNull(),
  askedBy: text('asked_by').notNull(),
  askedAt: text('asked_at').notNull(),
  answeredAt: text('answered_at'),
  answer: text().notNull().default(''),
  refundCents: integer('refund_cents'),
});

/** Addresses that calendar programs read, one for each calendar of a person; the id is the secret. */
export const calendarAddresses = sqliteTable('calendar_addresses', {
  id: text().primaryKey(),
  userId: text('user_id').notNull(),
  /** `own`, `supplier:ID` or `capacity:ID`. */
  key: text().notNull(),
  capacity: integer(),
  supplierId: text('supplier_id'),
  locale: text().$type<Locale>().notNull(),
  createdAt: text('created_at').notNull(),
});
