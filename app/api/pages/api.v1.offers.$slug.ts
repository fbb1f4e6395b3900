import { apiHandler } from '#app/api/api-handler.server.ts';
import { apiAttribute, apiOffer } from '#app/api/responses.server.ts';
import { listAttributes } from '#app/domain/catalogue/attributes.server.ts';
import { egalimInForce } from '#app/domain/catalogue/egalim.ts';
import { figureIn } from '#app/domain/catalogue/figure-facts.server.ts';
import { getOffer, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { scenarioKey } from '#app/domain/impact/scenarios.ts';
import { listOfferSummaries, type OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { priceOf } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { catalogues } from '#app/i18n/messages.ts';

export const loader = apiHandler(
  'api/api.v1.offers.$slug',
  '/api/v1/offers/{slug}',
  (ctx, { locale, audience, slug }) => {
    const offer = getOffer(ctx, slug);
    const [card] = listOfferSummaries({ ...ctx, locale, audience }, [offer.id], ctx.town.hub);
    const { leadDays, massGrams, depositCents, agec58, lentUnits, gtin, recycledPercent } = offer;
    const day = localDay(ctx.now, ctx.town);
    const labels = validLabels(ctx, [offer.supplierId], day);
    const { faults } = figureIn(offer, Number(day.slice(5, 7)), ctx.factors);
    return {
      ...apiOffer(ownCard(card!, offer, locale), audience, ctx.services.env.origin),
      variant: Object.fromEntries((offer.variant ?? []).map(({ axis, value }) => [axis, value])),
      description: translated(offer.description, locale),
      attributes: listAttributes(offer, locale, labels.get(offer.supplierId) ?? []).map((one) =>
        apiAttribute(one, catalogues[locale], locale),
      ),
      lead_days: leadDays,
      mass_grams: massGrams,
      deposit_cents: depositCents,
      egalim: egalimInForce(offer, labels),
      agec58,
      lent_units: lentUnits,
      gtin,
      recycled_percent: recycledPercent,
      reference: scenarioKey(offer.scenario) || null,
      figure_faults: [...faults],
    };
  },
);

/** Of a variant its own name, price and stock. */
function ownCard(card: OfferSummary, offer: Offer, locale: Locale): OfferSummary {
  const { priceCents, vatBasisPoints, stock } = offer;
  return { ...card, name: translated(offer.name, locale), price: priceOf(priceCents, vatBasisPoints), stock };
}
