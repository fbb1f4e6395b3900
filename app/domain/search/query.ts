// The URL of a search, for the page and the API alike: parsed once, and written back the same way.
import { type Category, categories, type Kind, kinds } from '#app/domain/catalogue/offer.ts';
import { type Audience, audiences, forbiddenComposite } from '#app/domain/scoring/audience.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { evidenceLevels } from '#app/domain/shared/evidence.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { type SearchQuery, sorts } from './search.ts';

export type ParsedQuery =
  | { ok: true; query: SearchQuery; audience: Audience }
  | { ok: false; parameter: string; reason: 'invalid' | 'composite-for-consumer' };

export type QueryDefaults = { locale: Locale; audience: Audience; near: Point; perPage: number; maxPerPage: number };

/** Every parameter a search understands. */
export const parameters = [
  'q',
  'category',
  'kind',
  'supplier',
  'eco_min',
  'soc_min',
  'env_min',
  'score_min',
  'evidence',
  'near',
  'within_km',
  'in_stock',
  'price_max',
  'sort',
  'page',
  'per_page',
  'audience',
] as const;

class Invalid extends Error {
  parameter: string;
  constructor(parameter: string) {
    super(parameter);
    this.parameter = parameter;
  }
}

/** Empty values count as absent. A value that cannot be is refused by the name of its parameter, never guessed. */
export function parseQuery(params: URLSearchParams, defaults: QueryDefaults): ParsedQuery {
  try {
    const audience = one(params, 'audience', audiences) ?? defaults.audience;
    const minimum = Object.fromEntries(
      (['score', 'eco', 'soc', 'env'] as const).flatMap((name) => {
        const value = number(params, `${name}_min`, 0, 100);
        return value === null ? [] : [[name, value]];
      }),
    );
    const km = number(params, 'within_km', 0, 1000);
    const query: SearchQuery = {
      words: (params.get('q') ?? '').slice(0, 200),
      locale: defaults.locale,
      categories: many(params, 'category', categories) as Category[],
      kinds: many(params, 'kind', kinds) as Kind[],
      suppliers: params.getAll('supplier').filter((slug) => slug !== ''),
      minimum,
      evidence: one(params, 'evidence', evidenceLevels),
      inStock: flag(params, 'in_stock'),
      priceMaxCents: integer(params, 'price_max', 0, 1e9),
      near: near(params) ?? defaults.near,
      withinMeters: km === null ? null : Math.round(km * 1000),
      sort: one(params, 'sort', sorts) ?? 'relevance',
      page: integer(params, 'page', 1, 100_000) ?? 1,
      perPage: integer(params, 'per_page', 1, defaults.maxPerPage) ?? defaults.perPage,
    };
    const forbidden = forbiddenComposite(audience, query);
    if (forbidden) return { ok: false, parameter: forbidden, reason: 'composite-for-consumer' };
    return { ok: true, query, audience };
  } catch (error) {
    if (error instanceof Invalid) return { ok: false, parameter: error.parameter, reason: 'invalid' };
    throw error;
  }
}

function value(params: URLSearchParams, name: string): string | null {
  return params.get(name)?.trim() || null;
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
  if (!/^\d+(\.\d+)?$/.test(text) || found < min || found > max) throw new Invalid(name);
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
