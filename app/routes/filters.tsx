import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { facetsFor, toSearch } from '#app/domain/search/ask.server.ts';
import { listSupplierNames } from '#app/domain/search/suppliers.server.ts';
import { addDays, today } from '#app/domain/shared/context.ts';
import { answer } from '#app/http/answer.server.ts';
import { readCatalogue } from '#app/http/catalogue.server.ts';
import { titled } from '#app/http/meta.ts';
import { AllFilters } from '#app/ui/all-filters.tsx';
import { CatalogueRefused } from '#app/ui/catalogue-refused.tsx';

export const meta = titled;

export const loader = answer('filters', async (visit) => {
  const asked = readCatalogue(visit, 12);
  const title = visit.t.discovery.filtersTitle;
  if (!asked.ok) return data({ ok: false as const, title, refusal: asked, search: visit.url.search }, { status: 400 });
  const { query, audience, search } = asked;
  const page = await visit.hall.search.search(toSearch(visit, { ...query, perPage: 1 }, facetsFor(query, audience)));
  return data({
    ok: true as const,
    title,
    composites: seesComposites(audience),
    query,
    search,
    place: visit.place.name,
    total: page.total,
    facets: page.facets as Record<string, Record<string, number>>,
    suppliers: query.suppliers.length > 0 ? listSupplierNames(visit, query.suppliers) : [],
    tomorrow: addDays(today(visit.now), 1),
  });
});

export default function Filters() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <AllFilters page={page} /> : <CatalogueRefused refusal={page.refusal} search={page.search} />;
}
