import { reservationMinutes } from '#app/domain/orders/order.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { openPaymentSession, type PaymentCtx } from '#app/domain/payments/sessions.server.ts';
import { addMinutes, utc } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';

/** Opens the hosted payment page of a placed order; its lines are the frozen ones. `deliveryName` says a delivery in the buyer's language. Throws Stripe's errors. */
export async function startPayment(
  ctx: PaymentCtx,
  { order, parts, lines }: WholeOrder,
  origin: string,
  deliveryName: (supplierName: string) => string,
): Promise<Result<{ url: string }, { reason: 'not-payable' }>> {
  if (order.state !== 'placed' || order.reservedUntil <= utc(addMinutes(ctx.now, 1)))
    return { ok: false, reason: 'not-payable' };
  const page = `${origin}/orders/${order.id}`;
  const name = (line: (typeof lines)[number]) => (order.locale === 'fr' ? line.nameFr : line.nameEn);
  const session = await openPaymentSession(ctx, {
    reference: order.id,
    amountCents: order.totalCents,
    lines: [
      ...lines.map((line) => ({ name: `${line.quantity} × ${name(line)}`, amountCents: line.htCents + line.vatCents })),
      ...parts
        .filter((part) => part.deliveryCents > 0)
        .map((part) => ({
          name: deliveryName(part.supplierName),
          amountCents: part.deliveryCents + part.deliveryVatCents,
        })),
    ],
    email: order.contactEmail,
    successUrl: `${page}/return?session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: `${page}?cancelled=1`,
    lifetimeMinutes: reservationMinutes,
  });
  return { ok: true, url: session.url };
}
