import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { answerSearch } from '#app/domain/search/answer-search.server.ts';
import { facetsFor } from '#app/domain/search/run-search.server.ts';
import { listSupplierNames } from '#app/domain/suppliers/live-suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { AllFilters } from '#app/market/all-filters.tsx';
import { readCatalogueRequest } from '#app/market/catalogue-request.server.ts';
import { InvalidQuery } from '#app/market/invalid-query.tsx';
import { shelfData } from '#app/market/shelf-data.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('market/filters', async (ctx) => {
  const asked = readCatalogueRequest(ctx, 12);
  const title = ctx.t.discovery.filtersTitle;
  if (!asked.ok) return data({ ok: false as const, title, refusal: asked, search: ctx.url.search }, { status: 400 });
  const { query, audience, search } = asked;
  const { page } = await answerSearch(ctx, ctx.services.search, { ...query, perPage: 1 }, facetsFor(query, audience));
  return data({
    ok: true as const,
    title: pageTitle(title, { count: page.total }),
    composites: seesComposites(audience),
    query,
    search,
    place: ctx.place.name,
    ...shelfData(ctx, query),
    total: page.total,
    facets: page.facets as Record<string, Record<string, number>>,
    suppliers: query.suppliers.length > 0 ? listSupplierNames(ctx, query.suppliers) : [],
  });
});

export default function Filters() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <AllFilters page={page} /> : <InvalidQuery refusal={page.refusal} search={page.search} />;
}
