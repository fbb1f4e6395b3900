// Settings of our indexes, one per language, as code. Words are folded and stemmed here because Meilisearch
// has no stemmer: documents and queries go through the same analysis, and the index contains stems.
import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { tokensOf } from '../analysis.ts';
import { maxFacetValues } from '../search.ts';
import { synonymEntries } from '../synonyms.ts';

/** Above this number of results, totals are not exact. */
export const maxHits = 100_000;

/** Strongest first; the page /ranking explains them. */
export const rankingRules = ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness', 'id:asc'] as const;

export function settingsFor(locale: Locale): Settings {
  return {
    searchableAttributes: ['nameTerms', 'textTerms', 'sellerTerms'],
    displayedAttributes: ['id'],
    filterableAttributes: [
      'id',
      'category',
      'kind',
      'supplier',
      'labels',
      'supplierTypes',
      'evidence',
      'inStock',
      'priceCents',
      'grossCents',
      'leadDays',
      'proven',
      'declared',
      'provenTenths',
      'declaredTenths',
      '_geo',
    ],
    sortableAttributes: ['id', 'turn', 'priceCents', 'grossCents', 'proven.score', '_geo'],
    rankingRules: [...rankingRules],
    // A stem is about one letter shorter than its word, so 4 and 8 here mean words of five and nine letters.
    typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 } },
    synonyms: synonymsFor(locale),
    faceting: { maxValuesPerFacet: maxFacetValues, sortFacetValuesBy: { '*': 'count' } },
    pagination: { maxTotalHits: maxHits },
  };
}

function synonymsFor(locale: Locale): Record<string, string[]> {
  const stems = (text: string) => tokensOf(text, locale).join(' ');
  const all: Record<string, string[]> = {};
  for (const [text, others] of synonymEntries(locale)) {
    const key = stems(text);
    all[key] = [...new Set([...(all[key] ?? []), ...others.map(stems)])].filter((other) => other !== key);
  }
  return all;
}

/** Changes when any setting changes. */
export function settingsHash(): string {
  return createHash('sha256')
    .update(JSON.stringify(locales.map(settingsFor)))
    .digest('hex');
}
