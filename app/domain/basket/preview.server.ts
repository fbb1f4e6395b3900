// Estimated impact of one pack of an offer, before it is in a basket.
import { figureIn } from '#app/domain/catalogue/figure-facts.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { listOfferIds, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { referenceName } from '#app/domain/impact/factor-set.ts';
import type { FigureFault } from '#app/domain/impact/frame.ts';
import { baselineRef, type Scenario } from '#app/domain/impact/terms.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { type Price, priceOf } from '#app/domain/shared/price.ts';
import { arrivalDay, choicesOf, type DeliveryChoice, feeCents } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers, listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { type CarriedLoad, canCarry, loadOf } from './carrying.ts';
import { type ImpactSummary, impactInput, summariseImpact, tripOf } from './impact-input.server.ts';

export type DeliveryTermsView = {
  mode: string;
  days: number[];
  /** With `severalRates` the minimum order and the fees are the highest: they are taxed like the goods. */
  minimum: Price;
  /** Those with a day that can be promised. */
  options: { choice: DeliveryChoice; fee: Price; arrivesOn: string }[];
  severalRates: boolean;
};
export type OfferPreview = {
  choice: DeliveryChoice;
  impact: ImpactSummary;
  reference: { id: string; name: string } | null;
  /** Why the offer has no CO2e figure though it names a reference. */
  figureFaults: readonly FigureFault[];
  /** Null for an offer that is used at its supplier's. */
  terms: DeliveryTermsView | null;
  otherOfferIds: number[];
};

/** Impact of one pack with the supplier's lightest delivery choice that has a day. */
export function previewOffer(ctx: Ctx & ActiveRules, offer: Offer, to: Point): OfferPreview {
  const supplier = findSuppliers(ctx, [offer.supplierId])[0]!;
  // A room is not brought: nothing of the delivery's terms is said.
  const own = ownChoice(offer);
  const load = loadOf([{ offer, quantity: minimumQuantity(offer) }]);
  const terms = own ? null : previewTerms(ctx, supplier, offer.leadDays, [offer.vatBasisPoints], load);
  const today = localDay(ctx.now, ctx.town);
  const usual: { choice: DeliveryChoice; arrivesOn: string } = own
    ? { choice: own, arrivesOn: today }
    : { choice: choicesOf(supplier)[0]!, arrivesOn: today };
  const { choice, arrivesOn } = terms?.options[0] ?? usual;
  const input = impactInput(
    ctx,
    offer,
    1,
    supplier,
    listFacts(ctx, supplier.id),
    tripOf(supplier, choice, to),
    today,
    arrivesOn,
  );
  const { faults } = figureIn(offer, Number(arrivesOn.slice(5, 7)), ctx.factors);
  return {
    choice,
    impact: summariseImpact([input], ctx.factors),
    reference: input.scenario ? referenceOf(ctx, input.scenario) : null,
    figureFaults: input.scenario === null && faults.length === 0 && offer.scenario ? ['line'] : faults,
    terms,
    otherOfferIds: listOfferIds(ctx, offer.supplierId)
      .filter((id) => id !== offer.id)
      .slice(0, 4),
  };
}

/** How what is booked in a place of its own is had; null for what is brought or fetched. */
function ownChoice({ bookingTerms: terms }: Pick<Offer, 'bookingTerms'>): 'on-site' | 'visit' | null {
  if (terms?.way === 'appointment') return 'visit';
  return terms?.way === 'slot' || terms?.way === 'session' ? 'on-site' : null;
}

/**
 * The supplier's delivery terms, with the first possible day for goods that need `leadDays` and are taxed at `rates`; of a
 * `load` only the ways that carry it.
 */
export function previewTerms(
  ctx: Ctx,
  supplier: Supplier,
  leadDays: number,
  rates: readonly number[],
  load: CarriedLoad | null = null,
): DeliveryTermsView {
  const rate = Math.max(0, ...rates);
  return {
    mode: supplier.deliveryMode,
    days: supplier.deliveryDays,
    minimum: priceOf(supplier.minimumOrderCents, rate),
    severalRates: new Set(rates).size > 1,
    options: choicesOf(supplier).flatMap((by) => {
      if (load && !canCarry(by, supplier.deliveryMode, load)) return [];
      const arrivesOn = arrivalDay(supplier, by, leadDays, ctx.now, ctx.town);
      return arrivesOn ? [{ choice: by, fee: priceOf(feeCents(supplier, by), rate), arrivesOn }] : [];
    }),
  };
}

/** Readable name of the published reference; `id` is its first factor, the anchor on the method page. */
function referenceOf(ctx: Pick<Ctx, 'locale'> & ActiveRules, scenario: Scenario): OfferPreview['reference'] {
  const ref = baselineRef(scenario);
  return ref ? { id: ref.split('+')[0]!, name: referenceName(ctx.factors, ref, ctx.locale) } : null;
}
