import { extendHolds } from '#app/domain/calendar/spans.server.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { isPayableOnline } from '#app/domain/payments/online-limits.ts';
import { openPaymentSession, type PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { translated } from '#app/domain/shared/translated.ts';

/**
 * Opens the hosted payment page of a placed order, from its frozen lines. `deliveryName` names a delivery in the
 * buyer's language. `amount`: the provider takes no such total. Throws Stripe's errors.
 */
export async function startPayment(
  ctx: PaymentCtx,
  { order, parts, lines }: WholeOrder,
  origin: string,
  deliveryName: (supplierName: string) => string,
): Promise<Result<{ url: string }, { reason: 'amount' | 'not-payable' | 'payment-under-way' }>> {
  if (!isPayableOnline(order.totalCents)) return refused('amount');
  if (order.state !== 'placed' || order.reservedUntil <= isoUtc(addMinutes(ctx.now, 1))) return refused('not-payable');
  // Until the page is closed for certain; what ends the order frees its time with its stock.
  const pageEnd = isoUtc(addMinutes(ctx.now, pageMinutes + 5));
  if (!extendHolds(ctx, order.id, pageEnd).ok) return refused('not-payable');
  const page = `${origin}/orders/${order.id}`;
  const opened = await openPaymentSession(ctx, {
    reference: order.id,
    amountCents: order.totalCents,
    lines: paymentLines(order, parts, lines, deliveryName),
    email: order.contactEmail,
    locale: order.locale,
    successUrl: `${page}/return?session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${page}?cancelled=1`,
    lifetimeMinutes: pageMinutes,
  });
  return opened.ok ? done({ url: opened.session.url }) : opened;
}

/** Stripe requires at least thirty minutes when the request arrives. */
const pageMinutes = reservationMinutes + 1;
const maxLines = 100; // Stripe's limit

/** Lines and deliveries for the payment page: at most a hundred; else one per supplier, the rest of them in one. */
function paymentLines(
  order: WholeOrder['order'],
  parts: WholeOrder['parts'],
  lines: WholeOrder['lines'],
  deliveryName: (supplierName: string) => string,
): { name: string; amountCents: number }[] {
  const goods = lines.map((line) => ({
    name: `${line.quantity} × ${translated(line.name, order.locale)}`,
    amountCents: line.htCents + line.vatCents,
  }));
  const deliveries = parts
    .filter((part) => part.deliveryCents > 0)
    .map((part) => ({
      name: deliveryName(part.supplierName),
      amountCents: part.deliveryCents + part.deliveryVatCents,
    }));
  if (goods.length + deliveries.length <= maxLines) return [...goods, ...deliveries];
  const bySupplier = parts.map((part) => ({
    name: part.supplierName,
    amountCents: sum([
      part.deliveryCents + part.deliveryVatCents,
      ...lines.filter((line) => line.supplierId === part.supplierId).map((line) => line.htCents + line.vatCents),
    ]),
  }));
  if (bySupplier.length <= maxLines) return bySupplier;
  const rest = bySupplier.splice(maxLines - 1);
  return [...bySupplier, { name: `… + ${rest.length}`, amountCents: sum(rest.map((one) => one.amountCents)) }];
}
