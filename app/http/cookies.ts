// Reads and writes Halle's cookies of the basket and the preferences; the session is of accounts, the flash of flash.ts.

import { audiences, type BuyerAudience } from '#app/domain/scoring/audience.ts';
import { knownDeviceDays } from '#app/domain/security/known-devices.server.ts';
import { findLocale, type Locale } from '#app/domain/shared/locale.ts';
import { type Commune, findPlace, placeValue, type Town } from '#app/domain/shared/town.ts';

/** `locale` and `audience` are null before their first choice. */
export type Preferences = { locale: Locale | null; audience: BuyerAudience | null; place: Commune };

type RequestCookies = { cookies: ReadonlyMap<string, string>; secure: boolean };

const year = 365 * 24 * 3600;

export function readCookies(header: string | null): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('=') as [string, string?]);
  return new Map(pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value] as const] : [])));
}

export function readPreferences(cookies: ReadonlyMap<string, string>, town: Town): Preferences {
  const [, audience, place] = preferredValues(cookies);
  return {
    locale: preferredLocale(cookies),
    audience: audiences.find((known) => known === audience) ?? null,
    place: findPlace(town, place ?? '') ?? town.hub,
  };
}

/** The language that was chosen here; null before the first choice. */
export function preferredLocale(cookies: ReadonlyMap<string, string>): Locale | null {
  return findLocale(preferredValues(cookies)[0]) ?? null;
}

export function preferencesCookie({ locale, audience, place }: Preferences, town: Town, secure: boolean): string {
  return cookie(preferencesName, `${locale ?? ''}.${audience ?? ''}.${placeValue(town, place)}`, secure);
}

const preferencesName = 'halle-preferences';
const basketName = 'halle-basket';

/** Under either name: what is preferred gives no right to anything. */
function preferredValues(cookies: ReadonlyMap<string, string>): string[] {
  return (cookies.get(hostOnly(preferencesName)) ?? cookies.get(preferencesName) ?? '').split('.');
}

/** A name that a browser lets only this host set, over https (RFC 6265bis, section 4.1.3.2): no sister host can. */
function hostOnly(name: string): string {
  return `__Host-${name}`;
}

/** The basket's id is a random secret: whoever has it can use the basket until it is a person's. */
export function readBasketId(cookies: Map<string, string>, secure: boolean): string | null {
  const id = cookies.get(secure ? hostOnly(basketName) : basketName);
  return id && /^bsk_[0-9A-Z]{26}$/.test(id) ? id : null;
}

export function basketCookie(basketId: string, secure: boolean): string {
  return cookie(basketName, basketId, secure);
}

/** At sign-out: the next person at this browser begins with an empty basket. */
export function endedBasketCookie(secure: boolean): string {
  return cookie(basketName, '', secure, 0);
}

const comparedName = 'halle-compared';

/** Ids of the offers that were ticked for comparison, in their order: four at most, and none of a value that is not ours. */
export function readComparedOffers(cookies: ReadonlyMap<string, string>, secure: boolean): number[] {
  const value = cookies.get(secure ? hostOnly(comparedName) : comparedName) ?? '';
  return /^[1-9]\d{0,9}(?:\.[1-9]\d{0,9}){0,3}$/.test(value) ? [...new Set(value.split('.').map(Number))] : [];
}

export function comparedCookie(offerIds: readonly number[], secure: boolean): string {
  return cookie(comparedName, offerIds.join('.'), secure, offerIds.length === 0 ? 0 : comparedDays * 86_400);
}

/** Ticked offers are compared within days, or not at all. */
const comparedDays = 30;

const signUpName = 'halle-sign-up';

/** Shows that a sign-up was typed in this browser, until the letter is opened or its week is over. */
export function signUpCookie({ secret, to }: { secret: string; to: string }, secure: boolean): string {
  return cookie(signUpName, `${secret}.${Buffer.from(to.slice(0, 1000)).toString('base64url')}`, secure, 7 * 24 * 3600);
}

export function endedSignUpCookie(secure: boolean): string {
  return cookie(signUpName, '', secure, 0);
}

export function readSignUpSecret({ cookies, secure }: RequestCookies): string | null {
  return signUpValues({ cookies, secure })[0] || null;
}

/** The page to go on to after the sign-up of this browser; the caller checks that it is one of ours. */
export function readSignUpGoal(carried: RequestCookies): string {
  return Buffer.from(signUpValues(carried)[1] ?? '', 'base64url').toString();
}

function signUpValues({ cookies, secure }: RequestCookies): string[] {
  return (cookies.get(secure ? hostOnly(signUpName) : signUpName) ?? '').split('.');
}

const deviceName = 'halle-device';

/** The random token of a browser in which a person signed in; the database knows its hash. Null for another value. */
export function readDeviceToken({ cookies, secure }: RequestCookies): string | null {
  const token = cookies.get(secure ? hostOnly(deviceName) : deviceName) ?? '';
  return /^[\w-]{32}$/.test(token) ? token : null;
}

export function deviceCookie(token: string, secure: boolean): string {
  return cookie(deviceName, token, secure, knownDeviceDays * 86_400);
}

function cookie(name: string, value: string, secure: boolean, seconds = year): string {
  return `${secure ? hostOnly(name) : name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
