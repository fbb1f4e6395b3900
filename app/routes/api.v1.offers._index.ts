import type { LoaderFunctionArgs } from '@remix-run/node';
import { listCards } from '#app/domain/search/cards.server.ts';
import { parameters, parseQuery } from '#app/domain/search/query.ts';
import { hub } from '#app/domain/shared/town.ts';
import { answer } from '#app/http/answer.server.ts';
import { apiError, apiLocale, apiOffer, json } from '#app/http/api.server.ts';

/** Search with the page's own parameter names. Money in cents, distances in metres. */
export const loader = answer('api.v1.offers._index', async (visit, { request }: LoaderFunctionArgs) => {
  const params = new URL(request.url).searchParams;
  const unknown = [...params.keys()].find(
    (name) => name !== 'lang' && !(parameters as readonly string[]).includes(name),
  );
  if (unknown) return apiError(400, unknown, `${unknown} is not a parameter of this search`);
  const locale = apiLocale(params);
  const parsed = parseQuery(params, {
    locale,
    audience: 'professional',
    near: hub,
    perPage: 24,
    maxPerPage: 100,
  });
  if (!parsed.ok) {
    const why =
      parsed.reason === 'invalid'
        ? 'has no possible value'
        : 'is a composite score, which a consumer request may not filter or sort by (Directive (EU) 2024/825)';
    return apiError(400, parsed.parameter, `${parsed.parameter} ${why}`);
  }
  const { query, audience } = parsed;
  const page = await visit.hall.search.search(query);
  const cards = listCards({ db: visit.db, locale, audience }, page.ids, query.near);
  const items = cards.map((card) => apiOffer(card, visit.hall.env.origin));
  return json(request, { total: page.total, page: query.page, per_page: query.perPage, facets: page.facets, items });
});
