// What the market's pages share: the address of a search read once, and brought to its plain form.
import { redirect } from '@remix-run/node';
import type { Audience } from '#app/domain/scoring/audience.ts';
import {
  type CatalogueQuery,
  parameters,
  parseQuery,
  type QueryRefusal,
  withoutTerritory,
} from '#app/domain/search/query.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export type CatalogueRequest = { ok: true; query: CatalogueQuery; audience: Audience; search: string } | QueryRefusal;

/** Reads the search of a page's address. Throws a redirect to the plain form of the same search when it is another. */
export function readCatalogueRequest(ctx: RequestContext, perPage: number): CatalogueRequest {
  const params = ctx.url.searchParams;
  const plain = canonicalParams(params);
  if (plain.toString() !== params.toString())
    throw redirect(`${ctx.url.pathname}${plain.size > 0 ? '?' : ''}${plain}`, 302);
  // The visit knows who asks: a page reads it once (askedAudience), as everywhere else.
  const asked = new URLSearchParams([...params].filter(([name]) => name !== 'audience'));
  const parsed = parseQuery(asked, {
    locale: ctx.locale,
    audience: ctx.audience,
    near: ctx.place,
    perPage,
    maxPerPage: 60,
  });
  if (!parsed.ok) return parsed;
  const search = new URLSearchParams([...params].filter(([name]) => name !== 'page' && name !== 'saved'));
  return { ...parsed, search: search.toString() };
}

/** What an address of the market may say; anything else is dropped, so that no link carries it on. */
const known: readonly string[] = [...parameters, 'price_max_eur', 'lang', 'view', 'saved'];

/**
 * A form sends every field: without those that ask nothing. People type euros; addresses and the API speak cents. A public
 * buyer who had filters of place loses them rather than the search.
 */
export function canonicalParams(params: URLSearchParams): URLSearchParams {
  const plain = new URLSearchParams();
  for (const [name, value] of params) {
    if (
      !known.includes(name) ||
      value.trim() === '' ||
      (name.endsWith('_min') && value === '0') ||
      (name === 'page' && value === '1')
    )
      continue;
    if (name === 'by' && !params.get('day')) continue;
    if (name === 'price_max_eur') plain.set('price_max', centsOf(value));
    else if (name !== 'price_max' || !params.get('price_max_eur')) plain.append(name, value);
  }
  return plain.get('public') === '1' ? withoutTerritory(plain) : plain;
}

/** What is no amount stays as it was typed, to be refused by name. */
function centsOf(typed: string): string {
  const euros = Number(typed.trim().replace(',', '.'));
  return Number.isFinite(euros) && euros >= 0 ? String(Math.round(euros * 100)) : typed;
}
