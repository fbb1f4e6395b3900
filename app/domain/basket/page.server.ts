// The basket as its pages show it: only what is needed, in one language.
import { type OrderUnit, priceFor, quantityFits, type Unit } from '#app/domain/catalogue/offer.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import type { BasketView, Stall } from './baskets.server.ts';

export type StallPage = ReturnType<typeof stallPage>;

export function toBasketPage(ctx: Pick<Ctx, 'locale'>, { stalls, totals, impact }: BasketView) {
  return {
    stalls: stalls.map((stall) => stallPage(ctx, stall)),
    totals,
    impact,
    depositCents: sum(
      stalls.flatMap((stall) => stall.lines.map((line) => (line.offer.depositCents ?? 0) * line.quantity)),
    ),
    blocked: stalls.some((stall) => stall.missingCents > 0 || stall.lines.some((line) => !line.enough)),
  };
}

function stallPage(ctx: Pick<Ctx, 'locale'>, { supplier, lines, choice, options, priced, missingCents }: Stall) {
  return {
    supplier: { id: supplier.id, slug: supplier.slug, name: supplier.name, minimumCents: supplier.minimumOrderCents },
    choice,
    options,
    goodsCents: priced.goodsCents,
    missingCents,
    lines: lines.map(({ offer, quantity, htCents, enough }) => ({
      offerId: offer.id,
      slug: offer.slug,
      name: ctx.locale === 'fr' ? offer.nameFr : offer.nameEn,
      kind: offer.kind,
      unit: offer.unit as Unit,
      orderUnit: offer.orderUnit as OrderUnit,
      packMilli: offer.packMilli,
      priceCents: priceFor(offer, quantity),
      minQuantity: offer.minQuantity,
      orderStep: offer.orderStep,
      fits: quantityFits(offer, quantity),
      leadDays: offer.leadDays,
      stock: offer.status === 'live' ? offer.stock : 0,
      reuse: offer.scenario?.kind === 'reuse',
      quantity,
      htCents,
      enough,
    })),
  };
}
