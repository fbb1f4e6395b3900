// Turns a buyer's search into a query of the engine and runs it.
import { readAskedHours } from '#app/domain/calendar/free-times.ts';
import { type Audience, seesComposites } from '#app/domain/scoring/audience.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { daySpanOf } from './asked-days.ts';
import { eachDay, offersAt, type TimeReader } from './asked-time.server.ts';
import type { By, CatalogueQuery } from './query.ts';
import { type FacetName, type Filter, pillarNames, type SearchQuery } from './search.ts';
import { attributeFilters } from './shelf-attributes.server.ts';
import { soonestOrder } from './soonest-order.server.ts';

const facts = ['category', 'kind', 'supplier', 'label', 'supplierType', 'evidence', 'inStock'] as const;

/** Facets to count. Scores only for those who may filter by them, by the same rules as `parseQuery`. */
export function facetsFor(query: CatalogueQuery, audience: Audience): FacetName[] {
  if (!seesComposites(audience)) return [...facts];
  const counted = query.declared ? 'declared' : 'proven';
  return [...facts, ...pillarNames.map((pillar) => `${counted}.${pillar}` as const)];
}

/** Never throws: every parsed query is a valid search. */
export function toSearchQuery(ctx: TimeReader, query: CatalogueQuery, facets: readonly FacetName[]): SearchQuery {
  const { text, locale, near, sort, priceField, page, perPage } = query;
  return {
    text,
    locale,
    filters: filtersOf(ctx, query),
    facets,
    highlight: false,
    sort,
    ...(sort === 'soonest' && { soonest: soonestOrder(ctx) }),
    priceField,
    near: query.publicBuyer ? null : near,
    page,
    perPage,
  };
}

function filtersOf(ctx: TimeReader, query: CatalogueQuery): Filter[] {
  const filters: Filter[] = [];
  const sets = {
    category: query.categories,
    kind: query.kinds,
    supplier: query.suppliers,
    supplierType: query.supplierTypes,
    label: query.labels,
  } as const;
  for (const [field, chosen] of Object.entries(sets))
    if (chosen.length > 0) filters.push({ field: field as keyof typeof sets, in: chosen });
  const counted = query.declared ? 'declared' : 'proven';
  for (const pillar of pillarNames) {
    const min = query.minimum[pillar];
    if (min !== undefined) filters.push({ field: `${counted}.${pillar}`, min });
  }
  if (query.evidence !== null)
    filters.push({ field: 'evidence', in: evidenceLevels.slice(evidenceLevels.indexOf(query.evidence)) });
  if (query.inStock) filters.push({ field: 'inStock', is: true });
  if (query.priceMaxCents !== null) filters.push({ field: query.priceField, max: query.priceMaxCents });
  if (query.withinMeters !== null) filters.push({ field: 'place', center: query.near, meters: query.withinMeters });
  filters.push(...attributeFilters(ctx, query));
  if (query.day !== null) filters.push(offersOnDays(ctx, { ...query, day: query.day }));
  return filters;
}

/** Offers that can be had on the days of an address, within its hours. */
function offersOnDays(ctx: TimeReader, { day, time, by }: { day: string; time: string | null; by: By | null }): Filter {
  const span = daySpanOf(day);
  const hours = time === null ? null : readAskedHours(time);
  return offersAt(ctx, { spans: [span], hours, handOver: eachDay(span), by, isBookedOnly: hours !== null });
}
