import type { Ctx } from '#app/domain/shared/context.ts';
import { toSearch } from './ask.server.ts';
import type { CatalogueQuery } from './query.ts';
import type { SearchEngine } from './search.ts';

export type Loosened = { filter: string; parameters: string[]; total: number };

const loosenings: {
  filter: string;
  parameters: string[];
  active: (q: CatalogueQuery) => boolean;
  without: Partial<CatalogueQuery>;
}[] = [
  { filter: 'q', parameters: ['q'], active: (q) => q.words !== '', without: { words: '' } },
  { filter: 'category', parameters: ['category'], active: (q) => q.categories.length > 0, without: { categories: [] } },
  { filter: 'kind', parameters: ['kind'], active: (q) => q.kinds.length > 0, without: { kinds: [] } },
  { filter: 'label', parameters: ['label'], active: (q) => q.labels.length > 0, without: { labels: [] } },
  {
    filter: 'supplier_type',
    parameters: ['supplier_type'],
    active: (q) => q.supplierTypes.length > 0,
    without: { supplierTypes: [] },
  },
  { filter: 'day', parameters: ['day', 'by'], active: (q) => q.day !== null, without: { day: null } },
  { filter: 'supplier', parameters: ['supplier'], active: (q) => q.suppliers.length > 0, without: { suppliers: [] } },
  {
    filter: 'minimum',
    parameters: ['score_min', 'eco_min', 'soc_min', 'env_min'],
    active: (q) => Object.keys(q.minimum).length > 0,
    without: { minimum: {} },
  },
  { filter: 'evidence', parameters: ['evidence'], active: (q) => q.evidence !== null, without: { evidence: null } },
  { filter: 'in_stock', parameters: ['in_stock'], active: (q) => q.inStock, without: { inStock: false } },
  {
    filter: 'price_max',
    parameters: ['price_max'],
    active: (q) => q.priceMaxCents !== null,
    without: { priceMaxCents: null },
  },
  {
    filter: 'within_km',
    parameters: ['within_km'],
    active: (q) => q.withinMeters !== null,
    without: { withinMeters: null },
  },
];

/** For a search that found nothing: each filter whose absence would find something, the most helpful first. */
export async function loosened(
  ctx: Pick<Ctx, 'db' | 'now'>,
  engine: SearchEngine,
  query: CatalogueQuery,
): Promise<Loosened[]> {
  const tried = await Promise.all(
    loosenings
      .filter(({ active }) => active(query))
      .map(async ({ filter, parameters, without }) => ({
        filter,
        parameters,
        total: (await engine.search(toSearch(ctx, { ...query, ...without, page: 1, perPage: 1 }, []))).total,
      })),
  );
  return tried.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}
