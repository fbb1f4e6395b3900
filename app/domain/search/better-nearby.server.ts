// "Better, nearby": offers that can stand in for one, of suppliers whose proven score is higher beyond doubt. Else silence.
import { findAttributes } from '#app/domain/catalogue/listed-offers.server.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { findStart } from '#app/domain/suppliers/live-suppliers.server.ts';
import { canStandIn } from './comparable.ts';
import { thingTerm } from './indexed-facts.ts';
import { listOfferSummaries, type OfferSummary, type SummaryReader } from './offer-summaries.server.ts';
import type { SearchEngine } from './search.ts';

const maxCompared = 60;
const maxShown = 3;
/** A new supplier has had no time to prove anything. */
const newMs = 30 * 864e5;

export type BetterOffer = {
  card: OfferSummary;
  /** Proven score of this offer's supplier, then of the supplier of the offer that it is compared with. */
  score: [own: number, other: number];
  /** Distance in metres of this offer, then of the offer it is compared with. */
  meters: [own: number, other: number];
};

/**
 * Offers of other suppliers that can stand in for this one and whose proven score is higher than all that its supplier
 * even declares; the best first, at most three. None for an audience that sees no scores, and none beside a supplier that
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
  const { proven, declared } = own.score;
  const page = await engine.search({
    text: '',
    groups: [{ ways: [{ terms: [thingTerm(own.thing)], weight: 1, named: true }], optional: false }],
    locale: ctx.locale,
    filters: [
      { not: { field: 'supplier', in: [own.supplier.slug] } },
      { field: 'proven.score', min: Math.max(proven + 1, declared) },
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
    .filter((card) => canStandIn(compared(own), compared(card)))
    .slice(0, maxShown)
    .map((card) => ({
      card,
      score: [Math.round(card.score?.proven ?? 0), Math.round(proven)],
      meters: [card.supplier.distanceMeters, own.supplier.distanceMeters],
    }));
}
