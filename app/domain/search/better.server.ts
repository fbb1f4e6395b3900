import type { Category } from '#app/domain/catalogue/offer.ts';
import { type Audience, seesComposites } from '#app/domain/scoring/audience.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { tokens, typedWords } from './analysis.ts';
import { listCards, type OfferCard } from './cards.server.ts';
import type { Filter, SearchEngine } from './search.ts';

const mostCompared = 30;
const mostShown = 3;

export type Better = {
  card: OfferCard;
  score: [own: number, other: number] | null;
  /** Metres to it, and to the offer it is compared with. */
  meters: [own: number, other: number];
};

/**
 * Comparable offers of other suppliers: the same category, and a French name that holds the thing this one is named after
 * (its first word); those that share most of its name first. Each has a better proven score (for those who see scores) or
 * is nearer; nobody pays to be here.
 */
export async function betterNearby(
  ctx: Pick<Ctx, 'db' | 'locale'> & { audience: Audience; place: Point },
  engine: SearchEngine,
  offer: { id: number; nameFr: string; category: Category },
): Promise<Better[]> {
  const [own] = listCards(ctx, [offer.id], ctx.place);
  const [thing] = typedWords(offer.nameFr, 'fr');
  if (!own || !thing) return [];
  const proven = seesComposites(ctx.audience) ? (own.score?.proven ?? 0) : null;
  const away = own.supplier.distanceMeters;
  const better: Filter[] = [
    ...(proven === null ? [] : [{ field: 'proven.score', min: proven + 1 } as const]),
    { field: 'place', center: ctx.place, meters: away - 1 },
  ];
  const page = await engine.search({
    words: thing.raw,
    locale: 'fr',
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
    perPage: mostCompared,
  });
  const wanted = tokens(offer.nameFr, 'fr');
  const candidates = page.ids
    .map((id, i) => ({ id, words: tokens(page.highlights[i]!.map(({ text }) => text).join(''), 'fr') }))
    .filter(({ words }) => words.includes(thing.token))
    .map(({ id, words }) => ({ id, shared: wanted.filter((word) => words.includes(word)).length }))
    .sort((a, b) => b.shared - a.shared);
  return listCards(
    ctx,
    candidates.map(({ id }) => id),
    ctx.place,
  )
    .slice(0, mostShown)
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
