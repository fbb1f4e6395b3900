import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { findAsMeant } from '#app/domain/search/ask.server.ts';
import { listCards, withoutPlace } from '#app/domain/search/cards.server.ts';
import { loosened } from '#app/domain/search/loosen.server.ts';
import { isSaved } from '#app/domain/search/saved.server.ts';
import type { Segment } from '#app/domain/search/search.ts';
import { listSupplierDots, listSupplierNames } from '#app/domain/search/suppliers.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { answer } from '#app/http/answer.server.ts';
import { readCatalogue } from '#app/http/catalogue.server.ts';
import { titled } from '#app/http/meta.ts';
import { CatalogueResults } from '#app/ui/catalogue-page.tsx';
import { CatalogueRefused } from '#app/ui/catalogue-refused.tsx';
import { marketHref } from '#app/ui/market-href.ts';

export const meta = titled;

const perPage = { list: 12, map: 8 } as const;

export const loader = answer('offers._index', async (visit) => {
  const view = visit.url.searchParams.get('view') === 'map' && !visit.url.searchParams.has('public') ? 'map' : 'list';
  const asked = readCatalogue(visit, perPage[view]);
  const title = visit.t.catalogue.title;
  if (!asked.ok) return data({ ok: false as const, title, refusal: asked, search: visit.url.search }, { status: 400 });
  const { query, audience, search } = asked;
  const { page, meant } = await findAsMeant(visit, visit.hall.search, query, audience);
  const last = Math.ceil(page.total / query.perPage);
  if (query.page > last && last > 0) {
    const params = new URLSearchParams(search);
    if (last > 1) params.set('page', String(last));
    throw redirect(marketHref(params), 302);
  }
  const marks = new Map<number, Segment[]>(page.highlights.map((segments, i) => [page.ids[i]!, segments]));
  const cards = query.publicBuyer
    ? listCards({ ...visit, audience: 'consumer' }, page.ids, query.near).map(withoutPlace)
    : listCards({ ...visit, audience }, page.ids, query.near);
  const { supplier, ...facets } = page.facets;
  const saved = visit.user !== null && isSaved(visit, search);
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
    meant,
    dayPast: query.day !== null && query.day <= today(visit.now),
    degraded: page.degraded,
    loosen: page.total === 0 ? await loosened(visit, visit.hall.search, query) : [],
    view: view as 'list' | 'map',
    dots: view === 'map' ? listSupplierDots(visit, supplier ?? {}) : [],
    signedIn: visit.user !== null,
    saved,
    justSaved: saved && visit.url.searchParams.has('saved'),
  });
});

export default function Catalogue() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <CatalogueResults page={page} /> : <CatalogueRefused refusal={page.refusal} search={page.search} />;
}
