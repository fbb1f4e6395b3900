// Shared by the market's pages: reads the search of an address once, in its canonical form.
import { redirect } from '@remix-run/node';
import { normaliseDecimal } from '#app/domain/catalogue/cell-values.ts';
import { type Audience, seesPlaces } from '#app/domain/scoring/audience.ts';
import { readAskedDays } from '#app/domain/search/asked-days.ts';
import {
  type CatalogueQuery,
  parameters,
  parseQuery,
  type QueryRefusal,
  withoutTerritory,
} from '#app/domain/search/query.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export type CatalogueRequest = { ok: true; query: CatalogueQuery; audience: Audience; search: string } | QueryRefusal;

/** Reads the search of a page's address. Throws a redirect to the canonical form of the same search if it differs. */
export function readCatalogueRequest(ctx: RequestContext, perPage: number): CatalogueRequest {
  const params = ctx.url.searchParams;
  const plain = canonicalParams(params, ctx.audience);
  if (plain.toString() !== params.toString())
    throw redirect(`${ctx.url.pathname}${plain.size > 0 ? '?' : ''}${plain}`, 302);
  // The context has read the audience already (askedAudience), as for every page.
  const asked = new URLSearchParams([...params].filter(([name]) => name !== 'audience'));
  const parsed = parseQuery(asked, {
    locale: ctx.locale,
    audience: ctx.audience,
    near: ctx.place,
    perPage,
    maxPerPage: 60,
  });
  if (!parsed.ok) return parsed;
  const search = new URLSearchParams([...params].filter(([name]) => name !== 'page'));
  return { ...parsed, search: search.toString() };
}

/**
 * Parameters that an address of the market may have; others are dropped, so that no link passes them on. `public` is
 * the API's: on pages the audience follows who buys.
 */
const known: readonly string[] = [...parameters.filter((name) => name !== 'public'), 'price_max_eur', 'lang', 'view'];

/**
 * Forms send every field, so drop the empty and default ones. People type euros; addresses and the API use cents. A
 * public buyer's place filters are dropped rather than the search refused.
 */
export function canonicalParams(params: URLSearchParams, audience: Audience): URLSearchParams {
  const plain = new URLSearchParams();
  for (const [name, value] of params) {
    if (
      !known.includes(name) ||
      value.trim() === '' ||
      (name.endsWith('_min') && value === '0') ||
      (name === 'page' && value === '1')
    )
      continue;
    if ((name === 'by' || name === 'time') && !params.get('day')) continue;
    if (name === 'day') {
      plain.set('day', daysOf(value, params.get('day_to')));
      continue;
    }
    if (name === 'time' && hoursOf(params)) continue;
    if (name === 'price_max_eur') plain.set('price_max', centsOf(value));
    else if (name !== 'price_max' || !params.get('price_max_eur')) plain.append(name, value);
  }
  const hours = hoursOf(params);
  if (hours && plain.has('day')) plain.set('time', hours);
  return seesPlaces(audience) ? plain : withoutTerritory(plain);
}

/** The days as an address has them; what is no day stays as typed, so that the search is refused with the parameter's name. */
function daysOf(typed: string, typedLast: string | null): string {
  return readAskedDays(typedLast && typedLast !== typed ? `${typed} ${typedLast}` : typed) ?? typed;
}

/** Two readings of the clock as an address has them; null unless both are filled in. */
function hoursOf(params: URLSearchParams): string | null {
  const [from, to] = [params.get('time_from'), params.get('time_to')];
  return from && to ? `${from}-${to}` : null;
}

/** An invalid amount stays as typed, so that the search is refused with the parameter's name. */
function centsOf(typed: string): string {
  const euros = normaliseDecimal(typed);
  return euros === null ? typed : String(Math.round(Number(euros) * 100));
}
