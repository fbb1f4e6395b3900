// A comparison of offers as a value: what it shows, and in which cells it marks the best. Pure.
import type { ImpactSummary } from '#app/domain/basket/impact-input.server.ts';
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import type { Content } from '#app/domain/catalogue/content.ts';
import type { Category, OfferKind, OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import type { ComparedUnit } from '#app/domain/catalogue/unit-of-comparison.ts';
import type { CardScore, OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { Price } from '#app/domain/shared/price.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';

export const maxComparedOffers = 4;

/** `short`: less in stock than asked for; `quote`: its supplier says the price on request; `withdrawn`: no longer on sale. */
export type ComparedState = 'open' | 'short' | 'sold-out' | 'out-of-season' | 'quote' | 'withdrawn';

/** One column: an offer for the quantity, place and day of the comparison. Amounts and days are null where it has none. */
export type ComparedOffer = {
  id: number;
  slug: string;
  name: string;
  nameLang: Locale | undefined;
  state: ComparedState;
  thing: string | null;
  /** Its name in the language of the reader. */
  thingName: string | null;
  category: Category;
  kind: OfferKind;
  supplier: { slug: string; name: string };
  score: CardScore | null;
  /** Documented and reviewed criteria among the applicable ones. */
  evidence: OfferSummary['evidence'];
  /** Controlled labels of its supplier that are valid on the day. */
  labels: string[];
  stock: number | null;
  unit: Unit;
  orderUnit: OrderUnit;
  packMilli: number;
  content: Content | null;
  /** Packs that hold at least the quantity. */
  packs: number;
  /** One pack at this quantity. */
  price: Price;
  /** Of the unit in which offers of the thing are compared, else of the unit that the pack is priced by. */
  unitPrice: { price: Price; per: ComparedUnit['unit'] } | null;
  goods: Price | null;
  delivery: { choice: DeliveryChoice; fee: Price } | null;
  /** Goods and delivery, as a basket of this offer alone. */
  total: Price | null;
  /** Missing from the goods up to the supplier's minimum order. */
  missing: Price | null;
  /** YYYY-MM-DD. */
  arrivesOn: string | null;
  warrantyMonths: number | null;
  attributes: OfferAttribute[];
  impact: ImpactSummary | null;
};

/** `unit`: of the quantity, when all offers have it; null: the quantity counts packs. `place`: null when it is not shown. */
export type OfferComparison = {
  quantity: number;
  unit: Unit | null;
  place: string | null;
  /** The day of the figures, YYYY-MM-DD. */
  day: string;
  /** The language of its texts: that of who compared. */
  locale: Locale;
  offers: ComparedOffer[];
};

/** The facts of which one can be better than another; of all others a buyer judges. */
export const judgedFacts = ['total', 'unitPrice', 'arrivesOn', 'warranty', 'impact'] as const;
export type JudgedFact = (typeof judgedFacts)[number];

/** The language of a note's texts for the `lang` attribute; undefined where it is the reader's own. */
export function writtenIn({ locale }: Pick<OfferComparison, 'locale'>, reader: Locale): Locale | undefined {
  return locale === reader ? undefined : locale;
}

/** Whether all offers are the same thing. */
export function isOneThing({ offers }: Pick<OfferComparison, 'offers'>): boolean {
  return new Set(offers.map(({ thing, id }) => thing ?? id)).size <= 1;
}

/**
 * The places of the best cells of each fact, of offers that can be ordered: the lowest sum, the earliest day, the longest
 * warranty and, of one thing, the lowest price of a unit and the interval of CO2e that lies wholly below all others. None where fewer than two offers
 * say the fact, where all say the same, or where they say it of different units.
 */
export function findBest(comparison: Pick<OfferComparison, 'offers' | 'unit'>): Record<JudgedFact, number[]> {
  const { offers, unit } = comparison;
  const each = <T>(read: (offer: ComparedOffer) => T | null | undefined) =>
    offers.map((offer) => (isOrderable(offer) ? (read(offer) ?? null) : null));
  const measures = new Set(each(({ unitPrice }) => unitPrice?.per).filter((per) => per !== null));
  return {
    total: unit === null ? [] : lowest(each(({ total }) => total?.netCents)),
    unitPrice:
      measures.size > 1 || !isOneThing(comparison) ? [] : lowest(each(({ unitPrice }) => unitPrice?.price.netCents)),
    arrivesOn: lowest(each(({ arrivesOn }) => (arrivesOn ? Date.parse(arrivesOn) : null))),
    warranty: lowest(each(({ warrantyMonths }) => (warrantyMonths === null ? null : -warrantyMonths))),
    impact: unit === null || !isOneThing(comparison) ? [] : whollyBelow(each(({ impact }) => impact?.delta)),
  };
}

/** Whether the quantity can be had at a price. */
function isOrderable({ state }: Pick<ComparedOffer, 'state'>): boolean {
  return state === 'open';
}

function lowest(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null);
  const minimum = Math.min(...known);
  if (known.length < 2 || known.every((value) => value === minimum)) return [];
  return values.flatMap((value, i) => (value === minimum ? [i] : []));
}

function whollyBelow(spans: readonly ({ lo: number; hi: number } | null)[]): number[] {
  const known = spans.filter((span) => span !== null);
  if (known.length < 2) return [];
  return spans.flatMap((span, i) => (span && known.every((other) => other === span || span.hi < other.lo) ? [i] : []));
}
