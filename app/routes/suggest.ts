import { suggest } from '#app/domain/search/suggest.server.ts';
import { answer } from '#app/http/answer.server.ts';

/** Suggestions while somebody types (public/market.js), in groups with their names, and how many in words. */
export const loader = answer('suggest', async (visit) => {
  const { t, locale } = visit;
  const words = (visit.url.searchParams.get('q') ?? '').slice(0, 100);
  const query = {
    words,
    locale,
    filters: [],
    facets: [],
    highlight: false,
    sort: 'relevance' as const,
    near: visit.place,
    page: 1,
    perPage: 5,
  };
  const found = await suggest(visit, visit.hall.search, query, { categories: t.categories, needs: t.home.needs });
  const groups = (['offers', 'suppliers', 'categories', 'needs'] as const)
    .map((id) => ({ name: t.discovery.suggest[id], items: found[id] }))
    .filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return Response.json({ groups, status: t.discovery.suggest.found(count) });
});
