// The effects of cancelling now, for a buyer's order page and for the page that confirms it.
import { listCancellationSteps } from '#app/domain/calendar/cancellation.ts';
import { listCancellable, type PaidPart, previewCancel } from '#app/domain/fulfilment/cancel-preview.server.ts';
import { effectiveLines } from '#app/domain/fulfilment/line-changes.server.ts';
import type { OrderLine, WholeOrder } from '#app/domain/orders/orders.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import type { Outcome } from '#app/domain/orders/parts.server.ts';
import { lastWithdrawalDay, mayWithdraw } from '#app/domain/orders/withdrawal.ts';
import type { Round } from '#app/domain/rounds/round.ts';
import { cutoffFor } from '#app/domain/rounds/rounds.server.ts';
import { sum } from '#app/domain/shared/money.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';

/** A supplier's part of an order as `previewCancel` takes it. */
export function paidPartOf(
  { order, parts, lines }: WholeOrder,
  supplierId: string,
  outcomes: ReadonlyMap<number, Outcome>,
): PaidPart | null {
  const part = parts.find((own) => own.supplierId === supplierId);
  if (!part) return null;
  const isOwn = (line: OrderLine) => line.supplierId === supplierId;
  return { order, part, lines: lines.filter(isOwn), outcomes: [...outcomes.values()] };
}

/** Links to the pages that confirm a cancellation, of the whole part and of each booking, with what today's would give back. */
export function cancelLinks(ctx: RequestContext, paid: PaidPart, supplier: Supplier, rounds: readonly Round[]) {
  const t = ctx.t.orderChanges;
  const cutoff = cutoffFor(rounds, paid.part, supplier);
  const { orderId, supplierId } = paid.part;
  const page = `/orders/${orderId}/cancel/${supplierId}`;
  const link = (line: number | null, href: string, text: string) => {
    const preview = previewCancel(ctx, paid, cutoff, line);
    if (!preview.ok) return [];
    const keptCents = sum([...preview.fees.values()]);
    const money = (cents: number) => formatMoney(cents, ctx.locale);
    const figure = keptCents > 0 ? t.cancelToday(money(preview.refundCents), money(keptCents)) : null;
    return [{ href, text, figure }];
  };
  const bookings = listCancellable(ctx, paid);
  const left = effectiveLines(paid).filter(({ is }) => is.quantity > 0);
  const single = left.length > 1 ? bookings : [];
  return [
    ...link(null, page, t.cancel),
    ...single.flatMap((line) =>
      link(line.line, `${page}?line=${line.line}`, t.cancelBooking(translated(line.name, ctx.locale))),
    ),
  ];
}

/** The terms of a booking that is still to come, with the days on which its buyer may withdraw; null for other lines. */
export function bookingTermsText(
  ctx: RequestContext,
  { order }: Pick<WholeOrder, 'order'>,
  part: WholeOrder['parts'][number],
  { cancellation }: Pick<OrderLine, 'cancellation'>,
): string | null {
  if (!cancellation || !isPartOpen(part.state)) return null;
  const { t, locale, now, town } = ctx;
  const terms = formatCancellation(listCancellationSteps(cancellation, now, town), t, locale);
  const last = lastWithdrawalDay(order, town);
  if (last === null || !mayWithdraw(order, now, town)) return terms;
  return `${terms} ${t.cancelTerms.withdrawalUntil(formatDay(last, locale))}`;
}
