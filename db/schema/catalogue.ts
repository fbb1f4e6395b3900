import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BookingTerms } from '#app/domain/catalogue/booking-terms.ts';
import type { Content } from '#app/domain/catalogue/content.ts';
import { repairedThings } from '#app/domain/catalogue/draft.ts';
import { egalimClasses, foodFamilies } from '#app/domain/catalogue/food.ts';
import {
  type Availability,
  type ByProduct,
  type Category,
  changeSources,
  figureStates,
  movementKinds,
  type OrderUnit,
  offerKinds,
  offerStatuses,
  type PriceTier,
  reviewOutcomes,
  type TranslatedField,
  type Unit,
} from '#app/domain/catalogue/offer.ts';
import { sessionStates } from '#app/domain/catalogue/offer-session.ts';
import type { PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import type { Season } from '#app/domain/catalogue/season.ts';
import type { Variant } from '#app/domain/catalogue/variants.ts';
import type { FigureFault } from '#app/domain/impact/frame.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';

export const offers = sqliteTable('offers', {
  id: integer().primaryKey(),
  slug: text().notNull(),
  supplierId: text('supplier_id').notNull(),
  category: text().$type<Category>().notNull(),
  kind: text({ enum: offerKinds }).notNull(),
  name: text({ mode: 'json' }).$type<SourceText>().notNull(),
  description: text({ mode: 'json' }).$type<SourceText>().notNull(),
  /** Excl. VAT, per pack (the basket's unit). */
  priceCents: integer('price_cents').notNull(),
  vatBasisPoints: integer('vat_basis_points').notNull(),
  /** The rate before its seller charged no VAT, for the day when it does again; null when there is none. */
  formerVatBasisPoints: integer('former_vat_basis_points'),
  unit: text().$type<Unit>().notNull(),
  /** The unit that the basket counts: a piece, a crate, a box... */
  orderUnit: text('order_unit').$type<OrderUnit>().notNull().default('each'),
  /** Price units in one pack, in thousandths, so that decimals are exact. */
  packMilli: integer('pack_milli').notNull().default(1000),
  /** The content of one pack, where its price unit is no legal measure: 12 × 0.33 l. */
  content: text({ mode: 'json' }).$type<Content>(),
  /** Sold by the piece and priced by the kilogram: `kiloCents` excl. VAT, and the columns of the pack are the heaviest piece's. */
  pieceWeight: text('piece_weight', { mode: 'json' }).$type<PieceWeight>(),
  /** Minimum number of packs in an order, and the step: packs are sold in multiples of it. */
  minQuantity: integer('min_quantity').notNull().default(1),
  orderStep: integer('order_step').notNull().default(1),
  /** Mass of one pack. */
  massGrams: integer('mass_grams').notNull(),
  /** In packs; null if made to order. */
  stock: integer(),
  leadDays: integer('lead_days').notNull(),
  depositCents: integer('deposit_cents'),
  scenario: text({ mode: 'json' }).$type<Scenario>(),
  /** Number of the reference's units that one pack replaces. */
  referenceUnits: integer('reference_units').notNull(),
  agec58: text(),
  egalim: text({ enum: egalimClasses }),
  /** As its seller says it; the name of the offer comes first. */
  foodFamily: text('food_family', { enum: foodFamilies }),
  /** Of a repaired offer: a thing that is sold, or work on the buyer's own. */
  repairedThing: text('repaired_thing', { enum: repairedThings }),
  /** The thing that the offer is: the chosen one, else what its name says for sure. Null in a draft that has neither. */
  thing: text(),
  /** The thing that its seller chose; null while the name says it. */
  chosenThing: text('chosen_thing'),
  /** Share of recycled matter in the mass, in percent. */
  recycledPercent: integer('recycled_percent'),
  /** Why the reference that it names gives no CO2e figure; null when it gives one, and when it names none. */
  figureFaults: text('figure_faults', { mode: 'json' }).$type<FigureFault[]>(),
  /** Returnable crates, bottles or boxes lent with one pack. */
  lentUnits: integer('lent_units').notNull(),
  status: text({ enum: offerStatuses }).notNull(),
  createdAt: text('created_at').notNull(),
  /** The supplier's own reference; imports match offers by it. */
  sku: text(),
  /** Its number of GS1 (barcode), of 8, 12, 13 or 14 digits. */
  gtin: text(),
  /** The group of offers that are one thing in several sizes or colours, by the supplier's own reference; null for one alone. */
  family: text(),
  /** Its size, colour ... within its family; the end of its name says it too. */
  variant: text({ mode: 'json' }).$type<Variant>(),
  /** Lower prices from a quantity of packs on, ascending. */
  priceTiers: text('price_tiers', { mode: 'json' }).$type<PriceTier[]>().notNull().default([]),
  onQuote: integer('on_quote', { mode: 'boolean' }).notNull().default(false),
  availability: text({ mode: 'json' }).$type<Availability>(),
  /** Of what is booked for a time; null for goods, and for what is agreed by word. */
  bookingTerms: text('booking_terms', { mode: 'json' }).$type<BookingTerms>(),
  byProduct: text('by_product', { mode: 'json' }).$type<ByProduct>(),
  /** Weeks in which it is sold, each year; null: all of them. */
  season: text({ mode: 'json' }).$type<Season>(),
  attributes: text({ mode: 'json' }).$type<Record<string, string>>().notNull().default({}),
  /** Translated texts whose French source was changed after them. */
  toTranslate: text('to_translate', { mode: 'json' }).$type<TranslatedField[]>().notNull().default([]),
  updatedAt: text('updated_at').notNull().default(''),
});

export const offerImages = sqliteTable('offer_images', {
  id: text().primaryKey(),
  offerId: integer('offer_id').notNull(),
  position: integer().notNull(),
  alt: text({ mode: 'json' }).$type<SourceText>().notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  createdAt: text('created_at').notNull(),
});

/** Changes of an offer, with actor, per field: {field: [before, after]}. */
export const offerChanges = sqliteTable('offer_changes', {
  id: integer().primaryKey(),
  offerId: integer('offer_id').notNull(),
  at: text().notNull(),
  actor: text().notNull(),
  via: text({ enum: changeSources }).notNull(),
  changes: text({ mode: 'json' }).$type<Record<string, [unknown, unknown]>>().notNull(),
});

/** Dates of an offer with seats. A session's seats are the units of the capacity `session:<id>`. */
export const offerSessions = sqliteTable('offer_sessions', {
  id: integer().primaryKey(),
  offerId: integer('offer_id').notNull(),
  /** YYYY-MM-DD, and quarters of that day's clock; an end above 96 lies in the next day. */
  day: text().notNull(),
  fromQuarter: integer('from_quarter').notNull(),
  toQuarter: integer('to_quarter').notNull(),
  seats: integer().notNull(),
  /** Fewer booked seats on `decideOn` and the seller is asked whether it takes place; 0: it does in any case. */
  minimum: integer().notNull(),
  decideOn: text('decide_on').notNull(),
  /** Empty: at the supplier's. */
  place: text().notNull(),
  state: text({ enum: sessionStates }).notNull(),
  /** The time at which the seller was asked whether it takes place. */
  askedAt: text('asked_at'),
});

/** Every change of an offer's stock, in packs. The sum of its quantities is the stock, 0 while it is made to order. */
export const stockMovements = sqliteTable('stock_movements', {
  id: integer().primaryKey(),
  offerId: integer('offer_id').notNull(),
  at: text().notNull(),
  actor: text().notNull(),
  kind: text({ enum: movementKinds }).notNull(),
  /** Added; negative if taken. */
  quantity: integer().notNull(),
  /** The stock after it; null if the offer is made to order from then on. */
  balance: integer(),
  reason: text().notNull(),
  /** The order or the import that it belongs to. */
  reference: text(),
  /** The page shown (`openEdit`) from which it was typed: sent twice, it counts once. */
  editId: text('edit_id'),
});

/** Whether the reference of an offer may make a CO2e figure: the frame's answer, and the steward's above it. */
export const offerFigures = sqliteTable('offer_figures', {
  offerId: integer('offer_id').primaryKey(),
  state: text({ enum: figureStates }).notNull(),
  /** The facts that were judged, as text: a decision stands while they stay. */
  facts: text().notNull(),
  faults: text({ mode: 'json' }).$type<FigureFault[]>().notNull(),
  /** The group that it is compared with by price, and by mass; the figures of a lot without its trip, at central values. */
  peers: text().notNull(),
  peerThings: text('peer_things').notNull(),
  gramsPerEuro: integer('grams_per_euro').notNull(),
  gramsPerKilogram: integer('grams_per_kilogram'),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
});

/** A person who wants to be told when an offer can be had again; told once. */
export const offerNotices = sqliteTable(
  'offer_notices',
  {
    userId: text('user_id').notNull(),
    offerId: integer('offer_id').notNull(),
    askedAt: text('asked_at').notNull(),
  },
  (notice) => [primaryKey({ columns: [notice.userId, notice.offerId] })],
);

/** A reader's report of an offer, and the steward's decision on it. */
export const offerReviews = sqliteTable('offer_reviews', {
  id: text().primaryKey(),
  offerId: integer('offer_id').notNull(),
  reporter: text().notNull(),
  text: text().notNull(),
  at: text().notNull(),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  outcome: text({ enum: reviewOutcomes }),
  reason: text(),
});

/** Offers judged again by each pair of versions of frames and factors: how far it came, in slices. */
export const figureRuns = sqliteTable('figure_runs', {
  versions: text().primaryKey(),
  after: integer().notNull(),
  startedAt: text('started_at').notNull(),
  endedAt: text('ended_at'),
});
