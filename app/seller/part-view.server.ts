// Builds the data of one supplier's part of an order for the seller's pages.

import { readTime } from '#app/domain/calendar/booked-time.ts';
import type { OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import { packagingOf } from '#app/domain/fulfilment/containers.server.ts';
import { effectiveLines } from '#app/domain/fulfilment/line-changes.server.ts';
import { weighingOf } from '#app/domain/fulfilment/weighing.server.ts';
import type { Mode } from '#app/domain/impact/terms.ts';
import { isBeforeItsDay } from '#app/domain/orders/part.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { hasOpenDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { isTakenBack } from '#app/domain/settlement/supplier-shares.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { givenReferences } from '#app/domain/shared/order-references.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatTime } from '#app/i18n/format-time.ts';

/** One part of an order, as the seller pages receive it. */
export type PartView = ReturnType<typeof viewPart>;

export function viewPart(ctx: RequestContext, supplierPart: SupplierPart) {
  const { order, part, proposals } = supplierPart;
  return {
    orderId: order.id,
    number: order.number,
    placedAt: order.placedAt,
    buyer: order.buyerName,
    contact: `${order.contactName}, ${order.contactPhone}`,
    where: `${order.address}, ${communeName(order.insee)}`,
    note: order.note,
    references: givenReferences(order.buyer.references)
      .map(({ name, text }) => ctx.t.budgets.references.named(ctx.t.budgets.references.names[name], text))
      .join(' · '),
    state: part.state,
    choice: part.choice,
    mode: part.mode as Mode,
    trip: part.trip,
    deliverOn: part.deliverOn,
    deliverHours: part.deliverHours,
    isEarly: isBeforeItsDay(part, ctx.now, ctx.town),
    handedOverAt: part.handedOverAt,
    packaging: packagingOf(supplierPart),
    lines: effectiveLines(supplierPart).map(({ line, is }) => {
      return {
        line: line.line,
        name: translated(is.name, ctx.locale),
        quantity: is.quantity,
        ordered: line.quantity,
        orderedName: translated(line.name, ctx.locale),
        unit: line.unit as Unit,
        orderUnit: line.orderUnit as OrderUnit,
        packMilli: line.packMilli,
        massGrams: is.impactInput.massGrams,
        htCents: is.htCents,
        weighing: weighingOf(supplierPart, line, is),
        offerId: is.offerId,
      };
    }),
    proposals: proposals.map(({ id, line, quantity, offerId, note, state, refundCents, bookedTime }) => ({
      id,
      time: timeText(ctx, bookedTime),
      line,
      quantity,
      offerId,
      note,
      state,
      refundCents,
    })),
  };
}

function timeText({ t, locale }: RequestContext, bookedTime: string): string | null {
  const time = readTime(bookedTime);
  return time && formatTime(time, t, locale);
}

/** Whether the buyer's bank contests the payment, or has taken the supplier's whole share back. */
export function disputeOf(ctx: RequestContext, { order, part }: SupplierPart): 'open' | 'taken-back' | null {
  if (isTakenBack(ctx, order.id, part.supplierId)) return 'taken-back';
  return hasOpenDispute(ctx, order.id) ? 'open' : null;
}
