import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { facetsFor, toSearch } from '#app/domain/search/ask.server.ts';
import { listCards, withoutPlace } from '#app/domain/search/cards.server.ts';
import { loosened } from '#app/domain/search/loosen.server.ts';
import type { Segment } from '#app/domain/search/search.ts';
import { listSupplierDots, listSupplierNames } from '#app/domain/search/suppliers.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { readCatalogue } from '#app/http/catalogue.server.ts';
import { titled } from '#app/http/meta.ts';
import { CatalogueResults } from '#app/ui/catalogue-page.tsx';
import { CatalogueRefused } from '#app/ui/catalogue-refused.tsx';

export const meta = titled;

const perPage = 12;

export const loader = answer('offers._index', async (visit) => {
  const asked = readCatalogue(visit, perPage);
  const title = visit.t.catalogue.title;
  if (!asked.ok) return data({ ok: false as const, title, refusal: asked }, { status: 400 });
  const { query, audience, search } = asked;
  const page = await visit.hall.search.search({
    ...toSearch(visit, query, facetsFor(query, audience)),
    highlight: query.words !== '',
  });
  const marks = new Map<number, Segment[]>(page.highlights.map((segments, i) => [page.ids[i]!, segments]));
  const cards = query.publicBuyer
    ? listCards({ ...visit, audience: 'consumer' }, page.ids, query.near).map(withoutPlace)
    : listCards({ ...visit, audience }, page.ids, query.near);
  const view = visit.url.searchParams.get('view') === 'map' && !query.publicBuyer ? 'map' : 'list';
  const { supplier, ...facets } = page.facets;
  return data({
    ok: true as const,
    title: query.words ? `${query.words} · ${title}` : title,
    composites: seesComposites(audience),
    query,
    search,
    place: visit.place.name,
    from: { ...query.near, name: visit.place.name },
    cards: cards.map((card) => ({ ...card, marked: marks.get(card.id) ?? null })),
    total: page.total,
    facets: facets as Record<string, Record<string, number>>,
    suppliers: query.suppliers.length > 0 ? listSupplierNames(visit, query.suppliers) : [],
    matched: page.matched,
    corrected: page.corrected,
    degraded: page.degraded,
    loosen: page.total === 0 ? await loosened(visit, visit.hall.search, query) : [],
    view: view as 'map' | 'list',
    dots: view === 'map' ? listSupplierDots(visit, supplier ?? {}) : [],
    signedIn: visit.user !== null,
    saved: visit.url.searchParams.has('saved'),
  });
});

export default function Catalogue() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <CatalogueResults page={page} /> : <CatalogueRefused refusal={page.refusal} />;
}
