// Makes the preview of an order from its basket, and the hash that the buyer confirms.
import { createHash } from 'node:crypto';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { type BasketView, viewBasket } from '#app/domain/basket/baskets.server.ts';
import { writeTime } from '#app/domain/calendar/booked-time.ts';
import { isAlcoholic } from '#app/domain/catalogue/alcohol.ts';
import { audienceOf, type BuyerAudience, priceReading } from '#app/domain/scoring/audience.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { type PurchaseText, statutoryTextsFor } from '#app/domain/shared/legal-texts.server.ts';
import { basisOf, mainAmount, type PriceBasis } from '#app/domain/shared/price.ts';
import type { OrderPreview } from './order-preview.ts';

/** The payer, one of the actor's organisations or the actor, with the basis on which their prices are kept. */
export function findPayer(
  ctx: Ctx,
  organisationId: string | null,
): { organisation: Organisation | null; audience: BuyerAudience; basis: PriceBasis } {
  const organisation = listOwnOrganisations(ctx).find(({ id }) => id === organisationId) ?? null;
  const audience = audienceOf(organisation);
  return { organisation, audience, basis: basisOf(priceReading(audience)) };
}

/** Statutory texts of the payer for what is in a basket. */
export function basketLegalTexts(ctx: Ctx, view: BasketView, audience: BuyerAudience): PurchaseText[] {
  const offers = view.suppliers.flatMap(({ lines }) => lines.map(({ offer }) => offer));
  const buyer = { consumer: audience === 'consumer', alcohol: offers.some(isAlcoholic) };
  return statutoryTextsFor(buyer, localDay(ctx.now, ctx.town));
}

/**
 * The preview of a basket's order for the actor. `terms`: version of the terms of sale on the page. `payer`: the id of
 * the organisation that pays, null for the actor.
 */
export function previewOrder(
  ctx: Ctx & ActiveRules,
  basketId: string | null,
  to: Point,
  terms: string,
  payer: string | null = null,
): OrderPreview {
  const view = viewBasket(ctx, basketId, to, false, findPayer(ctx, payer).basis);
  return toOrderPreview(ctx, view, terms, payer);
}

/** The same from a basket that was already read, on the basis of its payer. */
export function toOrderPreview(ctx: Ctx, view: BasketView, terms: string, payer: string | null = null): OrderPreview {
  const basket = toBasketPage(ctx, view);
  const { basis } = view;
  const { organisation } = findPayer(ctx, payer);
  return {
    basis,
    parts: basket.suppliers.map(({ supplier, choice, options, lines }) => {
      const { arrivesOn, hours, fee } = options.find((option) => option.choice === choice)!;
      return {
        supplierId: supplier.id,
        supplierName: supplier.name,
        choice,
        arrivesOn,
        hours,
        basis,
        feeCents: mainAmount(fee, basis),
        lines: lines.map((line) => ({
          offerId: line.offerId,
          time: line.time ? writeTime(line.time) : '',
          cancellation: line.cancellation,
          place: line.place,
          name: line.name,
          unit: line.unit,
          orderUnit: line.orderUnit,
          packMilli: line.packMilli,
          pieceWeight: line.pieceWeight,
          quantity: line.quantity,
          basis,
          priceCents: mainAmount(line.price, basis),
          amountCents: mainAmount(line.total, basis),
          vatBasisPoints: line.vatBasisPoints,
          reuse: line.reuse,
        })),
      };
    }),
    buyers: organisation ? [buyerOf(organisation)] : [],
    totals: basket.totals,
    depositCents: basket.depositCents,
    terms,
  };
}

function buyerOf({ id, name, address, insee }: Organisation): OrderPreview['buyers'][number] {
  return { id, name, address, insee };
}

/** SHA-256 of a preview, in hexadecimal: what the checkout form carries and `placeOrder` compares. */
export function hashPreview(preview: OrderPreview): string {
  return createHash('sha256').update(JSON.stringify(preview)).digest('hex');
}
