// The language of a request: that of its address, else the preferred one, else what the browser accepts, else French.
import { findLocale, type Locale, locales, sourceLocale } from '#app/domain/shared/locale.ts';
import { preferredLocale, readCookies } from './cookies.ts';

/** `?lang=` makes an address of each language; a page without it answers by cookie and by `Accept-Language`. */
export function askedLocale({ url, headers }: Pick<Request, 'url' | 'headers'>): Locale {
  return (
    findLocale(new URL(url).searchParams.get('lang')) ??
    preferredLocale(readCookies(headers.get('cookie'))) ??
    acceptedLocale(headers.get('accept-language')) ??
    sourceLocale
  );
}

/** The first of our languages in an Accept-Language header (RFC 9110, section 12.5.4): by weight, then as written. */
export function acceptedLocale(header: string | null): Locale | undefined {
  const asked = (header ?? '').slice(0, longestHeader).split(',').map(parseRange);
  const [best] = asked.filter(({ locale, weight }) => locale && weight > 0).sort((a, b) => b.weight - a.weight);
  return best?.locale;
}

const longestHeader = 1000;

/** `en-GB;q=0.8`: a language, of which the first part counts here, and its weight from 0 to 1. */
function parseRange(range: string): { locale: Locale | undefined; weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const number = weight === undefined ? 1 : Number(weight);
  return { locale: findLocale(tag.split('-')[0]), weight: Number.isFinite(number) ? number : 0 };
}

export type LanguageAddresses = { canonical: string; alternates: { lang: string; href: string }[] };

/**
 * The addresses of a page for `link` elements: its own, one for each language, and the one that asks the browser. Of
 * the parameters only the language counts: searches and pages of a list are views of one page.
 */
export function languageAddresses(
  origin: string,
  { pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>,
): LanguageAddresses {
  const address = (lang: Locale | null) => `${origin}${pathname}${lang ? `?lang=${lang}` : ''}`;
  return {
    canonical: address(findLocale(searchParams.get('lang')) ?? null),
    alternates: [
      ...locales.map((locale) => ({ lang: locale, href: address(locale) })),
      { lang: 'x-default', href: address(null) },
    ],
  };
}
