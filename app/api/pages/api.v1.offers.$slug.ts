import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiAudience, apiError, apiLocale, apiOffer, jsonResponse, orApiNotFound } from '#app/api/responses.server.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('api/api.v1.offers.$slug', (ctx, { params, request }: LoaderFunctionArgs) =>
  orApiNotFound(() => {
    const search = new URL(request.url).searchParams;
    const audience = apiAudience(search);
    if (!audience) return apiError(400, 'audience', 'audience has no possible value');
    const locale = apiLocale(search);
    const offer = getOffer(ctx, params.slug ?? '');
    const [card] = listOfferSummaries({ db: ctx.db, locale, audience }, [offer.id], ctx.town.hub);
    const { leadDays, massGrams, depositCents, egalim, agec58, lentUnits } = offer;
    return jsonResponse(request, {
      ...apiOffer(card!, ctx.services.env.origin),
      description: translated(offer.description, locale),
      lead_days: leadDays,
      mass_grams: massGrams,
      deposit_cents: depositCents,
      egalim,
      agec58,
      lent_units: lentUnits,
    });
  }),
);
