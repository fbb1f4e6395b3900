// The languages of the interface: a new one is a folder `app/i18n/<locale>/` and a line here.
// French is the source: every text exists in French, and a missing one is shown in French.

type Language = {
  /** BCP 47 tag: formats of numbers and dates, and `localeCompare`. */
  tag: string;
  /** In the language itself, for the language switch. */
  name: string;
  /** How dates write the first day of a month; without it, "1". */
  firstDay?: string;
};

export const sourceLocale = 'fr' as const;

const languages = {
  fr: { tag: 'fr-FR', name: 'Français', firstDay: '1er' },
  en: { tag: 'en-GB', name: 'English' },
} as const satisfies Record<string, Language>;

export type Locale = keyof typeof languages;

// Object.keys knows only strings; the keys of this literal are exactly its locales.
export const locales = Object.keys(languages) as readonly Locale[];

export function languageOf(locale: Locale): Language {
  return languages[locale];
}

/** The locale of a cookie, a query parameter or a form field; undefined if it is not one of ours. */
export function findLocale(text: string | null | undefined): Locale | undefined {
  return locales.find((locale) => locale === text);
}

/** A value for every language. */
export function perLocale<T>(make: (locale: Locale) => T): Readonly<Record<Locale, T>> {
  // Object.fromEntries knows only strings; the entries are exactly the locales.
  return Object.fromEntries(locales.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
}

/**
 * A value that exists for some languages only (a stemmer, a stop list): that of the language, else the French one,
 * because texts without a translation are French too.
 */
export function byLocale<T>(values: BySource<T>, locale: Locale): T {
  return values[locale] ?? values[sourceLocale];
}

/** One value a language: French is required, the others may be missing. */
export type BySource<T> = Partial<Record<Locale, T>> & Record<typeof sourceLocale, T>;
