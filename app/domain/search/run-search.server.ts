// Turns a buyer's search into a query of the engine and runs it.
import { type Audience, seesComposites } from '#app/domain/scoring/audience.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { choicesOf, leadDaysUntil } from '#app/domain/suppliers/supplier.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import type { By, CatalogueQuery } from './query.ts';
import { type FacetName, type Filter, pillarNames, type SearchQuery } from './search.ts';
import { attributeFilters } from './shelf-attributes.server.ts';

type Reader = Pick<Ctx, 'db' | 'now' | 'town'>;

const facts = ['category', 'kind', 'supplier', 'label', 'supplierType', 'evidence', 'inStock'] as const;

/** Facets to count. Scores only for those who may filter by them, by the same rules as `parseQuery`. */
export function facetsFor(query: CatalogueQuery, audience: Audience): FacetName[] {
  if (!seesComposites(audience)) return [...facts];
  const counted = query.declared ? 'declared' : 'proven';
  return [...facts, ...pillarNames.map((pillar) => `${counted}.${pillar}` as const)];
}

/** Never throws: every parsed query is a valid search. */
export function toSearchQuery(ctx: Reader, query: CatalogueQuery, facets: readonly FacetName[]): SearchQuery {
  const { text, locale, near, sort, priceField, page, perPage } = query;
  return {
    text,
    locale,
    filters: filtersOf(ctx, query),
    facets,
    highlight: false,
    sort,
    priceField,
    near: query.publicBuyer ? null : near,
    page,
    perPage,
  };
}

function filtersOf(ctx: Reader, query: CatalogueQuery): Filter[] {
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
  if (query.day !== null) filters.push(offersOnOneOf(ctx, [query.day], query.by));
  return filters;
}

/** Offers that can be delivered or collected on one of these days (YYYY-MM-DD). */
export function offersOnOneOf(ctx: Reader, days: readonly string[], by: By | null = null): Filter {
  return { any: offersOnEach(ctx, days, by) };
}

/** For each of the days, the offers that can be delivered or collected on it. */
export function offersOnEach(ctx: Reader, days: readonly string[], by: By | null = null): Filter[] {
  const all = listSuppliers(ctx);
  return days.map((day) => thereOn(ctx, all, day, by));
}

/**
 * Offers that can be delivered or collected on a day: the supplier serves it, and the lead time is not longer than the
 * days that it works until then.
 */
function thereOn(
  ctx: Pick<Ctx, 'now' | 'town'>,
  all: ReturnType<typeof listSuppliers>,
  day: string,
  by: By | null,
): Filter {
  const leads = all.flatMap((supplier) => {
    const possible = choicesOf(supplier)
      .filter((choice) => by === null || choice.startsWith('pickup') === (by === 'pickup'))
      .flatMap((choice) => leadDaysUntil(supplier, choice, day, ctx.now, ctx.town) ?? []);
    return possible.length > 0 ? [{ slug: supplier.slug, max: Math.max(...possible) }] : [];
  });
  if (leads.length === 0) return { field: 'supplier', in: [] };
  const byLead = Map.groupBy(leads, ({ max }) => max);
  return {
    any: [...byLead].map(([max, own]) => ({
      all: [
        { field: 'supplier', in: own.map(({ slug }) => slug) },
        { field: 'leadDays', max },
      ],
    })),
  };
}
