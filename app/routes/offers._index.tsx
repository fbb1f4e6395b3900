import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData, useNavigation, useSubmit } from '@remix-run/react';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { facetsFor, toSearch } from '#app/domain/search/ask.server.ts';
import { listCards } from '#app/domain/search/cards.server.ts';
import { loosened } from '#app/domain/search/loosen.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { listSupplierNames } from '#app/domain/search/suppliers.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { CatalogueFilters } from '#app/ui/catalogue-filters.tsx';
import { CatalogueRefused } from '#app/ui/catalogue-refused.tsx';
import { Loosen } from '#app/ui/loosen.tsx';
import { OfferCard } from '#app/ui/offer-card.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const handle = { js: true };
export const meta = titled;

const perPage = 12;

export const loader = answer('offers._index', async (visit, { request }: LoaderFunctionArgs) => {
  const params = new URL(request.url).searchParams;
  if (params.get('price_max_eur')) throw redirect(`/offers?${withCents(params)}`, 302);
  const parsed = parseQuery(params, {
    locale: visit.locale,
    audience: visit.audience,
    near: visit.place,
    perPage,
    maxPerPage: 60,
  });
  const title = visit.t.catalogue.title;
  if (!parsed.ok) return data({ ok: false as const, title, refusal: parsed }, { status: 400 });
  const { query, audience } = parsed;
  const page = await visit.hall.search.search(toSearch(visit, query, facetsFor(query, audience)));
  const search = new URLSearchParams(
    [...params].filter(([name, value]) => value !== '' && name !== 'page' && name !== 'price_max_eur'),
  );
  return data({
    ok: true as const,
    title,
    composites: seesComposites(audience),
    query,
    search: search.toString(),
    kept: [...search].filter(([name]) => ['near', 'per_page', 'audience', 'lang'].includes(name)),
    place: visit.place.name,
    cards: listCards({ ...visit, audience }, page.ids, query.near),
    total: page.total,
    facets: {
      category: page.facets.category ?? {},
      kind: page.facets.kind ?? {},
      evidence: page.facets.evidence ?? {},
      inStock: page.facets.inStock ?? {},
    },
    supplier: query.suppliers.length > 0 ? listSupplierNames(visit, query.suppliers) : [],
    typo: page.matched === 'typo' && page.total > 0,
    loosen: page.total === 0 ? await loosened(visit, visit.hall.search, query) : [],
  });
});

export default function Catalogue() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <Results page={page} /> : <CatalogueRefused refusal={page.refusal} />;
}

type Page = Extract<Awaited<ReturnType<typeof useLoaderData<typeof loader>>>, { ok: true }>;

function Results({ page }: { page: Page }) {
  const t = useMessages();
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const last = Math.max(1, Math.ceil(page.total / page.query.perPage));
  return (
    <div className="wrap section">
      <Form
        discover="none"
        method="get"
        action="/offers"
        className="catalogue"
        onChange={(event) => {
          const field = event.target as unknown as HTMLInputElement;
          if (field.type !== 'search' && field.type !== 'number')
            submit(event.currentTarget, { preventScrollReset: true });
        }}
      >
        <div className="catalogue-top">
          <h1>{t.catalogue.heading}</h1>
          <div className="searchbox">
            <input type="search" name="q" defaultValue={page.query.words} aria-label={t.searchLabel} />
            <button type="submit">{t.search}</button>
          </div>
        </div>
        <details className="filters">
          <summary className="button quiet">{t.catalogue.filters}</summary>
          {page.kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <CatalogueFilters page={page} />
        </details>
        <div aria-busy={busy}>
          <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-2">
            <p role="status" className="font-semibold">
              {t.count.offers(page.total)}
            </p>
            <label className="small ml-auto flex items-center gap-2">
              {t.catalogue.sort}
              <select name="sort" className="input w-auto text-base" defaultValue={page.query.sort}>
                {(['relevance', 'impact', 'distance', 'price'] as const)
                  .filter((sort) => page.composites || sort !== 'impact')
                  .map((sort) => (
                    <option key={sort} value={sort}>
                      {t.catalogue.sorts[sort]}
                    </option>
                  ))}
              </select>
            </label>
            <a className="small" href="/ranking">
              {t.catalogue.ranking}
            </a>
          </div>
          {!page.composites && <p className="notice mb-4">{t.catalogue.consumer}</p>}
          {page.typo && <p className="notice mb-4">{t.catalogue.typo(page.query.words)}</p>}
          <h2 className="sr-only">{t.catalogue.results}</h2>
          {page.total === 0 ? (
            <Loosen choices={page.loosen} search={page.search} words={page.query.words} />
          ) : (
            <ul className="cards">
              {page.cards.map((card) => (
                <OfferCard key={card.id} card={card} show={page.composites ? 'score' : 'facts'} />
              ))}
            </ul>
          )}
          <Pager page={page.query.page} last={last} search={page.search} />
        </div>
      </Form>
    </div>
  );
}

/** People type euros; the URL and the API speak cents. */
function withCents(params: URLSearchParams): URLSearchParams {
  const cents = new URLSearchParams(
    [...params].filter(([name, value]) => value !== '' && !name.startsWith('price_max')),
  );
  const typed = (params.get('price_max_eur') ?? '').trim().replace(',', '.');
  const euros = Number(typed);
  if (typed !== '')
    cents.set('price_max', Number.isFinite(euros) && euros >= 0 ? String(Math.round(euros * 100)) : typed);
  return cents;
}
