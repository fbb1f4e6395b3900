// Search of the port -> one multi-search; its answers -> a page. Facet counts are disjunctive: each facet with a filter
// on its own field gets a separate query without that filter.
import type { MultiSearchQuery, MultiSearchResult, RecordAny } from 'meilisearch';
import type { FacetName, Filter, PriceField, SearchPage, SearchQuery } from '../search.ts';
import { type FoundOffer, noMark } from './asked-terms.ts';
import { attributeOf, expressionOf } from './filter-expression.ts';
import { maxHits } from './settings.ts';

export type MultiSearchAnswer = MultiSearchResult<RecordAny>;

/** Filter of the terms, and sets of offers to count whatever the other filters of the search are. */
export type Asked = { terms: string | null; counts: readonly string[] };
/** Offers of a query in the order of the page: from one position on, so many. */
export type OfferSpan = { offset: number; limit: number };

/** The page (without an order only its total), the facets, then the counts. */
export function toQueries(indexUid: string, query: SearchQuery, asked: Asked, order: string[] | null) {
  const filters = [noMark, ...(asked.terms === null ? [] : [asked.terms])];
  const main: MultiSearchQuery = {
    indexUid,
    filter: [...filters, ...query.filters.map(expressionOf)],
    facets: [...query.facets.filter((facet) => !isFiltered(query, facet)).map(attributeOf), priceFieldOf(query)],
    ...(order === null ? { page: 1, hitsPerPage: 0 } : { sort: order, page: query.page, hitsPerPage: query.perPage }),
    attributesToRetrieve: ['id'],
  };
  const facets = query.facets
    .filter((facet) => isFiltered(query, facet))
    .map(
      (facet): MultiSearchQuery => ({
        indexUid,
        filter: [...filters, ...query.filters.filter((filter) => !isOn(filter, facet)).map(expressionOf)],
        facets: [attributeOf(facet)],
        page: 1,
        hitsPerPage: 0,
      }),
    );
  const counts = asked.counts.map(
    (filter): MultiSearchQuery => ({ indexUid, filter: [noMark, filter], page: 1, hitsPerPage: 0 }),
  );
  return [main, ...facets, ...counts];
}

/** The first offers of one set, short names first, with their terms: those outside the name are many. */
export function toFirst(
  indexUid: string,
  query: SearchQuery,
  terms: string,
  { limit, isNameOnly }: { limit: number; isNameOnly: boolean },
): MultiSearchQuery {
  const attributesToRetrieve = ['id', 'named', 'nameLength', ...(isNameOnly ? [] : ['elsewhere'])];
  return { ...toSet(indexUid, query, terms), page: 1, hitsPerPage: limit, attributesToRetrieve };
}

/** Some offers of one set, in the same order, without a total. */
export function toMore(indexUid: string, query: SearchQuery, terms: string, span: OfferSpan): MultiSearchQuery {
  return { ...toSet(indexUid, query, terms), ...span, attributesToRetrieve: ['id'] };
}

function toSet(indexUid: string, query: SearchQuery, terms: string): MultiSearchQuery {
  return { indexUid, filter: [noMark, terms, ...query.filters.map(expressionOf)], sort: byNameLength };
}

export function offersOf({ hits }: MultiSearchAnswer): FoundOffer[] {
  return hits as unknown as FoundOffer[];
}

export function countsOf(query: SearchQuery, answers: readonly MultiSearchAnswer[]): number[] {
  const own = query.facets.filter((facet) => isFiltered(query, facet)).length;
  return answers.slice(1 + own).map((answer) => hitCount(answer).total);
}

export function facetsOf(query: SearchQuery, [main, ...others]: readonly MultiSearchAnswer[]): SearchPage['facets'] {
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

function isFiltered(query: SearchQuery, facet: FacetName): boolean {
  return query.filters.some((filter) => isOn(filter, facet));
}

function isOn(filter: Filter, facet: FacetName): boolean {
  return 'field' in filter && filter.field === facet;
}

/** Short names first: what the score is likely to put first, when there are more offers than are scored. */
const byNameLength = ['nameLength:asc', 'id:asc'];

/** The order of a page that no score decides; null where one does. */
export function sortOf(query: SearchQuery): string[] | null {
  const { sort, near } = query;
  const away = near ? [`_geoPoint(${near.lat}, ${near.lon}):asc`] : [];
  if (sort === 'price') return [`${priceFieldOf(query)}:asc`, 'id:asc'];
  if (sort === 'impact') return ['proven.score:desc', 'id:asc'];
  if (sort === 'distance') return [...away, 'id:asc'];
  return query.groups?.length || query.text.trim() !== '' ? null : ['turn:asc', ...away, 'id:asc'];
}

function priceFieldOf({ priceField = 'priceCents' }: SearchQuery): PriceField {
  return priceField;
}
