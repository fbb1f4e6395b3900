import { apiHandler, ParameterRefused } from '#app/api/api-handler.server.ts';
import { apiFacets, apiOffer } from '#app/api/responses.server.ts';
import { answerSearch } from '#app/domain/search/answer-search.server.ts';
import { askedMoment } from '#app/domain/search/asked-moment.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { facetsFor } from '#app/domain/search/run-search.server.ts';

const why = {
  invalid: 'has no possible value',
  composite:
    'is a composite score, which only a request with audience=professional and without public=1 may filter or sort by (Directive (EU) 2024/825)',
  'territory-for-public': 'prefers by place, which public=1 excludes (Code de la commande publique, art. L. 3)',
};

/** Search, with the same parameter names as the page. Money in cents, distances in metres. */
export const loader = apiHandler('api/api.v1.offers._index', '/api/v1/offers', async (ctx, { search, locale }) => {
  const parsed = parseQuery(search, {
    locale,
    audience: 'consumer',
    near: ctx.town.hub,
    perPage: 24,
    maxPerPage: 100,
  });
  if (!parsed.ok) throw new ParameterRefused(parsed.parameter, why[parsed.reason]);
  const { query, audience } = parsed;
  const { page, answered, corrected, read, shelf } = await answerSearch(
    ctx,
    ctx.services.search,
    query,
    facetsFor(query, audience),
  );
  const cards = listOfferSummaries(
    { ...ctx, locale, audience },
    page.ids,
    query.near,
    askedMoment(query, read?.chips ?? []),
  );
  return {
    total: page.total,
    total_is_exact: page.totalIsExact,
    page: query.page,
    per_page: query.perPage,
    matched: page.matched,
    answered,
    corrected,
    read: read && { words: read.terms, chips: read.chips.map(({ name, value }) => ({ name, value })) },
    shelf: shelf && { category: shelf },
    facets: apiFacets(page.facets),
    stats: { price_cents: page.stats.priceCents },
    items: cards.map((card) => apiOffer(card, audience, ctx.services.env.origin)),
  };
});
