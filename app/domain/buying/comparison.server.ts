// Offers side by side for a quantity, a place and a reader.

import { summariseImpact } from '#app/domain/basket/impact-input.server.ts';
import { basketTotals, maxQuantity, splitTotals } from '#app/domain/basket/pricing.ts';
import { viewSingleBaskets } from '#app/domain/basket/single-offer-basket.server.ts';
import type { SupplierBasket } from '#app/domain/basket/supplier-basket.server.ts';
import { listAttributes } from '#app/domain/catalogue/attributes.server.ts';
import { comparedUnit } from '#app/domain/catalogue/compared-unit.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findPublishedOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { findThing } from '#app/domain/catalogue/things.server.ts';
import { comparedPrice } from '#app/domain/catalogue/unit-of-comparison.ts';
import { type Audience, priceReading, seesPlaces } from '#app/domain/scoring/audience.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findScores } from '#app/domain/scoring/scores.server.ts';
import { findTownScores } from '#app/domain/scoring/town-scores.server.ts';
import { scoreFor } from '#app/domain/search/offer-summaries.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { basisOf, multiplyPrice, type priceOf } from '#app/domain/shared/price.ts';
import type { Commune } from '#app/domain/shared/town.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { type ComparedOffer, type ComparedState, maxComparedOffers, type OfferComparison } from './comparison.ts';

type Reader = Ctx & { audience: Audience; place: Commune } & ActiveRules;

/**
 * Compares at most four offers, delivered at the reader's place. `quantity`: in the unit that all of them have, else in
 * packs; null: the least that each of them sells. Offers that never were on sale are left out.
 */
export function compareOffers(ctx: Reader, slugs: readonly string[], quantity: number | null): OfferComparison {
  const offers = onePerFamily(findPublishedOffers(ctx, [...new Set(slugs)].slice(0, maxComparedOffers)));
  const [first] = offers;
  const unit = first && offers.every((offer) => offer.unit === first.unit) ? first.unit : null;
  const minimum = Math.max(1, ...offers.map((offer) => minimumOf(offer, unit !== null)));
  const asked = Math.min(Math.max(1, quantity ?? minimum), maxQuantity);
  const wanted = offers.map((offer) => ({ offer, packs: packsFor(offer, asked, unit !== null) }));
  const basis = basisOf(priceReading(ctx.audience));
  const baskets = viewSingleBaskets(ctx, wanted, { to: ctx.place, basis });
  const supplierIds = [...new Set(offers.map(({ supplierId }) => supplierId))];
  const town = findTownScores(ctx);
  const today = localDay(ctx.now, ctx.town);
  const [scores, labels] = [findScores(ctx, supplierIds), validLabels(ctx, supplierIds, today)];
  return {
    quantity: asked,
    unit,
    place: seesPlaces(ctx.audience) ? ctx.place.name : null,
    day: today,
    locale: ctx.locale,
    offers: baskets.map((basket) => {
      const { id } = basket.supplier;
      return toComparedOffer(ctx, basket, scoreFor(ctx.audience, scores.get(id), town), labels.get(id) ?? []);
    }),
  };
}

/** Variants of one thing are not compared with each other: the first that was named stays. */
function onePerFamily(offers: readonly Offer[]): Offer[] {
  const keyOf = ({ id, supplierId, family }: Offer) => (family === null ? String(id) : `${supplierId} ${family}`);
  const firsts = new Map(offers.toReversed().map((offer) => [keyOf(offer), offer]));
  return offers.filter((offer) => firsts.get(keyOf(offer)) === offer);
}

/** The least that can be ordered: in units, rounded up, or in packs. */
function minimumOf(offer: Offer, inUnits: boolean): number {
  const packs = minimumQuantity(offer);
  return inUnits ? Math.ceil((packs * offer.packMilli) / 1000) : packs;
}

/** The fewest packs that can be ordered and hold the quantity. */
function packsFor(offer: Offer, quantity: number, inUnits: boolean): number {
  const packs = inUnits ? Math.ceil((quantity * 1000) / offer.packMilli) : quantity;
  const stepped = Math.ceil(packs / offer.orderStep) * offer.orderStep;
  const maximum = Math.floor(maxQuantity / offer.orderStep) * offer.orderStep;
  return Math.min(Math.max(stepped, minimumQuantity(offer)), maximum);
}

function toComparedOffer(
  ctx: Reader,
  basket: SupplierBasket,
  score: Pick<ComparedOffer, 'score' | 'evidence'>,
  labels: readonly string[],
): ComparedOffer {
  const { offer, quantity: packs, unit: price, block, impact } = basket.lines[0]!;
  const { slug, name } = basket.supplier;
  const state = stateOf(offer, block);
  const isPriced = state === 'open' || state === 'short';
  const option = basket.options.find(({ choice }) => choice === basket.choice)!;
  const thing = offer.thing ? findThing(offer.thing) : undefined;
  const attributes = listAttributes(offer, ctx.locale, labels);
  const warranty = attributes.find(({ key }) => key === 'warranty')?.value;
  return {
    id: offer.id,
    slug: offer.slug,
    name: translated(offer.name, ctx.locale),
    nameLang: foreignLocale(offer.name, ctx.locale),
    state,
    thing: offer.thing,
    thingName: thing ? translated(thing.name, ctx.locale) : null,
    category: offer.category,
    kind: offer.kind,
    supplier: { slug, name },
    ...score,
    labels: [...labels],
    stock: offer.stock,
    unit: offer.unit,
    orderUnit: offer.orderUnit,
    packMilli: offer.packMilli,
    content: offer.content,
    packs,
    price,
    unitPrice: isPriced ? unitPriceOf(offer, price) : null,
    goods: isPriced ? multiplyPrice(price, packs) : null,
    delivery: isPriced ? { choice: basket.choice, fee: option.fee } : null,
    total: isPriced ? splitTotals(basketTotals([basket.priced])).total : null,
    missing: isPriced && basket.minimum.missing.netCents > 0 ? basket.minimum.missing : null,
    arrivesOn: isPriced ? option.arrivesOn : null,
    warrantyMonths: typeof warranty === 'number' ? warranty : null,
    attributes: attributes.filter(({ key }) => key !== 'warranty' || typeof warranty !== 'number'),
    impact: isPriced ? summariseImpact([impact], ctx.factors) : null,
  };
}

function stateOf(offer: Offer, block: SupplierBasket['lines'][number]['block']): ComparedState {
  if (block === 'gone') return 'withdrawn';
  if (block === 'quote') return 'quote';
  if (block === 'out-of-season') return block;
  if (offer.stock !== null && offer.stock < minimumQuantity(offer)) return 'sold-out';
  return block === 'stock' ? 'short' : 'open';
}

function unitPriceOf(offer: Offer, price: ReturnType<typeof priceOf>): ComparedOffer['unitPrice'] {
  const compared = offer.thing === null ? null : comparedUnit({ ...offer, thing: offer.thing });
  const whole = compared ?? { unit: offer.unit, milli: offer.packMilli };
  return { price: comparedPrice(price, whole), per: whole.unit };
}
