// The forms of an order's page: each function calls one verb and turns its result into a redirect or a refusal.
import { refillBasket } from '#app/domain/checkout/refill-basket.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { answerProposal } from '#app/domain/fulfilment/proposals.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** To the provider's payment page; back to the order if it is paid already or the provider does not answer. */
export async function payOrder(ctx: RequestContext, orderId: string): Promise<FormRedirect> {
  const whole = getOwnOrder(ctx, orderId);
  try {
    const payment = await startPayment(ctx, whole, ctx.services.env.origin, ctx.t.checkout.deliveryBy);
    return payment.ok ? goTo(payment.url) : toOrder(whole.order.id, null);
  } catch (error) {
    ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'payment could not start');
    return toOrder(whole.order.id, ['order.payment-down']);
  }
}

/** To the basket, filled with what can still be ordered. */
export function orderAgain(ctx: RequestContext, orderId: string): FormRedirect {
  const { basketId, missing } = refillBasket(ctx, getOwnOrder(ctx, orderId), ctx.basketId);
  const cookies = basketId ? [basketCookie(basketId, ctx.secure)] : [];
  return goTo('/basket', missing > 0 ? ['basket.missing', missing] : null, cookies);
}

export function answerOffered(ctx: RequestContext, orderId: string, proposalId: string, yes: boolean): FormRedirect {
  const { payment } = getOwnOrder(ctx, orderId).order;
  const answered = answerProposal(ctx, orderId, proposalId, yes);
  if (!answered.ok) return toOrder(orderId, answerRefusals[answered.reason]);
  return toOrder(
    orderId,
    yes ? ['order.proposal-accepted', answered.refundCents, payment] : ['order.proposal-refused'],
  );
}

const answerRefusals: Record<'not-now' | 'no-stock', Flash> = {
  'not-now': ['order.proposal-late'],
  'no-stock': ['order.proposal-no-stock'],
};

export function cancelOrderedPart(ctx: RequestContext, orderId: string, supplierId: string): FormRedirect {
  const { payment } = getOwnOrder(ctx, orderId).order;
  const cancelled = cancelPart(ctx, orderId, supplierId);
  if (!cancelled.ok) return toOrder(orderId, partRefusals[cancelled.reason]);
  return toOrder(orderId, ['order.cancelled', cancelled.refundCents, payment]);
}

/** An input that can be corrected comes back with the form; a changed state redirects to the new page. */
export function askToReturn(
  ctx: RequestContext,
  orderId: string,
  input: { line: number; quantity: number; reason: string },
): FormAnswer {
  const { line, quantity, reason } = input;
  const asked = requestReturn(ctx, orderId, { line, quantity, reason });
  if (asked.ok) return toOrder(orderId, ['order.return-asked']);
  if (asked.reason === 'quantity') return invalidInput({ quantity: ctx.t.orderChanges.returnQuantity });
  if (asked.reason === 'reason') return invalidInput({ reason: ctx.t.formErrors.reason });
  return toOrder(orderId, partRefusals[asked.reason]);
}

const partRefusals: Record<'not-now' | 'too-late' | 'already-open', Flash> = {
  'not-now': ['order.not-now'],
  'too-late': ['order.too-late'],
  'already-open': ['order.return-open'],
};

function toOrder(orderId: string, flash: Flash | null): FormRedirect {
  return goTo(`/orders/${orderId}`, flash);
}
