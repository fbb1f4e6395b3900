// Settings of our indexes, one per language, as code. Meilisearch reads no words: it has no stemmer, and its own near
// words and beginnings would be other ones than those of the embedded engine. It is asked for terms, as filters.
import { createHash } from 'node:crypto';
import type { FilterableAttributes, GranularFilterableAttribute, Settings } from 'meilisearch';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { maxFacetValues } from '../search.ts';
import { searchTimeoutMs } from './client.server.ts';

/** Above this number of results, totals are not exact. */
export const maxHits = 100_000;

/** Comparison costs an index of its own, so only numbers have it. */
const filterable: FilterableAttributes = [
  attributes(['id', 'priceCents', 'grossCents', 'leadDays', 'proven.*', 'declared.*'], true),
  attributes(
    [
      'named',
      'elsewhere',
      'category',
      'kind',
      'supplier',
      'labels',
      'supplierTypes',
      'evidence',
      'inStock',
      'provenTenths.*',
      'declaredTenths.*',
    ],
    false,
  ),
  '_geo',
];

export function settingsFor(_locale: Locale): Settings {
  return {
    searchableAttributes: [],
    displayedAttributes: ['id', 'mark', 'named', 'elsewhere', 'nameLength'],
    filterableAttributes: filterable,
    sortableAttributes: ['id', 'turn', 'nameLength', 'priceCents', 'grossCents', 'proven.score', '_geo'],
    rankingRules: ['sort'],
    typoTolerance: { enabled: false },
    prefixSearch: 'disabled',
    facetSearch: false,
    proximityPrecision: 'byAttribute',
    // In the order of values few results are counted one by one; only suppliers have more values than are counted.
    faceting: { maxValuesPerFacet: maxFacetValues, sortFacetValuesBy: { '*': 'alpha', supplier: 'count' } },
    pagination: { maxTotalHits: maxHits },
    searchCutoffMs: searchTimeoutMs,
  };
}

function attributes(attributePatterns: string[], comparison: boolean): GranularFilterableAttribute {
  return { attributePatterns, features: { facetSearch: false, filter: { equality: true, comparison } } };
}

/** Changes when any setting changes. */
export const settingsHash = createHash('sha256')
  .update(JSON.stringify(locales.map(settingsFor)))
  .digest('hex');
