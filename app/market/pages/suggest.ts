import { listSuggestions, type Suggestions } from '#app/domain/search/suggest.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

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
  if (ctx.url.searchParams.get('form') === 'opensearch') return openSearchAnswer(ctx, text, found);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return Response.json({ groups, status: t.discovery.suggest.found(count) });
});

/** The suggestions of OpenSearch 1.1: what was typed, completions, what each is, and its address. */
function openSearchAnswer(ctx: RequestContext, text: string, found: Suggestions): Response {
  const { t } = ctx;
  const { origin } = ctx.services.env;
  const named = (['offers', 'suppliers', 'categories', 'needs'] as const).flatMap((id) =>
    found[id].map(({ label, href }) => ({ label, group: t.discovery.suggest[id], href: `${origin}${href}` })),
  );
  const columns = [named.map(({ label }) => label), named.map(({ group }) => group), named.map(({ href }) => href)];
  return Response.json([text, ...columns], { headers: { 'content-type': 'application/x-suggestions+json' } });
}
