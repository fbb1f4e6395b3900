// An offer as text, one cell per column: the format that the form posts, the table edits and a file contains.
// All three are parsed in one place: read-cells.ts.
import { scenarioKey } from '#app/domain/impact/scenarios.ts';
import { bookingColumns, writeBooking } from './booking-cells.ts';
import { writeContent } from './content.ts';
import type { OfferDraft } from './draft.ts';
import type { Offer } from './offers.server.ts';
import { writeVariant } from './variants.ts';

export const offerColumns = [
  'sku',
  'gtin',
  'variant_group',
  'variant',
  'status',
  'kind',
  'category',
  'name_fr',
  'name_en',
  'description_fr',
  'description_en',
  'on_quote',
  'price',
  'vat',
  'unit',
  'order_unit',
  'pack_size',
  'content',
  'piece_min_kg',
  'piece_max_kg',
  'price_per_kg',
  'min_quantity',
  'order_step',
  'price_tiers',
  'stock',
  'stock_exported',
  'lead_days',
  'mass_kg',
  'deposit',
  'available_days',
  'away',
  ...bookingColumns,
  'by_product_quantity',
  'by_product_frequency',
  'by_product_status',
  'reference',
  'reference_units',
  'uses_per_life',
  'thing',
  'recycled_percent',
  'agec58',
  'egalim',
  'food_family',
  'repaired_thing',
  'lent_units',
  'attributes',
] as const;
export type OfferColumn = (typeof offerColumns)[number];

/** The columns that a file of another format can have; `stock_exported` is the stock that our own export showed. */
export const mappedColumns = offerColumns.filter((column) => column !== 'stock_exported');
export type Cells = Partial<Record<OfferColumn, string>>;
export type CellProblem = {
  column: OfferColumn;
  /** The part of the cell that is meant, for a sentence that names it. */
  found?: string;
  problem:
    | 'number'
    | 'whole'
    | 'money'
    | 'choice'
    | 'dates'
    | 'no-such-day'
    | 'days-reversed'
    | 'long'
    | 'pairs'
    | 'price-parts'
    | 'tiers'
    | 'tier-time'
    | 'content'
    | 'gtin'
    | 'variant'
    | 'hours';
};

/** The column in which each field of the draft is typed. */
export const columnOf: Record<keyof OfferDraft, OfferColumn> = {
  sku: 'sku',
  gtin: 'gtin',
  family: 'variant_group',
  variant: 'variant',
  kind: 'kind',
  category: 'category',
  nameFr: 'name_fr',
  nameEn: 'name_en',
  descriptionFr: 'description_fr',
  descriptionEn: 'description_en',
  onQuote: 'on_quote',
  priceCents: 'price',
  vatBasisPoints: 'vat',
  unit: 'unit',
  orderUnit: 'order_unit',
  packMilli: 'pack_size',
  content: 'content',
  pieceWeight: 'piece_max_kg',
  minQuantity: 'min_quantity',
  orderStep: 'order_step',
  priceTiers: 'price_tiers',
  stock: 'stock',
  leadDays: 'lead_days',
  massGrams: 'mass_kg',
  depositCents: 'deposit',
  availability: 'available_days',
  bookingTerms: 'booking_way',
  byProduct: 'by_product_quantity',
  scenario: 'reference',
  referenceUnits: 'reference_units',
  agec58: 'agec58',
  egalim: 'egalim',
  foodFamily: 'food_family',
  repairedThing: 'repaired_thing',
  thing: 'thing',
  recycledPercent: 'recycled_percent',
  lentUnits: 'lent_units',
  attributes: 'attributes',
};

/** The fields of a draft alone, of a value that has more. */
export function pickDraft(whole: OfferDraft): OfferDraft {
  return Object.fromEntries(
    Object.keys(columnOf).map((field) => [field, whole[field as keyof OfferDraft]]),
  ) as unknown as OfferDraft;
}

/**
 * Writes an offer as cells; `readCells` of the result gives the same offer. `decimal` writes a number with the decimal
 * mark of a language, else it is a point. A tier is "100 = 8,50": with a colon or a decimal point a spreadsheet makes a
 * time or a date of it.
 */
export function writeCells(
  offer: OfferDraft & { status: Offer['status'] },
  decimal: (point: string) => string = (point) => point,
): Record<OfferColumn, string> {
  const money = (cents: number | null) => (cents === null ? '' : decimal((cents / 100).toFixed(2)));
  const thousandths = (value: number) => decimal(String(value / 1000));
  return {
    sku: offer.sku ?? '',
    gtin: offer.gtin ?? '',
    variant_group: offer.family ?? '',
    variant: writeVariant(offer.variant),
    status: offer.status,
    kind: offer.kind,
    category: offer.category,
    name_fr: offer.nameFr,
    name_en: offer.nameEn,
    description_fr: offer.descriptionFr,
    description_en: offer.descriptionEn,
    on_quote: offer.onQuote ? 'yes' : 'no',
    price: money(offer.priceCents),
    vat: decimal(String(offer.vatBasisPoints / 100)),
    unit: offer.unit,
    order_unit: offer.orderUnit,
    pack_size: thousandths(offer.packMilli),
    content: offer.content ? writeContent(offer.content, (amount) => decimal(String(amount))) : '',
    piece_min_kg: offer.pieceWeight ? thousandths(offer.pieceWeight.minGrams) : '',
    piece_max_kg: offer.pieceWeight ? thousandths(offer.pieceWeight.maxGrams) : '',
    price_per_kg: money(offer.pieceWeight?.kiloCents ?? null),
    min_quantity: String(offer.minQuantity),
    order_step: String(offer.orderStep),
    price_tiers: offer.priceTiers
      .map((tier) => `${tier.from} = ${money(tier.priceCents).replace('.', ',')}`)
      .join('; '),
    stock: offer.stock === null ? '' : String(offer.stock),
    stock_exported: offer.stock === null ? '' : String(offer.stock),
    lead_days: String(offer.leadDays),
    mass_kg: thousandths(offer.massGrams),
    deposit: money(offer.depositCents),
    available_days: offer.availability?.days.join(' ') ?? '',
    away: offer.availability?.away.map(({ from, to }) => `${from} ${to}`).join('; ') ?? '',
    ...writeBooking(offer.bookingTerms, decimal),
    by_product_quantity: offer.byProduct?.available ?? '',
    by_product_frequency: offer.byProduct?.frequency ?? '',
    by_product_status: offer.byProduct?.status ?? '',
    reference: scenarioKey(offer.scenario),
    reference_units: String(offer.referenceUnits),
    uses_per_life: offer.scenario?.kind === 'rental' ? String(offer.scenario.usesPerLife) : '',
    agec58: offer.agec58 ?? '',
    egalim: offer.egalim ?? '',
    food_family: offer.foodFamily ?? '',
    repaired_thing: offer.repairedThing ?? '',
    thing: offer.thing ?? '',
    recycled_percent: offer.recycledPercent === null ? '' : String(offer.recycledPercent),
    lent_units: String(offer.lentUnits),
    attributes: Object.entries(offer.attributes)
      .map(([key, value]) => `${key}=${value.replaceAll(';', ',')}`)
      .join('; '),
  };
}

/** Default values of a new offer. */
export const emptyDraft: OfferDraft = {
  sku: null,
  gtin: null,
  family: null,
  variant: null,
  kind: 'new',
  category: 'food',
  nameFr: '',
  nameEn: '',
  descriptionFr: '',
  descriptionEn: '',
  onQuote: false,
  priceCents: 0,
  vatBasisPoints: 2000,
  unit: 'piece',
  orderUnit: 'each',
  packMilli: 1000,
  content: null,
  pieceWeight: null,
  minQuantity: 1,
  orderStep: 1,
  priceTiers: [],
  stock: null,
  leadDays: 1,
  massGrams: 0,
  depositCents: null,
  availability: null,
  bookingTerms: null,
  byProduct: null,
  scenario: null,
  referenceUnits: 0,
  agec58: null,
  egalim: null,
  foodFamily: null,
  repairedThing: null,
  thing: null,
  recycledPercent: null,
  lentUnits: 0,
  attributes: {},
};
