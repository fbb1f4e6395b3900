// The visitors who are answered from the kept answers, and under which key. A key holds everything that a public page depends on: its
// address, the language, the audience and place that a visitor chose, the number in the basket and of the offers to compare. Nothing else of a request reaches the page.
import type { BuyerAudience } from '#app/domain/scoring/audience.ts';
import { type Locale, perLocale, sourceLocale } from '#app/domain/shared/locale.ts';
import { placeValue, type Town } from '#app/domain/shared/town.ts';
import { acceptedLocale } from './asked-locale.ts';
import { preferencesCookie, readBasketId, readComparedOffers, readCookies, readPreferences } from './cookies.ts';

/** The parts of a request that count here; the rest of it is not looked at. */
export type RequestHead = {
  method: string;
  /** Path and query. */
  address: string;
  host: string;
  cookie: string | undefined;
  acceptLanguage: string | undefined;
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
};

/** All that a public page shows of a signed-in person. */
export type KeptMember = { buys: BuyerAudience; sells: boolean; steward: boolean };

/** The kind of the person of a session, with the lines in their basket; null where a page shows more of them than that. */
export type FindMember = (
  sessionId: string,
  browserBasket: string | null,
  address: string,
) => { member: KeptMember; basketLines: number } | null;

export type PlainVisitor = {
  locale: Locale;
  /** The cookie of what they chose, as we write it; '' when they chose nothing. */
  preferences: string;
  /** Lines in the basket: its number is all that a public page shows of it. */
  basketLines: number;
  /** Number of the offers ticked for comparison: all that a public page shows of them. */
  comparedOffers: number;
  /** Whether the request brought no cookie at all: then a cache of others may keep the answer too. */
  isCookieless: boolean;
  /** Null for a visitor without a session. */
  member: KeptMember | null;
};

/** Of a longer address nothing is kept. */
const longestAddress = 1000;

/** Our cookies that change no public page: what was chosen is in the key, and a known browser counts at sign-in. */
const harmless = /^(?:__Host-)?halle-(?:preferences|device)$/;
const own = /^(?:__Host-)?halle-/;
/** Cookies of which a public page shows a number alone. */
const counted = /^(?:__Host-)?halle-compared$/;
const session = /^(?:__Host-)?halle-session$/;

/** Addresses whose pages are the same for everybody of a language, audience and place; anchored, without the query. */
const keptPaths = [
  /^\/(?:offers|suppliers|factors)?$/,
  /^\/(?:offers|suppliers|factors|legal)\/[\w.-]+$/,
  /^\/(?:filters|compare(?:\/offers)?|suggest|seasons|method|observatory|ranking|draws|draws\.json|legal|accessibility)$/,
  /^\/(?:eco-design|security|sell|town-map\.svg)$/,
  /^\/(?:robots\.txt|sitemap\.xml|sitemap\/[\w-]+\.xml|opensearch\.xml|manifest\.webmanifest)$/,
  /^\/open-data\/[\w.-]+$/,
  /^\/api\/v1\/(?:categories|openapi\.json|(?:offers|suppliers)(?:\/[\w-]+)?)$/,
];

/** Whether answers of this address may be kept. */
export function isKeptPath(address: string): boolean {
  const path = address.split('?', 1)[0]!;
  return keptPaths.some((pattern) => pattern.test(path)) && !/\.(?:pdf|data)$/.test(path);
}

/**
 * The head of a request that asks for no more than a public page: no body, no proof of who it is, no header twice, one
 * address of ours. Null for every other. `raw`: names and values in turns; Node's own object of them costs more to make
 * than the whole answer.
 */
export function readPlainHead(method = '', address = '', raw: readonly string[]): RequestHead | null {
  if ((method !== 'GET' && method !== 'HEAD') || !address.startsWith('/') || address.length > longestAddress)
    return null;
  const found: (string | undefined)[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const place = places.get(raw[i]!) ?? places.get(raw[i]!.toLowerCase());
    if (place === undefined) continue;
    if (place === forbidden || found[place] !== undefined) return null;
    found[place] = raw[i + 1]!;
  }
  const [host = '', cookie, acceptLanguage, acceptEncoding, ifNoneMatch] = found;
  return { method, address, host, cookie, acceptLanguage, acceptEncoding, ifNoneMatch };
}

const readNames = ['Host', 'Cookie', 'Accept-Language', 'Accept-Encoding', 'If-None-Match'];
const refusedNames = ['Authorization', 'Content-Length', 'Transfer-Encoding', 'Expect'];
const forbidden = -1;
/** The place of each header, under the spelling of most clients and in small letters. */
const places = new Map(
  [...readNames, ...refusedNames].flatMap((name): [string, number][] => {
    const place = readNames.indexOf(name); // -1 of those that are refused
    return [
      [name, place],
      [name.toLowerCase(), place],
    ];
  }),
);

/** How the visitor of a request is told. */
type Reading = { town: Town; secure: boolean; countLines: (basketId: string) => number; findMember: FindMember };

/** The visitor of a request; null for one of whom a page may show more: a flash, or another cookie of ours that shows. */
export function findPlainVisitor(
  head: RequestHead,
  { town, secure, countLines, findMember }: Reading,
): PlainVisitor | null {
  const { cookie } = head;
  const accepted = localeOf(head.acceptLanguage);
  if (cookie === undefined) return cookieless[accepted];
  const cookies = readCookies(cookie);
  const basketId = readBasketId(cookies, secure);
  const shown = [...cookies.keys()].filter((name) => own.test(name) && !harmless.test(name));
  const comparing = shown.filter((name) => counted.test(name));
  const sessions = shown.filter((name) => session.test(name));
  const comparedOffers = readComparedOffers(cookies, secure).length;
  if (comparing.length > (comparedOffers > 0 ? 1 : 0)) return null;
  if (shown.length > sessions.length + comparing.length + (basketId === null ? 0 : 1)) return null;
  if (shown.length > 0 && !isKeptPath(head.address)) return null;
  const sessionId = cookies.get(secure ? '__Host-halle-session' : 'halle-session') ?? '';
  const found = sessions.length === 1 ? findMember(sessionId, basketId, head.address) : null;
  if (sessions.length > 0 && found === null) return null;
  const basketLines = found ? found.basketLines : basketId === null ? 0 : countLines(basketId);
  const { locale, audience, place } = readPreferences(cookies, town);
  const isChosen = audience !== null || placeValue(town, place) !== placeValue(town, town.hub);
  const preferences = isChosen ? preferencesCookie({ locale: null, audience, place }, town, secure) : '';
  const member = found?.member ?? null;
  return {
    locale: locale ?? accepted,
    preferences: preferences.split(';', 1)[0]!,
    basketLines,
    comparedOffers,
    isCookieless: false,
    member,
  };
}

const cookieless = perLocale(
  (locale): PlainVisitor => ({
    locale,
    preferences: '',
    basketLines: 0,
    comparedOffers: 0,
    isCookieless: true,
    member: null,
  }),
);

/** The key of a public page for a visitor; a space is in none of its parts. */
export function keptKey(
  address: string,
  { locale, preferences, basketLines, comparedOffers, member }: PlainVisitor,
): string {
  const kind = member ? `${member.buys}${member.sells ? '+sells' : ''}${member.steward ? '+steward' : ''}` : '';
  return `${locale} ${preferences} ${basketLines}.${comparedOffers} ${kind} ${address}`;
}

/** The same page asked for by nothing but its key: what else a request says cannot get into a kept answer. */
export function keptQuestion(origin: string, address: string, { locale, preferences }: PlainVisitor): Request {
  const cookie: Record<string, string> = preferences === '' ? {} : { cookie: preferences };
  return new Request(origin + address, { headers: { accept: '*/*', 'accept-language': locale, ...cookie } });
}

/** Few headers are in use, and each is read once. */
const readHeaders = new Map<string, Locale>();
const maxHeaders = 200;

function localeOf(asked: string | undefined): Locale {
  if (asked === undefined) return sourceLocale;
  const known = readHeaders.get(asked);
  if (known !== undefined) return known;
  const locale = acceptedLocale(asked) ?? sourceLocale;
  if (readHeaders.size >= maxHeaders) readHeaders.clear();
  if (asked.length <= 200) readHeaders.set(asked, locale);
  return locale;
}
