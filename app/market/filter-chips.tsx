import { writeAttributeFilter } from '#app/domain/catalogue/attribute-filter.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { pillarNames } from '#app/domain/search/search.ts';
import type { AttributeFacet } from '#app/domain/search/shelf-attributes.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { SupplierType } from '#app/domain/suppliers/legal-forms.ts';
import { formatTaxed } from '#app/i18n/format-price.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { attributeWish } from './attribute-fields.tsx';
import { catalogueHref } from './catalogue-href.ts';
import { distanceLabel } from './filter-fields.tsx';
import { formatAskedDays, formatAskedHours } from './when-fields.tsx';

export type Chip = { name: string; parameter: string; value: string | null };

type Asked = {
  query: CatalogueQuery;
  suppliers: readonly { slug: string; name: string }[];
  shelf: readonly AttributeFacet[];
  things: readonly { id: string; name: string }[];
};

/** The filters of a search as labels, each with the parameter (and value) that sets it. */
export function chipsOf({ query, suppliers, shelf, things }: Asked, t: Messages, locale: Locale): Chip[] {
  const messages = t.discovery;
  const each = (parameter: string, values: readonly string[], name: (value: string) => string) =>
    values.map((value) => ({ name: name(value), parameter, value }));
  const one = (parameter: string, is: boolean, name: () => string) =>
    is ? [{ name: name(), parameter, value: null }] : [];
  const labels: Record<string, string> = { ...t.food.classes, ...t.labels };
  return [
    ...each('category', query.categories, (id) => t.categories[id as keyof typeof t.categories]),
    ...each('kind', query.kinds, (id) => t.kinds[id as keyof typeof t.kinds]),
    ...each('supplier', query.suppliers, (slug) => suppliers.find((own) => own.slug === slug)?.name ?? slug),
    ...each('supplier_type', query.supplierTypes, (type) => messages.supplierTypes[type as SupplierType]),
    ...each('label', query.labels, (label) => findOwnValue(labels, label) ?? label),
    ...each('thing', query.things, (id) => things.find((own) => own.id === id)?.name ?? id),
    ...query.attributes.map((wish) => {
      return { name: attributeWish(wish, shelf, t, locale), parameter: 'attribute', value: writeAttributeFilter(wish) };
    }),
    ...pillarNames.flatMap((pillar) =>
      one(`${pillar}_min`, (query.minimum[pillar] ?? 0) > 0, () =>
        messages.chip.minimum(pillar === 'score' ? t.catalogue.overall : t.pillars[pillar], query.minimum[pillar]!),
      ),
    ),
    ...one('declared', query.declared, () => messages.declared),
    ...one('evidence', query.evidence !== null, () => messages.chip.evidence(t.levels[query.evidence!])),
    ...one('in_stock', query.inStock, () => t.catalogue.inStock),
    ...one('price_max', query.priceMaxCents !== null, () =>
      messages.chip.price(
        formatTaxed(query.priceMaxCents!, query.priceField === 'priceCents' ? 'net' : 'gross', t, locale),
      ),
    ),
    ...one('within_km', query.withinMeters !== null, () =>
      messages.chip.within(distanceLabel(query.withinMeters!, t, locale)),
    ),
    ...one('day', query.day !== null, () => {
      const days = formatAskedDays(query.day!, t, locale);
      return query.by === null ? t.when.chip(days) : messages.chip.day(days, messages.ways[query.by]);
    }),
    ...one('time', query.day !== null && query.time !== null, () => formatAskedHours(query.time!, t)),
  ];
}

/** One link per chosen filter, to the same search without it. */
export function FilterChips({ chips, text, search }: { chips: readonly Chip[]; text: string; search: string }) {
  const t = useMessages();
  if (chips.length === 0) return null;
  const without = (chip: Chip) =>
    new URLSearchParams(
      [...new URLSearchParams(search)].filter(
        ([name, value]) => !(name === chip.parameter && (chip.value === null || chip.value === value)),
      ),
    );
  return (
    <ul className="chips" aria-label={t.discovery.chips}>
      {chips.map((chip) => (
        <li key={`${chip.parameter} ${chip.value}`}>
          <a className="pill" href={catalogueHref(without(chip))} aria-label={t.discovery.remove(chip.name)}>
            {chip.name}
          </a>
        </li>
      ))}
      <li>
        <a className="small" href={text ? `/offers?q=${encodeURIComponent(text)}` : '/offers'}>
          {t.catalogue.clear}
        </a>
      </li>
    </ul>
  );
}
