import { distanceMeters } from '#app/domain/shared/geo.ts';
import { formatDistance } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { OfferCard } from '#app/ui/offer-card.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Rings } from '#app/ui/rings.tsx';
import type { CatalogueData } from './catalogue-data.ts';
import { CatalogueFilters } from './catalogue-filters.tsx';
import { catalogueHref } from './catalogue-href.ts';
import { chipsOf, FilterChips } from './filter-chips.tsx';
import { NothingFound } from './nothing-found.tsx';
import { ReadChips } from './read-chips.tsx';
import { RelaxedFilters } from './relaxed-filters.tsx';
import { ResultHeader, SearchNotices } from './result-header.tsx';
import { SearchBox } from './search-box.tsx';

/**
 * The market: search, filters, results, and the map of their suppliers. One GET form, so that every state has an
 * address.
 */
export function CatalogueResults({ page }: { page: CatalogueData }) {
  const t = useMessages();
  const { query, search } = page;
  const last = Math.max(1, Math.ceil(page.total / query.perPage));
  const show = page.composites && !query.publicBuyer ? 'score' : 'facts';
  const chips = chipsOf(page, t, useLocale());
  return (
    <div className="wrap section">
      <form method="get" action="/offers" className="catalogue" data-plain data-follow>
        <div className="catalogue-top">
          <h1>{t.catalogue.heading}</h1>
          <SearchBox text={query.text} />
        </div>
        <details className="filters">
          <summary className="button quiet">
            {chips.length > 0 ? t.discovery.filtersCount(chips.length) : t.catalogue.filters}
          </summary>
          <CatalogueFilters page={page} />
        </details>
        <div>
          <ResultHeader page={page} />
          <ReadChips chips={page.chips} unread={query.unread} search={search} />
          <FilterChips chips={chips} text={query.text} search={search} />
          <SearchNotices page={page} />
          <h2 className="sr-only">{t.catalogue.results}</h2>
          <div className={page.view === 'map' ? 'with-map' : undefined}>
            {page.view === 'map' && <OffersMap page={page} />}
            {page.nothing ? (
              <NothingFound page={page} nothing={page.nothing} show={show} />
            ) : page.total === 0 ? (
              <RelaxedFilters choices={page.loosen} search={search} text={query.text} />
            ) : (
              <ul className="cards">
                {page.cards.map((card) => (
                  <OfferCard
                    key={card.id}
                    card={card}
                    show={show}
                    near={!query.publicBuyer}
                    marked={card.marked}
                    toDay={page.asksDay}
                  />
                ))}
              </ul>
            )}
          </div>
          <Pager page={query.page} last={last} search={search} />
        </div>
      </form>
      {page.signedIn && !page.saved && (
        <form id="save-search" method="post" action="/searches">
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="search" value={search} />
        </form>
      )}
    </div>
  );
}

/** The list shows the nearest suppliers only; the others are just on the map. */
const maxListed = 15;

/** The suppliers of the results around the place: as rings, and as a list. */
function OffersMap({ page }: { page: CatalogueData }) {
  const t = useMessages();
  const locale = useLocale();
  const chosen = page.query.suppliers;
  const toSupplier = (slug: string) => {
    const params = new URLSearchParams(page.search);
    params.set('supplier', slug);
    return catalogueHref(params);
  };
  const dots = page.dots
    .map((dot) => ({ ...dot, meters: distanceMeters(page.from, dot) }))
    .sort((a, b) => a.meters - b.meters);
  const named = dots.map((dot) => ({ ...dot, name: t.discovery.mapDot(dot.name, t.count.offers(dot.offers)) }));
  return (
    <div>
      <Rings
        place={page.from}
        dots={named}
        hrefOf={toSupplier}
        chosen={chosen}
        caption={t.discovery.mapCaption(page.from.name)}
      />
      <ul className="map-list">
        {dots.slice(0, maxListed).map((dot) => (
          <li key={dot.slug}>
            <a href={toSupplier(dot.slug)} aria-current={chosen.includes(dot.slug) || undefined}>
              {dot.name}
              <span>
                {formatDistance(dot.meters, locale)} · {t.count.offers(dot.offers)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
