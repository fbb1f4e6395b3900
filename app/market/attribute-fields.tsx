// Filters of a shelf by the attributes of its offers: boxes for values, lists for numbers.
import { writeAttributeFilter } from '#app/domain/catalogue/attribute-filter.ts';
import { type AttributeType, textType } from '#app/domain/catalogue/attribute-types.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import type { AttributeFacet } from '#app/domain/search/shelf-attributes.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { attributeChoice, attributeLabel, formatAttribute } from '#app/i18n/format-attribute.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { Checks } from './filter-fields.tsx';

/** Nothing unless one category is chosen: attributes are of its offers. */
export function AttributeFields({ shelf, query }: { shelf: readonly AttributeFacet[]; query: CatalogueQuery }) {
  const chosen = query.attributes.map(writeAttributeFilter);
  const isNumber = ({ type }: AttributeFacet) => type.kind === 'measure' || type.kind === 'count';
  const numbers = shelf.filter(isNumber);
  return (
    <>
      {shelf
        .filter((facet) => !isNumber(facet))
        .map((facet) => (
          <ValueChecks key={facet.key} facet={facet} chosen={chosen} />
        ))}
      {numbers.length > 0 && (
        <div className="group grid gap-3">
          {numbers.map((facet) => (
            <NumberField key={facet.key} facet={facet} chosen={chosen} />
          ))}
        </div>
      )}
    </>
  );
}

function ValueChecks({ facet: { key, type, values }, chosen }: { facet: AttributeFacet; chosen: readonly string[] }) {
  const t = useMessages();
  const isFree = type.kind === 'allergens';
  const idOf = (value: string) => (isFree ? `${key}:-${value}` : `${key}:${value}`);
  const shown = type.kind === 'flag' ? values.filter(({ value }) => value === 'yes') : values;
  return (
    <Checks
      legend={attributeLabel(key, type, t)}
      name="attribute"
      all={shown.map(({ value }) => idOf(value))}
      names={Object.fromEntries(shown.map(({ value }) => [idOf(value), valueName(key, type, value, t)]))}
      counts={Object.fromEntries(shown.map(({ value, count }) => [idOf(value), count]))}
      chosen={chosen}
    />
  );
}

/** "sans gluten", "oui", "B, bon état, marques légères". */
function valueName(key: string, type: AttributeType, value: string, t: Messages): string {
  if (type.kind === 'allergens') return t.attributeFilters.without(findOwnValue(t.allergens, value) ?? value);
  if (type.kind === 'flag') return value === 'no' ? t.no : t.yes;
  return attributeChoice(key, value, t);
}

/** One list for both ends, so that no script joins two fields. */
function NumberField({ facet: { key, type, values }, chosen }: { facet: AttributeFacet; chosen: readonly string[] }) {
  const t = useMessages();
  const locale = useLocale();
  const messages = t.attributeFilters;
  const text = (value: string) => formatAttribute({ key, type, value: Number(value) }, t, locale);
  const ends = [
    ...values.slice(1).map(({ value }) => ({ id: `${key}:${value}..`, name: messages.atLeast(text(value)) })),
    ...values.slice(0, -1).map(({ value }) => ({ id: `${key}:..${value}`, name: messages.atMost(text(value)) })),
  ];
  const own = chosen.find((one) => one.startsWith(`${key}:`)) ?? '';
  const known = own === '' || ends.some(({ id }) => id === own);
  return (
    <label className="field">
      <span className="font-semibold">{attributeLabel(key, type, t)}</span>
      <select className="input" name="attribute" defaultValue={own}>
        <option value="">{messages.any}</option>
        {[...ends, ...(known ? [] : [{ id: own, name: own.slice(key.length + 1) }])].map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A wish in words: "Serrure : oui", "Places : au moins 4", "sans gluten". */
export function attributeWish(
  filter: CatalogueQuery['attributes'][number],
  shelf: readonly AttributeFacet[],
  t: Messages,
  locale: Locale,
): string {
  const { key } = filter;
  const type = shelf.find((facet) => facet.key === key)?.type ?? textType;
  if ('without' in filter) return valueName(key, { kind: 'allergens' }, filter.without, t);
  const label = `${attributeLabel(key, type, t)}${t.colon}`;
  if ('is' in filter) return `${label}${valueName(key, type, filter.is, t)}`;
  const text = (value: number) => formatAttribute({ key, type, value }, t, locale);
  const ends = [
    ...(filter.min === undefined ? [] : [t.attributeFilters.atLeast(text(filter.min))]),
    ...(filter.max === undefined ? [] : [t.attributeFilters.atMost(text(filter.max))]),
  ];
  return `${label}${ends.join(', ')}`;
}
