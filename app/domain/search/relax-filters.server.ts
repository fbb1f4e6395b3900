import type { Ctx } from '#app/domain/shared/context.ts';
import { countAnswers } from './answer-search.server.ts';
import type { CatalogueQuery } from './query.ts';
import type { SearchEngine } from './search.ts';

export type RelaxedFilter = { filter: string; parameters: string[]; total: number };

const relaxations: {
  filter: string;
  parameters: string[];
  active: (query: CatalogueQuery) => boolean;
  without: Partial<CatalogueQuery>;
}[] = [
  { filter: 'q', parameters: ['q'], active: (query) => query.text !== '', without: { text: '' } },
  {
    filter: 'category',
    parameters: ['category'],
    active: (query) => query.categories.length > 0,
    without: { categories: [] },
  },
  { filter: 'kind', parameters: ['kind'], active: (query) => query.kinds.length > 0, without: { kinds: [] } },
  { filter: 'thing', parameters: ['thing'], active: (query) => query.things.length > 0, without: { things: [] } },
  {
    filter: 'attribute',
    parameters: ['attribute'],
    active: (query) => query.attributes.length > 0,
    without: { attributes: [] },
  },
  { filter: 'label', parameters: ['label'], active: (query) => query.labels.length > 0, without: { labels: [] } },
  {
    filter: 'supplier_type',
    parameters: ['supplier_type'],
    active: (query) => query.supplierTypes.length > 0,
    without: { supplierTypes: [] },
  },
  {
    filter: 'day',
    parameters: ['day', 'time', 'by'],
    active: (query) => query.day !== null,
    without: { day: null, time: null },
  },
  {
    filter: 'time',
    parameters: ['time'],
    active: (query) => query.day !== null && query.time !== null,
    without: { time: null },
  },
  {
    filter: 'supplier',
    parameters: ['supplier'],
    active: (query) => query.suppliers.length > 0,
    without: { suppliers: [] },
  },
  {
    filter: 'minimum',
    parameters: ['score_min', 'eco_min', 'soc_min', 'env_min'],
    active: (query) => Object.keys(query.minimum).length > 0,
    without: { minimum: {} },
  },
  {
    filter: 'evidence',
    parameters: ['evidence'],
    active: (query) => query.evidence !== null,
    without: { evidence: null },
  },
  { filter: 'in_stock', parameters: ['in_stock'], active: (query) => query.inStock, without: { inStock: false } },
  {
    filter: 'price_max',
    parameters: ['price_max'],
    active: (query) => query.priceMaxCents !== null,
    without: { priceMaxCents: null },
  },
  {
    filter: 'within_km',
    parameters: ['within_km'],
    active: (query) => query.withinMeters !== null,
    without: { withinMeters: null },
  },
];

/** For a search without results: the filters whose removal would find offers, the one that finds most first. */
export async function relaxFilters(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  engine: SearchEngine,
  query: CatalogueQuery,
): Promise<RelaxedFilter[]> {
  const tried = await Promise.all(
    relaxations
      .filter(({ active }) => active(query))
      .map(async ({ filter, parameters, without }) => ({
        filter,
        parameters,
        total: await countAnswers(ctx, engine, { ...query, ...without, page: 1, perPage: 1 }),
      })),
  );
  return tried.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}
