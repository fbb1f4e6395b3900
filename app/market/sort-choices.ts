import { type Sort, sorts } from '#app/domain/search/search.ts';
import type { CatalogueData } from './catalogue-data.ts';

type Asked = Pick<CatalogueData, 'chips' | 'composites'> & {
  query: Pick<CatalogueData['query'], 'sort' | 'isSorted' | 'publicBuyer'>;
};

/**
 * The orders that a search can have, with the value that each has in the form, and the value of the one that it has. An empty
 * value leaves the order to the search: to its words when they ask for one ("pas cher"), else to the engine.
 */
export function sortChoices({ query, chips, composites }: Asked): {
  choices: { sort: Sort; value: Sort | '' }[];
  chosen: Sort | '';
} {
  const own = query.isSorted ? null : chips.some(({ name }) => name === 'sort') ? 'price' : 'relevance';
  const choices = sorts
    .filter((sort) => composites || sort !== 'impact')
    .filter((sort) => !query.publicBuyer || (sort !== 'impact' && sort !== 'distance'))
    .map((sort) => ({ sort, value: sort === own ? ('' as const) : sort }));
  return { choices, chosen: query.isSorted ? query.sort : '' };
}
