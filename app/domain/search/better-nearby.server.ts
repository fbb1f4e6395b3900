// "Better, nearby": offers that can stand in for one, of suppliers whose score is higher at both of its ends. Else silence.
import { findAttributes } from '#app/domain/catalogue/listed-offers.server.ts';
import { type ComparedUnit, comparedPrice } from '#app/domain/catalogue/unit-of-comparison.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { Price } from '#app/domain/shared/price.ts';
import { findStart } from '#app/domain/suppliers/live-suppliers.server.ts';
import { canStandIn, wholeOf } from './comparable.ts';
import { thingTerm } from './indexed-facts.ts';
import { listOfferSummaries, type OfferSummary, type SummaryReader } from './offer-summaries.server.ts';
import type { SearchEngine } from './search.ts';

const maxCompared = 60;
const maxShown = 3;
/** From here on a score rounds to one point more. */
const roundedUp = 0.5;
/** A new supplier has had no time to prove anything. */
const newMs = 30 * 864e5;

export type BetterOffer = {
  card: OfferSummary;
  /** Scores of this offer's supplier, then of the supplier of the offer that it is compared with. */
  proven: [own: number, other: number];
  declared: [own: number, other: number];
  /** Price of one unit in which the two are compared, of this offer and of the other one. */
  unitPrices: { unit: ComparedUnit['unit']; own: Price; other: Price };
  /** Distance in metres of this offer, then of the offer it is compared with. */
  meters: [own: number, other: number];
};

/**
 * Offers of other suppliers that can stand in for this one and whose score is higher at both ends, in whole points as pages
 * show them: what is proven, and all that is declared. So it stays higher whatever part of what both declare is true. The
 * best first, at most three. None for an audience that sees no scores, and none beside a supplier that
 * has been here for less than thirty days.
 */
export async function findBetterNearby(
  ctx: SummaryReader & { place: Point },
  engine: SearchEngine,
  offerId: number,
): Promise<BetterOffer[]> {
  if (!seesComposites(ctx.audience)) return [];
  const [own] = listOfferSummaries(ctx, [offerId], ctx.place);
  if (!own?.score || ctx.now.getTime() - Date.parse(findStart(ctx, own.supplier.slug)) < newMs) return [];
  const proven = Math.round(own.score.proven);
  const declared = Math.round(own.score.declared);
  const page = await engine.search({
    text: '',
    groups: [{ ways: [{ terms: [thingTerm(own.thing)], weight: 1, named: true }], optional: false }],
    locale: ctx.locale,
    filters: [
      { not: { field: 'supplier', in: [own.supplier.slug] } },
      { field: 'proven.score', min: proven + roundedUp },
      { field: 'declared.score', min: declared + roundedUp },
    ],
    facets: [],
    highlight: false,
    sort: 'impact',
    near: ctx.place,
    page: 1,
    perPage: maxCompared,
  });
  const attributes = findAttributes(ctx, [offerId, ...page.ids]);
  const compared = (card: OfferSummary) => ({ card, attributes: attributes.get(card.id) ?? {} });
  return listOfferSummaries(ctx, page.ids, ctx.place)
    .filter((card) => card.state !== 'out-of-season' && canStandIn(compared(own), compared(card)))
    .slice(0, maxShown)
    .map((card) => ({
      card,
      proven: [Math.round(card.score?.proven ?? 0), proven],
      declared: [Math.round(card.score?.declared ?? 0), declared],
      unitPrices: { unit: wholeOf(card).unit, own: unitPriceOf(card), other: unitPriceOf(own) },
      meters: [card.supplier.distanceMeters, own.supplier.distanceMeters],
    }));
}

function unitPriceOf(card: OfferSummary): Price {
  return comparedPrice(card.price, wholeOf(card));
}
