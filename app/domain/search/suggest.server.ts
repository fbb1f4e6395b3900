import { categories } from '#app/domain/catalogue/offer.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { byLocale } from '#app/domain/shared/locale.ts';
import { tokensOf } from './analysis.ts';
import { categoryTerms } from './category-terms.ts';
import { listOfferSummaries } from './offer-summaries.server.ts';
import type { SearchEngine, SearchQuery } from './search.ts';
import { typingGroups } from './understanding/typing.server.ts';

export type Suggestion = { label: string; href: string };
export type Suggestions = Record<'offers' | 'suppliers' | 'categories' | 'needs', Suggestion[]>;

const maxOffers = 5;
const maxOthers = 3;

/**
 * Suggestions for a typed text, whose last word may be unfinished. `named`: the interface's names of categories
 * and needs (a name and its search).
 */
export async function listSuggestions(
  ctx: Pick<Ctx, 'db' | 'locale' | 'now' | 'town'>,
  engine: SearchEngine,
  query: SearchQuery,
  named: { categories: Record<(typeof categories)[number], string>; needs: readonly [string, string][] },
): Promise<Suggestions> {
  const typed = tokensOf(query.text, ctx.locale);
  const none: Suggestions = { offers: [], suppliers: [], categories: [], needs: [] };
  if (typed.length === 0) return none;
  const begins = (text: string) => {
    const own = tokensOf(text, ctx.locale);
    return typed.every((token) => own.some((word) => word.startsWith(token)));
  };
  const groups = typingGroups(query.text, ctx.locale, await engine.vocabulary(ctx.locale));
  const [page, suppliers] = await Promise.all([
    engine.search({ ...query, groups, perPage: maxOffers }),
    engine.facetValues({ ...query, text: '' }, 'supplier', query.text),
  ]);
  // Only offers that are visible in the database may be suggested; the index may be late.
  const cards = listOfferSummaries({ ...ctx, audience: 'consumer' }, page.ids, query.near ?? { lat: 0, lon: 0 });
  return {
    offers: cards.map(({ name, slug }) => ({ label: name, href: `/offers/${slug}` })),
    suppliers: suppliers.slice(0, maxOthers).map(({ name, value }) => ({ label: name, href: `/suppliers/${value}` })),
    categories: categories
      .filter((id) => begins(`${named.categories[id]} ${byLocale(categoryTerms, ctx.locale)[id]}`))
      .slice(0, maxOthers)
      .map((id) => ({ label: named.categories[id], href: `/offers?category=${id}` })),
    needs: named.needs
      .filter(([name]) => begins(name))
      .slice(0, maxOthers)
      .map(([label, search]) => ({ label, href: `/offers?${search}` })),
  };
}
