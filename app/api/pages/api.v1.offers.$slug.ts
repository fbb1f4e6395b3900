import { apiHandler } from '#app/api/api-handler.server.ts';
import { apiOffer } from '#app/api/responses.server.ts';
import { getOffer } from '#app/domain/catalogue/offers.server.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import { translated } from '#app/domain/shared/translated.ts';

export const loader = apiHandler(
  'api/api.v1.offers.$slug',
  '/api/v1/offers/{slug}',
  (ctx, { locale, audience, slug }) => {
    const offer = getOffer(ctx, slug);
    const [card] = listOfferSummaries({ db: ctx.db, locale, audience }, [offer.id], ctx.town.hub);
    const { leadDays, massGrams, depositCents, egalim, agec58, lentUnits, gtin } = offer;
    return {
      ...apiOffer(card!, audience, ctx.services.env.origin),
      description: translated(offer.description, locale),
      lead_days: leadDays,
      mass_grams: massGrams,
      deposit_cents: depositCents,
      egalim,
      agec58,
      lent_units: lentUnits,
      gtin,
    };
  },
);
