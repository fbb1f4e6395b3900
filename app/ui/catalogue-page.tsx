import type { OfferCard as Card } from '#app/domain/search/cards.server.ts';
import type { Loosened } from '#app/domain/search/loosen.server.ts';
import type { SearchPage, Segment } from '#app/domain/search/search.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { useMessages } from '#app/i18n/context.tsx';
import { CatalogueFilters } from './catalogue-filters.tsx';
import { FilterChips } from './filter-chips.tsx';
import type { FilterData } from './filters.tsx';
import { Loosen } from './loosen.tsx';
import { OfferCard } from './offer-card.tsx';
import { Pager } from './pager.tsx';
import { ResultHead, SearchNotices } from './result-head.tsx';
import { Rings } from './rings.tsx';
import { SearchBox } from './search-box.tsx';

export type CataloguePage = FilterData &
  Pick<SearchPage, 'total' | 'matched' | 'corrected' | 'degraded'> & {
    cards: (Card & { marked: Segment[] | null })[];
    suppliers: { slug: string; name: string }[];
    loosen: Loosened[];
    view: 'list' | 'map';
    from: Point & { name: string };
    dots: (Point & { slug: string; name: string; offers: number })[];
    signedIn: boolean;
    saved: boolean;
  };

/** The market: search, filters, results, and the map of who sells them. One GET form, so that every state is an address. */
export function CatalogueResults({ page }: { page: CataloguePage }) {
  const t = useMessages();
  const { query, search } = page;
  const last = Math.max(1, Math.ceil(page.total / query.perPage));
  const show = page.composites && !query.publicBuyer ? 'score' : 'facts';
  const onMap = (slug: string) => {
    const params = new URLSearchParams(search);
    params.set('supplier', slug);
    return `/offers?${params}`;
  };
  return (
    <div className="wrap section">
      <form method="get" action="/offers" className="catalogue" data-plain data-follow>
        <div className="catalogue-top">
          <h1>{t.catalogue.heading}</h1>
          <SearchBox words={query.words} />
        </div>
        <details className="filters">
          <summary className="button quiet">{t.catalogue.filters}</summary>
          <CatalogueFilters page={page} />
        </details>
        <div>
          <ResultHead page={page} />
          <FilterChips query={query} suppliers={page.suppliers} search={search} />
          {page.saved && <p className="notice mb-4">{t.discovery.saved.done}</p>}
          <SearchNotices page={page} />
          <h2 className="sr-only">{t.catalogue.results}</h2>
          <div className={page.view === 'map' ? 'with-map' : undefined}>
            {page.view === 'map' && (
              <Rings
                place={page.from}
                dots={page.dots.map((dot) => ({
                  ...dot,
                  name: t.discovery.mapDot(dot.name, t.count.offers(dot.offers)),
                }))}
                hrefOf={onMap}
              />
            )}
            {page.total === 0 ? (
              <Loosen choices={page.loosen} search={search} words={query.words} />
            ) : (
              <ul className="cards">
                {page.cards.map((card) => (
                  <OfferCard key={card.id} card={card} show={show} near={!query.publicBuyer} marked={card.marked} />
                ))}
              </ul>
            )}
          </div>
          <Pager page={query.page} last={last} search={search} />
        </div>
      </form>
      {page.signedIn && (
        <form id="save-search" method="post" action="/searches">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="search" value={search} />
        </form>
      )}
    </div>
  );
}
