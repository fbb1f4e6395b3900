// Search of the port -> one multi-search; its answer -> a page. Facet counts are disjunctive: each facet with a
// filter on its own field gets a separate query without that filter.
import type { MultiSearchParams, MultiSearchQuery, MultiSearchResult, RecordAny } from 'meilisearch';
import type { FacetName, Filter, PriceField, SearchPage, SearchQuery } from '../search.ts';
import { attributeOf, expressionOf } from './filter-expression.ts';
import { maxHits } from './settings.ts';

export type MultiSearchAnswer = MultiSearchResult<RecordAny>;

/** `text` is made of stems. `strategy`: all of them must match, or the most frequent ones may be dropped. */
export function toMultiSearch(
  indexUid: string,
  query: SearchQuery,
  text: string,
  strategy: 'all' | 'frequency',
): MultiSearchParams {
  const base = { indexUid, q: text, matchingStrategy: strategy };
  const main: MultiSearchQuery = {
    ...base,
    filter: query.filters.map(expressionOf),
    facets: [...query.facets.filter((facet) => !isFiltered(query, facet)).map(attributeOf), priceFieldOf(query)],
    sort: sortOf(query),
    page: query.page,
    hitsPerPage: query.perPage,
    attributesToRetrieve: ['id'],
    showRankingScoreDetails: text !== '',
  };
  const others = query.facets
    .filter((facet) => isFiltered(query, facet))
    .map(
      (facet): MultiSearchQuery => ({
        ...base,
        filter: query.filters.filter((filter) => !isOn(filter, facet)).map(expressionOf),
        facets: [attributeOf(facet)],
        page: 1,
        hitsPerPage: 0,
      }),
    );
  return { queries: [main, ...others] };
}

export function facetsOf(query: SearchQuery, [main, ...others]: MultiSearchAnswer[]): SearchPage['facets'] {
  const own = query.facets.filter((facet) => isFiltered(query, facet));
  return Object.fromEntries(
    query.facets.map((facet) => {
      const answer = own.includes(facet) ? others[own.indexOf(facet)] : main;
      const counts = { ...answer?.facetDistribution?.[attributeOf(facet)] };
      if (facet === 'inStock') delete counts.false;
      return [facet, counts];
    }),
  );
}

export function statsOf(query: SearchQuery, main: MultiSearchAnswer): SearchPage['stats'] {
  const { min, max } = main.facetStats?.[priceFieldOf(query)] ?? {};
  return { priceCents: min === undefined || max === undefined ? null : { min, max } };
}

export function hitCount(main: MultiSearchAnswer): Pick<SearchPage, 'total' | 'totalIsExact'> {
  const total = main.totalHits ?? 0;
  return { total, totalIsExact: total < maxHits };
}

/** True if every hit of the page matched only with a typo. */
export function onlyByTypo(main: MultiSearchAnswer): boolean {
  return main.hits.length > 0 && main.hits.every((hit) => (hit._rankingScoreDetails?.typo?.typoCount ?? 0) > 0);
}

function isFiltered(query: SearchQuery, facet: FacetName): boolean {
  return query.filters.some((filter) => isOn(filter, facet));
}

function isOn(filter: Filter, facet: FacetName): boolean {
  return 'field' in filter && filter.field === facet;
}

/** With a text and no other sort, the ranking rules decide: no sort parameter. */
function sortOf(query: SearchQuery): string[] {
  const { sort, text, near } = query;
  const away = near ? [`_geoPoint(${near.lat}, ${near.lon}):asc`] : [];
  if (sort === 'price') return [`${priceFieldOf(query)}:asc`, 'id:asc'];
  if (sort === 'impact') return ['proven.score:desc', 'id:asc'];
  if (sort === 'distance') return [...away, 'id:asc'];
  return text.trim() === '' ? ['turn:asc', ...away, 'id:asc'] : [];
}

function priceFieldOf({ priceField = 'priceCents' }: SearchQuery): PriceField {
  return priceField;
}
