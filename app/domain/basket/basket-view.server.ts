// View of the basket for its pages: only the fields that they show, in one language.
import { writeTime } from '#app/domain/calendar/booked-time.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { exactPrice, multiplyPrice } from '#app/domain/shared/price.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import type { BasketView } from './baskets.server.ts';
import { cancellationSteps } from './offer-booking.server.ts';
import type { SupplierBasket } from './supplier-basket.server.ts';

type PageCtx = Pick<Ctx, 'locale' | 'now' | 'town'>;

export type SupplierBasketView = ReturnType<typeof toSupplierBasketView>;

export function toBasketPage(ctx: PageCtx, { suppliers: baskets, totals, impact }: BasketView) {
  return {
    suppliers: baskets.map((basket) => toSupplierBasketView(ctx, basket)),
    totals,
    impact,
    depositCents: sum(
      baskets.flatMap((basket) => basket.lines.map((line) => (line.offer.depositCents ?? 0) * line.quantity)),
    ),
    blocked: baskets.some(
      (basket) => basket.minimum.missing.netCents > 0 || basket.lines.some((line) => line.block !== null),
    ),
  };
}

function toSupplierBasketView(ctx: PageCtx, { supplier, lines, choice, options, priced, minimum }: SupplierBasket) {
  return {
    supplier: { id: supplier.id, slug: supplier.slug, name: supplier.name },
    choice,
    options,
    goods: exactPrice(priced.goodsCents, priced.goodsCents + priced.vatCents - priced.deliveryVatCents),
    minimum,
    lines: lines.map(({ offer, quantity, time, place, unit, block }) => ({
      /** Of the line among those of the basket: an offer may be there at several times. */
      key: time ? `${offer.id}:${writeTime(time)}` : String(offer.id),
      offerId: offer.id,
      time,
      /** Until when a booking could be cancelled; empty for what has no time. */
      cancellation: time ? cancellationSteps(ctx, offer, time) : [],
      place,
      slug: offer.slug,
      name: translated(offer.name, ctx.locale),
      nameLang: foreignLocale(offer.name, ctx.locale),
      kind: offer.kind,
      thing: offer.thing,
      unit: offer.unit,
      orderUnit: offer.orderUnit,
      packMilli: offer.packMilli,
      pieceWeight: offer.pieceWeight,
      price: unit,
      total: multiplyPrice(unit, quantity),
      minQuantity: offer.minQuantity,
      orderStep: offer.orderStep,
      leadDays: offer.leadDays,
      stock: offer.stock,
      vatBasisPoints: offer.vatBasisPoints,
      reuse: offer.scenario?.kind === 'reuse',
      quantity,
      block,
    })),
  };
}
