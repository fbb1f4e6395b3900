// Texts that people wrote, in the languages they wrote them in.
import { type Locale, locales, sourceLocale } from './locale.ts';

/** A text by language. Null, empty or absent: there is none in that language. */
export type Translated = { readonly [L in Locale]?: string | null };

/** A text as its column holds it, one JSON object: the French one is there, though perhaps empty. */
export type SourceText = Translated & { readonly [sourceLocale]: string };

/** Whether a value has the shape of a column of texts. Texts in languages that are no longer ours may be there. */
export function isSourceText(value: unknown): value is SourceText {
  if (typeof value !== 'object' || value === null) return false;
  if (typeof Reflect.get(value, sourceLocale) !== 'string') return false;
  return Object.values(value).every((text) => text === null || typeof text === 'string');
}

/** The text in the reader's language, else in French, else in any language that has one; empty if none has. */
export function translated(text: Translated, locale: Locale): string {
  return text[shownLocale(text, locale)] ?? '';
}

/**
 * The language that `translated` shows, for the `lang` attribute, so that a text in another language than its page is
 * read out correctly; undefined where it is the page's own.
 */
export function foreignLocale(text: Translated, locale: Locale): Locale | undefined {
  const shown = shownLocale(text, locale);
  return shown === locale ? undefined : shown;
}

function shownLocale(text: Translated, locale: Locale): Locale {
  return [locale, sourceLocale, ...locales].find((one) => Boolean(text[one])) ?? locale;
}

/** A field of a data file or a frozen invoice that has one key a language: `label_fr`, `label_en`; or `nameFr`, `nameEn`. */
type InLanguages<F extends string> =
  | { readonly [K in `${F}_${typeof sourceLocale}`]: string }
  | { readonly [K in `${F}${Capitalize<typeof sourceLocale>}`]: string };

/** Gathers the keys of one field: `label_fr` and `label_en` of a criterion become one text by language. */
export function fieldByLanguage<F extends string>(record: InLanguages<F>, field: F): Translated {
  return Object.fromEntries(
    locales.map((locale) => {
      const value: unknown =
        Reflect.get(record, `${field}_${locale}`) ??
        Reflect.get(record, `${field}${locale.charAt(0).toUpperCase()}${locale.slice(1)}`);
      return [locale, typeof value === 'string' ? value : null];
    }),
  );
}

/** One field of a record in the reader's language; see `translated` for what is shown without a translation. */
export function translatedField<F extends string>(record: InLanguages<F>, field: F, locale: Locale): string {
  return translated(fieldByLanguage(record, field), locale);
}
