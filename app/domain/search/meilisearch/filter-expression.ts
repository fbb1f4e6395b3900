// Filters and facets of the port -> Meilisearch's filter expressions and attribute names.
import type { FacetName, Filter, PillarName, ScoreField, SetField } from '../search.ts';
import { never, quoted } from './asked-terms.ts';

const setAttributes: Record<SetField, string> = {
  category: 'category',
  kind: 'kind',
  supplier: 'supplier',
  label: 'labels',
  supplierType: 'supplierTypes',
  evidence: 'evidence',
};

/** Meilisearch expression equivalent to the filter. */
export function expressionOf(filter: Filter): string {
  if ('all' in filter) return joined(filter.all, ' AND ', `NOT ${never}`);
  if ('any' in filter) return joined(filter.any, ' OR ', never);
  if ('not' in filter) return `NOT (${expressionOf(filter.not)})`;
  switch (filter.field) {
    case 'place':
      return `_geoRadius(${filter.center.lat}, ${filter.center.lon}, ${filter.meters})`;
    case 'inStock':
      return `inStock = ${filter.is}`;
    case 'id':
      return filter.in.length === 0 ? never : `id IN [${filter.in.join(', ')}]`;
    case 'category':
    case 'kind':
    case 'supplier':
    case 'label':
    case 'supplierType':
    case 'evidence':
      return filter.in.length === 0 ? never : `${setAttributes[filter.field]} IN [${filter.in.map(quoted).join(', ')}]`;
    default: {
      const { field, min, max } = filter;
      const ends = [
        ...(min === undefined ? [] : [`${field} >= ${min}`]),
        ...(max === undefined ? [] : [`${field} <= ${max}`]),
      ];
      return ends.length === 0 ? `NOT ${never}` : ends.join(' AND ');
    }
  }
}

function joined(filters: readonly Filter[], operator: ' AND ' | ' OR ', ofNone: string): string {
  return filters.length === 0 ? ofNone : filters.map((one) => `(${expressionOf(one)})`).join(operator);
}

/** Attribute whose values are counted for a facet. */
export function attributeOf(facet: FacetName): string {
  if (facet === 'inStock') return 'inStock';
  if (isScore(facet)) {
    const [counted, pillar] = facet.split('.') as ['proven' | 'declared', PillarName];
    return `${counted}Tenths.${pillar}`;
  }
  return setAttributes[facet];
}

function isScore(facet: FacetName): facet is ScoreField {
  return facet.includes('.');
}
