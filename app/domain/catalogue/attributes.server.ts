// The attributes of an offer: those of its thing first, then those that its shelf asks for, then what else it says.
import { type Locale, locales, sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { type AttributeType, readAttributeTypes, textType } from './attribute-types.ts';
import { readAttributeValue } from './attribute-values.ts';
import type { Category } from './offer.ts';
import { findThing, shippedThings } from './things.server.ts';
import type { Variant } from './variants.ts';

/** Attributes that offers of any thing may have, with their types; keys are stable, their labels are in i18n. */
const commonTypes = readAttributeTypes(`
  width:cm depth:cm height:cm length:cm diameter:cm thickness:mm seat_height:cm dimensions:text size:text sizes:text
  area:m2 volume:l mass:kg weight:g load:kg capacity:text format:text grammage:text net:text content:text
  material:text composition:text colour:text core:text condition:A/B/C/D condition_note:text grade:A/B/C/D
  year:year warranty:months remaining_life:text model:text standard:text tested:yes data_erased:yes
  recycled:% recycled_content:text label:text returned:yes returnable:yes
  origin:text season:text storage:text shelf_life:days allergens:allergens diet:text organic:yes growing:text
  grown_in:text processed:text added_sugar:yes pasteurised:yes
  power:W battery:% memory:GB resolution:text runtime:hours electric:yes
  seats:n people:n levels:n rounds:n pages:n distance:km duration:text included:text slip:yes certificate:yes
  washing_included:yes step_free:yes price_parts:text
`);

/** Asked for on each shelf, beside the attributes of the thing. */
const shelfTypes: Record<Category, ReadonlyMap<string, AttributeType>> = {
  furniture: readAttributeTypes(
    'width:cm depth:cm height:cm material:text colour:text condition:A/B/C/D condition_note:text warranty:months tested:yes core:text remaining_life:text price_parts:text',
  ),
  it: readAttributeTypes(
    'model:text grade:A/B/C/D condition_note:text year:year warranty:months tested:yes data_erased:yes remaining_life:text price_parts:text',
  ),
  'paper-office': readAttributeTypes('size:text weight:g recycled:% label:text price_parts:text'),
  food: readAttributeTypes(
    'origin:text season:text allergens:allergens storage:text shelf_life:days organic:yes growing:text grown_in:text processed:text price_parts:text',
  ),
  meals: readAttributeTypes('allergens:allergens diet:text included:text price_parts:text'),
  cleaning: readAttributeTypes('composition:text volume:l standard:text returned:yes price_parts:text'),
  textiles: readAttributeTypes(
    'composition:text size:text colour:text condition:A/B/C/D condition_note:text remaining_life:text price_parts:text',
  ),
  workwear: readAttributeTypes(
    'composition:text size:text standard:text condition:A/B/C/D condition_note:text remaining_life:text price_parts:text',
  ),
  maintenance: readAttributeTypes('area:text duration:text included:text price_parts:text'),
  events: readAttributeTypes('area:m2 capacity:text duration:text step_free:yes included:text price_parts:text'),
  services: readAttributeTypes('area:text duration:text included:text price_parts:text'),
  rentals: readAttributeTypes(
    'width:cm depth:cm height:cm capacity:text load:kg power:W included:text price_parts:text',
  ),
  'reused-materials': readAttributeTypes(
    'dimensions:text material:text origin:text condition:A/B/C/D condition_note:text price_parts:text',
  ),
};

/** Every key that an attribute of ours has, with its types by thing. */
export const knownAttributes: ReadonlySet<string> = new Set([
  ...commonTypes.keys(),
  ...shippedThings.flatMap(({ attributes }) => [...attributes.keys()]),
]);

type Described = { thing: string | null; category: Category };

/** The attributes that a form asks for, in its order: those of the thing, then those of the shelf. */
export function askedAttributes({ thing, category }: Described): ReadonlyMap<string, AttributeType> {
  const own = (thing && findThing(thing)?.attributes) || new Map<string, AttributeType>();
  return new Map([...own, ...[...shelfTypes[category]].filter(([key]) => !own.has(key))]);
}

/** The type of an attribute of an offer; text where neither its thing, its shelf nor the common list knows it. */
export function attributeType(key: string, offer: Described): AttributeType {
  return askedAttributes(offer).get(key) ?? commonTypes.get(key) ?? textType;
}

/**
 * `value`: a number in the unit of the type, true or false, codes, or a text in the reader's language; `lang`: of a text
 * that is in none but another one.
 */
export type OfferAttribute = {
  key: string;
  type: AttributeType;
  value: string | number | boolean | string[];
  lang?: Locale;
};

type Attributed = Described & { attributes: Readonly<Record<string, string>>; variant?: Variant | null };

/**
 * The attributes of an offer as typed values, in the order of its form, then the others: for its page, comparison, the
 * search index and the API. A value that its type does not know is a text. "Organic" is one of the law's claims: it
 * stands only where `labels`, those of the supplier in force, have it. Price parts are no attribute of the thing. The
 * label of a variant says attributes too.
 */
export function listAttributes(whole: Attributed, locale: Locale, labels: readonly string[]): OfferAttribute[] {
  const asked = askedAttributes(whole);
  const offer = { ...whole, attributes: { ...whole.attributes, ...variantAttributes(whole, asked) } };
  const keys = [...asked.keys(), ...Object.keys(offer.attributes).filter((key) => !asked.has(key))];
  return keys.flatMap((key): OfferAttribute[] => {
    const kept = textIn(offer.attributes, key, locale);
    if (!kept || isTranslation(key, offer.attributes) || (key === 'organic' && !labels.includes('organic'))) return [];
    const type = attributeType(key, offer);
    const value = typedValue(type, kept);
    const shown = value === null ? { key, type: textType, value: kept } : { key, type, value };
    return [
      shown.type.kind === 'text' && isForeign(offer.attributes, key, locale) ? { ...shown, lang: sourceLocale } : shown,
    ];
  });
}

/** The attributes that the label of a variant says: a capacity as the measure that its thing is asked for, where it can be read as one. */
function variantAttributes({ variant }: Attributed, asked: ReadonlyMap<string, AttributeType>): Record<string, string> {
  const labelled = (variant ?? []).flatMap(({ axis, value }) => {
    if (axis === 'model') return [];
    const measured = (key: string) => /\p{L}/u.test(value) && readAttributeValue(asked.get(key) ?? textType, value);
    const key = axis === 'capacity' && ['volume', 'weight'].find((one) => asked.has(one) && measured(one));
    return [[key || axis, value] as const];
  });
  return Object.fromEntries(labelled);
}

/** Whether a text has words, and is not in the reader's language. */
function isForeign(attributes: Readonly<Record<string, string>>, key: string, locale: Locale): boolean {
  const own = locale === sourceLocale || findOwnValue(attributes, `${key}_${locale}`);
  return !own && /\p{L}{3}/u.test(findOwnValue(attributes, key) ?? '');
}

function typedValue(type: AttributeType, kept: string): OfferAttribute['value'] | null {
  const text = readAttributeValue(type, kept);
  if (text === null) return null;
  if (type.kind === 'flag') return text === 'yes';
  if (type.kind === 'allergens') return text === 'none' ? [] : text.split(',');
  return type.kind === 'measure' || type.kind === 'count' || type.kind === 'year' ? Number(text) : text;
}

/** A text of another language than French stands beside it: `material`, `material_en`. */
function textIn(attributes: Readonly<Record<string, string>>, key: string, locale: Locale): string {
  return findOwnValue(attributes, `${key}_${locale}`) || findOwnValue(attributes, key) || '';
}

function isTranslation(key: string, attributes: Readonly<Record<string, string>>): boolean {
  const locale = locales.find((one) => one !== sourceLocale && key.endsWith(`_${one}`));
  return locale !== undefined && findOwnValue(attributes, key.slice(0, -locale.length - 1)) !== undefined;
}

/** Keys of typed attributes whose text is no value of their type. */
export function faultyAttributes(offer: Attributed): string[] {
  return Object.entries(offer.attributes).flatMap(([key, text]) =>
    text !== '' && readAttributeValue(attributeType(key, offer), text) === null ? [key] : [],
  );
}

/** The attributes as they are kept: values in their units where they can be read, texts as they are. */
export function keptAttributes(offer: Attributed): Record<string, string> {
  return Object.fromEntries(
    Object.entries(offer.attributes).map(([key, text]) => [
      key,
      readAttributeValue(attributeType(key, offer), text) ?? text.trim(),
    ]),
  );
}
