import { expect, test } from 'vitest';
import { acceptedLocale, askedLocale, languageAddresses } from './asked-locale.ts';

test.each([
  ['en', 'en'],
  ['en-US,en;q=0.9,fr;q=0.8', 'en'],
  ['fr;q=0.5, en;q=0.7', 'en'],
  ['de, fr-CH;q=0.3', 'fr'],
  ['EN-gb', 'en'],
  ['en;q=0, fr', 'fr'],
  ['en;q=0', undefined],
  ['*', undefined],
  ['', undefined],
  [null, undefined],
  ['constructor, __proto__', undefined],
  ['en;q=many, fr;q=0.1', 'fr'],
])('Accept-Language %s asks for %s', (header, locale) => {
  expect(acceptedLocale(header)).toBe(locale);
});

test.each([
  ['?lang=en', 'fr', 'fr', 'en'],
  ['?lang=de', 'en', 'fr', 'en'],
  ['', 'en', 'fr', 'en'],
  ['', '', 'en', 'en'],
  ['', '', '', 'fr'],
])('the address %s, then the cookie %s, then the browser (%s): %s', (query, preferred, accepted, locale) => {
  const headers = new Headers({ cookie: `halle-preferences=${preferred}..hub`, 'accept-language': accepted });
  expect(askedLocale({ url: `http://halle.test/offers${query}`, headers })).toBe(locale);
});

test('a page has an address in each language, and one that asks the browser', () => {
  const addresses = languageAddresses('https://halle.test', new URL('http://other/offers?q=pain&lang=en'));
  expect(addresses.canonical).toBe('https://halle.test/offers?lang=en');
  expect(addresses.alternates).toEqual([
    { lang: 'fr', href: 'https://halle.test/offers?lang=fr' },
    { lang: 'en', href: 'https://halle.test/offers?lang=en' },
    { lang: 'x-default', href: 'https://halle.test/offers' },
  ]);
});
