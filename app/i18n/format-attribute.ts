// Attributes of an offer as text: their labels, and their values with units.
import type { AttributeType } from '#app/domain/catalogue/attribute-types.ts';
import type { OfferAttribute } from '#app/domain/catalogue/attributes.server.ts';
import { type Locale, locales, sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber } from './format.ts';
import type { Messages } from './messages.ts';

/** The label of an attribute; one that is not ours has its key. A translation says its language. */
export function attributeLabel(key: string, { kind }: AttributeType, t: Messages): string {
  const label = findOwnValue(t.attributes, `${key}_${kind}`) ?? findOwnValue(t.attributes, key);
  if (label !== undefined) return label;
  const locale = locales.find((one) => one !== sourceLocale && key.endsWith(`_${one}`));
  const source = locale && findOwnValue(t.attributes, key.slice(0, -locale.length - 1));
  return source ? t.inEnglish(source) : key.replaceAll('_', ' ');
}

/** The label of a field: with examples where they help, or with the unit that a number is typed in. */
export function attributeFieldLabel(key: string, type: AttributeType, t: Messages): string {
  const label = findOwnValue(t.attributes, `${key}_field`) ?? attributeLabel(key, type, t);
  return type.kind === 'measure' ? `${label}, ${t.attributeUnits[type.unit]}` : label;
}

/** The name of a value of a choice: "A, comme neuf", "moulu"; a letter alone where it has none. */
export function attributeChoice(key: string, value: string, t: Messages): string {
  return key === 'condition' || value.length > 1 ? (findOwnValue(t.attributeValues, value) ?? value) : value;
}

/** A value in words: "180 cm", "oui", "gluten, lait". */
export function formatAttribute({ key, type, value }: OfferAttribute, t: Messages, locale: Locale): string {
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (Array.isArray(value))
    return value.length === 0 ? t.noAllergens : value.map((code) => findOwnValue(t.allergens, code) ?? code).join(', ');
  if (typeof value === 'string') return type.kind === 'choice' ? attributeChoice(key, value, t) : value;
  if (type.kind === 'year') return String(value);
  const number = formatNumber(value, locale, 3);
  return type.kind === 'measure' ? `${number}\u00a0${t.attributeUnits[type.unit]}` : number;
}
