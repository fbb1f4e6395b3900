// Reads and writes Halle's cookies of the basket and the preferences; the session is of accounts, the flash of flash.ts.

import { audiences, type BuyerAudience } from '#app/domain/scoring/audience.ts';
import { findLocale, type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import { type Commune, findPlace, placeValue, type Town } from '#app/domain/shared/town.ts';

/** `audience` is null before its first choice. */
export type Preferences = { locale: Locale; audience: BuyerAudience | null; place: Commune };

const year = 365 * 24 * 3600;

export function readCookies(header: string | null): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value] as const] : [])));
}

export function readPreferences(cookies: Map<string, string>, town: Town): Preferences {
  const [locale, audience, place] = preferredValues(cookies);
  return {
    locale: findLocale(locale) ?? sourceLocale,
    audience: audiences.find((known) => known === audience) ?? null,
    place: findPlace(town, place ?? '') ?? town.hub,
  };
}

export function preferencesCookie({ locale, audience, place }: Preferences, town: Town, secure: boolean): string {
  return cookie('halle-preferences', `${locale}.${audience ?? ''}.${placeValue(town, place)}`, secure);
}

function preferredValues(cookies: Map<string, string>): string[] {
  return (cookies.get('halle-preferences') ?? '').split('.');
}

/** The basket's id is a random secret: whoever has it can use the basket until it is a person's. */
export function readBasketId(cookies: Map<string, string>): string | null {
  const id = cookies.get('halle-basket');
  return id && /^bsk_[0-9A-Z]{26}$/.test(id) ? id : null;
}

export function basketCookie(basketId: string, secure: boolean): string {
  return cookie('halle-basket', basketId, secure);
}

/** At sign-out: the next person at this browser begins with an empty basket. */
export function endedBasketCookie(secure: boolean): string {
  return cookie('halle-basket', '', secure, 0);
}

function cookie(name: string, value: string, secure: boolean, seconds = year): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** The language of a request: `?lang=` first, then the preferences cookie. */
export function askedLocale(request: Request): Locale {
  const asked = findLocale(new URL(request.url).searchParams.get('lang'));
  const [preferred] = preferredValues(readCookies(request.headers.get('cookie')));
  return asked ?? findLocale(preferred) ?? sourceLocale;
}
