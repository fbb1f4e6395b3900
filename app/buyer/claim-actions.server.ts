// The forms of what a lender asks for after a loan: its buyer pays on the provider's page, or contests.
import { startClaimPayment } from '#app/domain/checkout/claim-payment.server.ts';
import { contestClaim, getOwnClaim } from '#app/domain/fulfilment/lending-claims.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { refusalCode } from '#app/domain/payments/stripe.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormRedirect, goTo } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** To the provider's payment page; back to the order if there is nothing to pay any more, or if it does not answer. */
export async function payClaim(ctx: RequestContext, orderId: string, claimId: string): Promise<FormRedirect> {
  const claim = getOwnClaim(ctx, orderId, claimId);
  const { order, lines } = getOwnOrder(ctx, orderId);
  const line = lines.find((own) => own.line === claim.line);
  const name = ctx.t.lending.claim.payment(line ? translated(line.name, ctx.locale) : order.number);
  try {
    const payment = await startClaimPayment(ctx, claim, order, { origin: ctx.services.env.origin, name });
    if (payment.ok) return goTo(payment.url);
    return toOrder(orderId, [payment.reason === 'amount' ? 'order.payment-refused' : 'order.not-now']);
  } catch (error) {
    ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'payment of a claim could not start');
    return toOrder(orderId, [refusalCode(error) ? 'order.payment-refused' : 'order.payment-down']);
  }
}

export function answerClaim(ctx: RequestContext, orderId: string, claimId: string, reply: string): FormRedirect {
  const contested = contestClaim(ctx, orderId, claimId, reply);
  return toOrder(orderId, [contested.ok ? 'lending.contested' : 'order.not-now']);
}

function toOrder(orderId: string, flash: Flash): FormRedirect {
  return goTo(`/orders/${orderId}`, flash);
}
