import type { Category } from '#app/domain/catalogue/offer.ts';
import { type Audience, seesComposites } from '#app/domain/scoring/audience.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { tokensOf, typedWords } from './analysis.ts';
import { listOfferSummaries, type OfferSummary } from './offer-summaries.server.ts';
import type { Filter, SearchEngine } from './search.ts';

const maxCompared = 30;
const maxShown = 3;

export type BetterOffer = {
  card: OfferSummary;
  score: [own: number, other: number] | null;
  /** Distance in metres of this offer, then of the offer it is compared with. */
  meters: [own: number, other: number];
};

/**
 * Comparable offers of other suppliers: the same category, and the first word of this offer's French name in
 * theirs; those that share most words of the name come first. Each has a better proven score (for audiences that
 * see scores) or is nearer; a place here is never for sale.
 */
export async function findBetterNearby(
  ctx: Pick<Ctx, 'db' | 'locale'> & { audience: Audience; place: Point },
  engine: SearchEngine,
  offer: { id: number; name: SourceText; category: Category },
): Promise<BetterOffer[]> {
  const [own] = listOfferSummaries(ctx, [offer.id], ctx.place);
  const [thing] = typedWords(offer.name.fr, sourceLocale);
  if (!own || !thing) return [];
  const proven = seesComposites(ctx.audience) ? (own.score?.proven ?? 0) : null;
  const away = own.supplier.distanceMeters;
  const better: Filter[] = [
    ...(proven === null ? [] : [{ field: 'proven.score', min: proven + 1 } as const]),
    { field: 'place', center: ctx.place, meters: away - 1 },
  ];
  const page = await engine.search({
    text: thing.raw,
    locale: sourceLocale,
    filters: [
      { field: 'category', in: [offer.category] },
      { not: { field: 'supplier', in: [own.supplier.slug] } },
      { any: better },
    ],
    facets: [],
    highlight: true,
    sort: 'relevance',
    near: ctx.place,
    page: 1,
    perPage: maxCompared,
  });
  const wanted = tokensOf(offer.name.fr, sourceLocale);
  const candidates = page.ids
    .map((id, i) => ({ id, text: tokensOf(page.highlights[i]!.map(({ text }) => text).join(''), sourceLocale) }))
    .filter(({ text }) => text.includes(thing.token))
    .map(({ id, text }) => ({ id, shared: wanted.filter((word) => text.includes(word)).length }))
    .sort((a, b) => b.shared - a.shared);
  return listOfferSummaries(
    ctx,
    candidates.map(({ id }) => id),
    ctx.place,
  )
    .slice(0, maxShown)
    .map((card) => {
      const other = card.score?.proven ?? 0;
      const meters = card.supplier.distanceMeters;
      return {
        card,
        score: proven !== null && other >= proven + 1 ? [Math.round(other), Math.round(proven)] : null,
        meters: [meters, away],
      };
    });
}
