// View of the basket for its pages: only the fields that they show, in one language.
import { priceFor } from '#app/domain/catalogue/offer.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { BasketView, SupplierBasket } from './baskets.server.ts';

export type SupplierBasketView = ReturnType<typeof toSupplierBasketView>;

export function toBasketPage(ctx: Pick<Ctx, 'locale'>, { suppliers: baskets, totals, impact }: BasketView) {
  return {
    suppliers: baskets.map((basket) => toSupplierBasketView(ctx, basket)),
    totals,
    impact,
    depositCents: sum(
      baskets.flatMap((basket) => basket.lines.map((line) => (line.offer.depositCents ?? 0) * line.quantity)),
    ),
    blocked: baskets.some((basket) => basket.missingCents > 0 || basket.lines.some((line) => line.block !== null)),
  };
}

function toSupplierBasketView(
  ctx: Pick<Ctx, 'locale'>,
  { supplier, lines, choice, options, priced, missingCents }: SupplierBasket,
) {
  return {
    supplier: { id: supplier.id, slug: supplier.slug, name: supplier.name, minimumCents: supplier.minimumOrderCents },
    choice,
    options,
    goodsCents: priced.goodsCents,
    missingCents,
    lines: lines.map(({ offer, quantity, htCents, block }) => ({
      offerId: offer.id,
      slug: offer.slug,
      name: translated(offer.name, ctx.locale),
      kind: offer.kind,
      unit: offer.unit,
      orderUnit: offer.orderUnit,
      packMilli: offer.packMilli,
      priceCents: priceFor(offer, quantity),
      minQuantity: offer.minQuantity,
      orderStep: offer.orderStep,
      leadDays: offer.leadDays,
      stock: offer.stock,
      vatBasisPoints: offer.vatBasisPoints,
      reuse: offer.scenario?.kind === 'reuse',
      quantity,
      htCents,
      block,
    })),
  };
}
