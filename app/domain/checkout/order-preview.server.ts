// Makes the preview of an order from its basket, and the hash that the buyer confirms.
import { createHash } from 'node:crypto';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { toBasketPage } from '#app/domain/basket/basket-view.server.ts';
import { type BasketView, viewBasket } from '#app/domain/basket/baskets.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { OrderPreview } from './order-preview.ts';

/** The preview of a basket's order for the actor. `terms`: version of the terms of sale on the page. */
export function previewOrder(ctx: Ctx & ActiveRules, basketId: string | null, to: Point, terms: string): OrderPreview {
  return toOrderPreview(ctx, viewBasket(ctx, basketId, to, false), terms);
}

/** The same from a basket that was already read. */
export function toOrderPreview(ctx: Ctx, view: BasketView, terms: string): OrderPreview {
  const basket = toBasketPage(ctx, view);
  return {
    parts: basket.suppliers.map(({ supplier, choice, options, lines }) => {
      const { arrivesOn, feeCents } = options.find((option) => option.choice === choice)!;
      return {
        supplierId: supplier.id,
        supplierName: supplier.name,
        choice,
        arrivesOn,
        feeCents,
        lines: lines.map((line) => ({
          offerId: line.offerId,
          name: line.name,
          unit: line.unit,
          orderUnit: line.orderUnit,
          packMilli: line.packMilli,
          quantity: line.quantity,
          priceCents: line.priceCents,
          htCents: line.htCents,
          vatBasisPoints: line.vatBasisPoints,
          reuse: line.reuse,
        })),
      };
    }),
    buyers: listOwnOrganisations(ctx).map(({ id, name, address, insee }) => ({ id, name, address, insee })),
    totals: basket.totals,
    depositCents: basket.depositCents,
    terms,
  };
}

/** SHA-256 of a preview, in hexadecimal: what the checkout form carries and `placeOrder` compares. */
export function hashPreview(preview: OrderPreview): string {
  return createHash('sha256').update(JSON.stringify(preview)).digest('hex');
}
