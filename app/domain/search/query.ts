// The URL parameters of a search, for the page and the API: parsed in one place.
import { readAskedHours } from '#app/domain/calendar/free-times.ts';
import { type AttributeFilter, parseAttributeFilter } from '#app/domain/catalogue/attribute-filter.ts';
import { type Category, categories, type OfferKind, offerKinds } from '#app/domain/catalogue/offer.ts';
import {
  type Audience,
  forbiddenComposite,
  priceReading,
  seesComposites,
  seesPlaces,
} from '#app/domain/scoring/audience.ts';
import { type EvidenceLevel, evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { type SupplierType, supplierTypes } from '#app/domain/suppliers/legal-forms.ts';
import { readAskedDays } from './asked-days.ts';
import { type PillarName, type PriceField, pillarNames, type Sort, sorts } from './search.ts';
import { type ReadName, readNames } from './understanding/read-chip.ts';

/** A buyer's search, as its URL states it. */
export type CatalogueQuery = {
  text: string;
  /** Readings of the text that were taken off: their words count as words. */
  unread: readonly ReadName[];
  locale: Locale;
  categories: readonly Category[];
  kinds: readonly OfferKind[];
  /** Supplier slugs. */
  suppliers: readonly string[];
  supplierTypes: readonly SupplierType[];
  labels: readonly string[];
  /** Ids of things; any of them. */
  things: readonly string[];
  /** Wishes for attributes; those of one attribute are alternatives. */
  attributes: readonly AttributeFilter[];
  /** Minimum scores, 0..100, both ends included. */
  minimum: Partial<Record<PillarName, number>>;
  /** If true, scores include what is only declared; otherwise only what is proven. */
  declared: boolean;
  /** Minimum for the best evidence level among the supplier's documented criteria. */
  evidence: EvidenceLevel | null;
  inStock: boolean;
  priceMaxCents: number | null;
  /** The price that `priceMaxCents` and sorting compare: the one that the audience reads. */
  priceField: PriceField;
  /**
   * YYYY-MM-DD, or two of them with a slash between: what is booked for a time is free then, the rest can be delivered or
   * collected on one of the days.
   */
  day: string | null;
  /** `morning`, `afternoon` or HH:MM-HH:MM of each day: only what is booked for a time, and free then. */
  time: string | null;
  by: By | null;
  near: Point;
  withinMeters: number | null;
  /** A public buyer's search: it must not give preference by place (Code de la commande publique, art. L. 3). */
  publicBuyer: boolean;
  sort: Sort;
  /** Whether the address names its order: then words such as "cheap" do not. */
  isSorted: boolean;
  page: number;
  perPage: number;
};

export const ways = ['delivery', 'pickup'] as const;
export type By = (typeof ways)[number];

export type ParsedQuery =
  | { ok: true; query: CatalogueQuery; audience: Audience }
  | { ok: false; parameter: string; reason: 'invalid' | 'composite' | 'territory-for-public' };

export type QueryRefusal = Extract<ParsedQuery, { ok: false }>;

export type QueryDefaults = { locale: Locale; audience: Audience; near: Point; perPage: number; maxPerPage: number };

/** Every URL parameter of a search. */
export const parameters = [
  'q',
  'unread',
  'category',
  'kind',
  'supplier',
  'supplier_type',
  'label',
  'thing',
  'attribute',
  'eco_min',
  'soc_min',
  'env_min',
  'score_min',
  'declared',
  'evidence',
  'near',
  'within_km',
  'in_stock',
  'price_max',
  'day',
  'time',
  'by',
  'public',
  'sort',
  'page',
  'per_page',
  'audience',
] as const;

/** Audiences that a program may ask for; a public buyer is asked for by `public=1`. */
const askable = ['professional', 'consumer'] as const satisfies Audience[];

class Invalid extends Error {
  parameter: string;
  constructor(parameter: string) {
    super(parameter);
    this.parameter = parameter;
  }
}

/** Empty values count as absent. An invalid value is refused with the name of its parameter, never guessed. */
export function parseQuery(params: URLSearchParams, defaults: QueryDefaults): ParsedQuery {
  try {
    const audience = one(params, 'audience', askable) ?? defaults.audience;
    const minimum = Object.fromEntries(
      pillarNames.flatMap((name) => {
        const value = number(params, `${name}_min`, 0, 100);
        return value === null ? [] : [[name, value]];
      }),
    );
    const km = number(params, 'within_km', 0, 1000);
    const query: CatalogueQuery = {
      text: (params.get('q') ?? '').slice(0, 200),
      unread: many(params, 'unread', readNames) as ReadName[],
      locale: defaults.locale,
      categories: many(params, 'category', categories) as Category[],
      kinds: many(params, 'kind', offerKinds) as OfferKind[],
      suppliers: slugs(params, 'supplier'),
      supplierTypes: many(params, 'supplier_type', supplierTypes) as SupplierType[],
      labels: slugs(params, 'label'),
      things: slugs(params, 'thing'),
      attributes: attributesOf(params),
      minimum,
      declared: flag(params, 'declared'),
      evidence: one(params, 'evidence', evidenceLevels),
      inStock: flag(params, 'in_stock'),
      priceMaxCents: integer(params, 'price_max', 0, 1e9),
      priceField: priceReading(audience) === 'net' ? 'priceCents' : 'grossCents',
      day: days(params),
      time: time(params),
      by: one(params, 'by', ways),
      publicBuyer: flag(params, 'public') || !seesPlaces(audience),
      near: near(params) ?? defaults.near,
      withinMeters: km === null ? null : Math.round(km * 1000),
      sort: one(params, 'sort', sorts) ?? 'relevance',
      isSorted: one(params, 'sort', sorts) !== null,
      page: integer(params, 'page', 1, 100_000) ?? 1,
      perPage: integer(params, 'per_page', 1, defaults.maxPerPage) ?? defaults.perPage,
    };
    const reader = query.publicBuyer ? 'public-buyer' : audience;
    const forbidden = forbiddenComposite(reader, query);
    if (forbidden) return { ok: false, parameter: forbidden, reason: 'composite' };
    const territorial = query.publicBuyer ? territorialParameter(query) : null;
    if (territorial) return { ok: false, parameter: territorial, reason: 'territory-for-public' };
    return { ok: true, query, audience: reader };
  } catch (error) {
    if (error instanceof Invalid) return { ok: false, parameter: error.parameter, reason: 'invalid' };
    throw error;
  }
}

/** First parameter that prefers by place; null if there is none. Scores, which weigh places, are refused before. */
function territorialParameter({ withinMeters, sort }: CatalogueQuery): string | null {
  if (withinMeters !== null) return 'within_km';
  return sort === 'distance' ? 'sort' : null;
}

/** The search without the parameters that an audience may not use; `public` is the API's. */
export function searchFor(audience: Audience, params: URLSearchParams): URLSearchParams {
  const plain = new URLSearchParams([...params].filter(([name]) => name !== 'public'));
  const seen = seesComposites(audience) ? plain : withoutScores(plain);
  return seesPlaces(audience) ? seen : withoutTerritory(seen);
}

/** The search without the parameters about scores. */
function withoutScores(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...params].filter(
      ([name, value]) =>
        name !== 'declared' &&
        !pillarNames.some((pillar) => name === `${pillar}_min`) &&
        !(name === 'sort' && value === 'impact'),
    ),
  );
}

/** The search without the parameters that prefer by place. */
export function withoutTerritory(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...params].filter(([name, value]) => name !== 'within_km' && !(name === 'sort' && value === 'distance')),
  );
}

function days(params: URLSearchParams): string | null {
  const found = value(params, 'day');
  const read = found === null ? null : readAskedDays(found);
  if (found !== null && read === null) throw new Invalid('day');
  return read;
}

/** Hours without a day ask for nothing, but are read, so that a wrong one is refused. */
function time(params: URLSearchParams): string | null {
  const found = value(params, 'time');
  if (found !== null && readAskedHours(found) === null) throw new Invalid('time');
  return found;
}

/** The single value of a parameter. Throws Invalid on several: to choose one of them would be a guess. */
function value(params: URLSearchParams, name: string): string | null {
  const found = params.getAll(name).filter((one) => one.trim() !== '');
  if (found.length > 1) throw new Invalid(name);
  return found[0]?.trim() ?? null;
}

const maxSlugs = 20;

/** Slugs of suppliers or labels: checked by their form, not against the database. */
function slugs(params: URLSearchParams, name: string): string[] {
  const found = [...new Set(params.getAll(name).filter((one) => one !== ''))];
  if (found.length > maxSlugs || found.some((one) => !/^[a-z0-9-]{1,100}$/.test(one))) throw new Invalid(name);
  return found;
}

function attributesOf(params: URLSearchParams): AttributeFilter[] {
  const typed = [...new Set(params.getAll('attribute').filter((one) => one !== ''))];
  const read = typed.map(parseAttributeFilter);
  if (typed.length > maxSlugs || read.includes(null)) throw new Invalid('attribute');
  return read.filter((one) => one !== null);
}

function one<T extends string>(params: URLSearchParams, name: string, allowed: readonly T[]): T | null {
  const found = value(params, name);
  if (found === null) return null;
  if (!(allowed as readonly string[]).includes(found)) throw new Invalid(name);
  return found as T;
}

function many<T extends string>(params: URLSearchParams, name: string, allowed: readonly T[]): T[] {
  const found = params.getAll(name).filter((item) => item !== '');
  if (found.some((item) => !(allowed as readonly string[]).includes(item))) throw new Invalid(name);
  return [...new Set(found)] as T[];
}

function number(params: URLSearchParams, name: string, min: number, max: number): number | null {
  const text = value(params, name)?.replace(',', '.') ?? null;
  if (text === null) return null;
  const found = Number(text);
  if (!/^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) || found < min || found > max) throw new Invalid(name);
  return found;
}

function integer(params: URLSearchParams, name: string, min: number, max: number): number | null {
  const found = number(params, name, min, max);
  if (found !== null && !Number.isInteger(found)) throw new Invalid(name);
  return found;
}

function flag(params: URLSearchParams, name: string): boolean {
  const found = value(params, name);
  if (found === null || found === '0' || found === 'false') return false;
  if (found === '1' || found === 'true' || found === 'on') return true;
  throw new Invalid(name);
}

function near(params: URLSearchParams): Point | null {
  const found = value(params, 'near');
  if (found === null) return null;
  const parts = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)$/.exec(found);
  const [lat, lon] = [Number(parts?.[1]), Number(parts?.[2])];
  if (!parts || Math.abs(lat) > 90 || Math.abs(lon) > 180) throw new Invalid('near');
  return { lat, lon };
}
