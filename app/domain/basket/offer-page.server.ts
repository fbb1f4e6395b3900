// Data of an offer's page for its buyer; the supplier's preview shows exactly the same.

import { isAlcoholic } from '#app/domain/catalogue/alcohol.ts';
import { listAttributes } from '#app/domain/catalogue/attributes.server.ts';
import { comparedUnit } from '#app/domain/catalogue/compared-unit.server.ts';
import { egalimInForce } from '#app/domain/catalogue/egalim.ts';
import { listFamilyImages } from '#app/domain/catalogue/images.server.ts';
import { findSiblingOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { isSoldOut, minimumQuantity } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { isInSeason, sellingState } from '#app/domain/catalogue/season.ts';
import { type FamilyMember, findFamilies } from '#app/domain/catalogue/variant-families.server.ts';
import { familyName } from '#app/domain/catalogue/variants.ts';
import { type Audience, seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findScore, withRank } from '#app/domain/scoring/scores.server.ts';
import { familyOf, listOfferSummaries, type OfferSummary } from '#app/domain/search/offer-summaries.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { statutoryTextsFor } from '#app/domain/shared/legal-texts.server.ts';
import { priceOf } from '#app/domain/shared/price.ts';
import type { Commune } from '#app/domain/shared/town.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type AskedFields, readOfferBooking } from './offer-booking.server.ts';
import { readOfferSeason } from './offer-season.server.ts';
import { readOfferSessions } from './offer-sessions.server.ts';
import { previewOffer } from './preview.server.ts';

export type OfferPageData = ReturnType<typeof getOfferPage>;

/**
 * `asked`: of an offer that is booked for a time, the month and time that its address names. `isChosen`: of several variants
 * this one is asked for; else the page is of all of them.
 */
export function getOfferPage(
  ctx: Ctx & { audience: Audience; place: Commune } & ActiveRules,
  whole: Offer,
  asked: AskedFields = {},
  isChosen = false,
) {
  const members = whole.family === null ? [] : (findFamilies(ctx, [whole.id]).get(whole.id) ?? []);
  const family = members.length > 1 ? { ...familyOf(members), chosen: isChosen ? whole.slug : null } : null;
  const offer = family && !isChosen ? asWholeFamily(whole, members) : whole;
  const preview = previewOffer(ctx, whole, ctx.place);
  const today = localDay(ctx.now, ctx.town);
  const labels = validLabels(ctx, [offer.supplierId], today);
  const egalim = egalimInForce(offer, labels);
  const name = translated(offer.name, ctx.locale);
  const supplier = findSuppliers(ctx, [offer.supplierId])[0]!;
  const score = withRank(ctx, findScore(ctx, supplier.id));
  return {
    title: name,
    name,
    nameLang: foreignLocale(offer.name, ctx.locale),
    description: translated(offer.description, ctx.locale),
    descriptionLang: foreignLocale(offer.description, ctx.locale),
    offer: {
      id: offer.id,
      slug: offer.slug,
      kind: offer.kind,
      thing: offer.thing,
      category: offer.category,
      price: family && !isChosen && family.price ? family.price : priceOf(offer.priceCents, offer.vatBasisPoints),
      priceTiers: offer.priceTiers.map(({ from, priceCents }) => ({
        from,
        price: priceOf(priceCents, offer.vatBasisPoints),
      })),
      onQuote: offer.onQuote,
      vatBasisPoints: offer.vatBasisPoints,
      unit: offer.unit,
      orderUnit: offer.orderUnit,
      packMilli: offer.packMilli,
      content: offer.content,
      compared: offer.thing === null || (family && !isChosen) ? null : comparedUnit({ ...offer, thing: offer.thing }),
      pieceWeight: offer.pieceWeight,
      minimum: minimumQuantity(offer),
      orderStep: offer.orderStep,
      massGrams: offer.massGrams,
      stock: family && !isChosen && family.stock !== undefined ? family.stock : offer.stock,
      leadDays: offer.leadDays,
      depositCents: offer.depositCents,
      egalim,
      // The regulation asks for the code beside organic goods. A health mark is of one product: the supplier's page has it.
      controlBody: egalim === 'organic' ? supplier.controlBody : null,
      lentUnits: offer.lentUnits,
      // A calendar says itself when it is closed.
      availability: offer.bookingTerms ? null : stillAvailable(offer, localDay(ctx.now, ctx.town)),
      isBooked: offer.bookingTerms !== null,
      cancellation: offer.bookingTerms?.cancellation ?? [],
      /** Null for what is booked for a time, and for what has a price on demand. */
      state: offer.bookingTerms || offer.onQuote ? null : sellingState(offer, today),
      byProduct: offer.byProduct,
      attributes: listAttributes(offer, ctx.locale, labels.get(offer.supplierId) ?? []),
    },
    family,
    booking: readOfferBooking(ctx, offer, asked),
    season: readOfferSeason(ctx, offer),
    sessions: readOfferSessions(ctx, offer),
    images: listFamilyImages(
      ctx,
      offer.id,
      members.map(({ id }) => id),
    ).map((image) => ({
      id: image.id,
      width: image.width,
      height: image.height,
      alt: translated(image.alt, ctx.locale),
    })),
    seller: {
      slug: supplier.slug,
      name: supplier.name,
      email: supplier.email,
      commune: communeName(supplier.insee),
      lat: supplier.lat,
      lon: supplier.lon,
    },
    evidence: score && { documented: score.documented, reviewed: score.reviewed, applicable: score.applicable },
    labels: labels.get(offer.supplierId) ?? [],
    score: seesComposites(ctx.audience) ? score : null,
    /** False for a public buyer, to whom no place is shown. */
    places: seesPlaces(ctx.audience),
    preview,
    legalTexts: statutoryTextsFor({ consumer: ctx.audience === 'consumer', alcohol: isAlcoholic(offer) }, today),
    place: ctx.place.name,
    from: ctx.place,
    others: listOfferSummaries(ctx, preview.otherOfferIds, ctx.place),
    /** The same thing where it can still be had, nearest first; none while this one can. */
    siblings:
      (members.length > 1 ? members : [offer]).every(isSoldOut) || !isInSeason(offer.season, today)
        ? listSiblings(ctx, offer)
        : [],
  };
}

/** The part that all variants have: the name of the family, and nothing in which they differ. */
function asWholeFamily(offer: Offer, members: readonly FamilyMember[]): Offer {
  const isSame = members.every(({ massGrams }) => massGrams === offer.massGrams);
  return {
    ...offer,
    name: familyName(offer.name, offer.variant),
    variant: null,
    priceTiers: [],
    content: null,
    massGrams: isSame ? offer.massGrams : 0,
  };
}

/** The days of a rental, and the absences that are not over on a day (YYYY-MM-DD). */
function stillAvailable({ availability }: Offer, today: string): Offer['availability'] {
  return availability && { ...availability, away: availability.away.filter(({ to }) => to >= today) };
}

function listSiblings(ctx: Ctx & { audience: Audience; place: Commune }, offer: Offer): OfferSummary[] {
  return listOfferSummaries(ctx, findSiblingOffers(ctx, offer), ctx.place)
    .filter(({ state }) => state !== 'out-of-season')
    .sort((a, b) => a.supplier.distanceMeters - b.supplier.distanceMeters)
    .slice(0, 4);
}
