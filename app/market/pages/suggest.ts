import { listSuggestions } from '#app/domain/search/suggest.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** Suggestions while typing (public/market.js), in named groups, with their number as text. */
export const loader = routeHandler('market/suggest', async (ctx) => {
  const { t, locale } = ctx;
  const text = (ctx.url.searchParams.get('q') ?? '').slice(0, 100);
  const query = {
    text,
    locale,
    filters: [],
    facets: [],
    highlight: false,
    sort: 'relevance' as const,
    near: ctx.place,
    page: 1,
    perPage: 5,
  };
  const found = await listSuggestions(ctx, ctx.services.search, query, {
    categories: t.categories,
    needs: t.home.needs,
  });
  const groups = (['offers', 'suppliers', 'categories', 'needs'] as const)
    .map((id) => ({ name: t.discovery.suggest[id], items: found[id] }))
    .filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return Response.json({ groups, status: t.discovery.suggest.found(count) });
});
