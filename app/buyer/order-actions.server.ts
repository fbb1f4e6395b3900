// The forms of an order's page: each function calls one verb and turns its result into a redirect or a refusal.
import { paidPartOf } from '#app/buyer/cancel-view.server.ts';
import { attachNote } from '#app/domain/buying/choice-notes.server.ts';
import { completeFreeOrder } from '#app/domain/checkout/complete-order.server.ts';
import { returnToBasket } from '#app/domain/checkout/leave-payment.server.ts';
import { refillBasket } from '#app/domain/checkout/refill-basket.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { type BorrowerWord, sayCondition } from '#app/domain/fulfilment/borrower-word.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { previewCancel } from '#app/domain/fulfilment/cancel-preview.server.ts';
import { renewHandOverCode } from '#app/domain/fulfilment/hand-over-code.server.ts';
import { answerProposal } from '#app/domain/fulfilment/proposals.server.ts';
import { receivePart } from '#app/domain/fulfilment/release.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { getOwnOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import { nameSeats } from '#app/domain/orders/seats.server.ts';
import { refusalCode } from '#app/domain/payments/stripe.server.ts';
import { cutoffFor, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/**
 * To the provider's payment page; back to the order if there is nothing to pay any more, if the provider refuses it for
 * good, or if it does not answer.
 */
export async function payOrder(ctx: RequestContext, orderId: string): Promise<FormRedirect> {
  const whole = getOrderToChange(ctx, orderId);
  if (whole.order.totalCents === 0) {
    const free = completeFreeOrder(ctx, orderId);
    if (free.ok) return toOrder(orderId, null);
    if (free.reason === 'budget') return toOrder(orderId, ['order.free-later']);
  }
  try {
    const payment = await startPayment(ctx, whole, ctx.services.env.origin, ctx.t.checkout.deliveryBy);
    if (payment.ok) return goTo(payment.url);
    return toOrder(orderId, payment.reason === 'amount' ? ['order.payment-refused'] : null);
  } catch (error) {
    return paymentFailure(ctx, orderId, error);
  }
}

/** To the basket with the order's lines, if it is not paid: its payment page is closed and its stock released. */
export async function leavePayment(ctx: RequestContext, orderId: string): Promise<FormRedirect> {
  const { order } = getOwnOrder(ctx, orderId);
  try {
    const left = await returnToBasket(ctx, order.id, ctx.basketId);
    if (!left.ok) return toOrder(orderId, ['order.not-now']);
    const cookies = left.basketId ? [basketCookie(left.basketId, ctx.secure)] : [];
    return goTo('/basket', ['basket.returned', left.missing], cookies);
  } catch (error) {
    return paymentFailure(ctx, orderId, error);
  }
}

/** A definite refusal and a provider that does not answer are two sentences: one of them will never work. */
function paymentFailure(ctx: RequestContext, orderId: string, error: unknown): FormRedirect {
  ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'payment could not start');
  return toOrder(orderId, [refusalCode(error) ? 'order.payment-refused' : 'order.payment-down']);
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
  if (yes) return toOrder(orderId, ['order.proposal-accepted', answered.refundCents, payment]);
  // Of another time that is refused, all is refunded.
  return toOrder(
    orderId,
    answered.refundCents > 0 ? ['order.cancelled', answered.refundCents, payment] : ['order.proposal-refused'],
  );
}

const answerRefusals: Record<'not-now' | 'no-stock', Flash> = {
  'not-now': ['order.proposal-late'],
  'no-stock': ['order.proposal-no-stock'],
};

/** Writes the names of a session's seats: `seat.1` is that of the first. */
export function nameOrderedSeats(
  ctx: RequestContext,
  orderId: string,
  line: number,
  typed: Readonly<Record<string, string>>,
): FormRedirect {
  const fields = new Map(Object.entries(typed));
  const names = Array.from({ length: maxSeats }, (_, i) => fields.get(`seat.${i + 1}`)?.trim() ?? '');
  const named = nameSeats(ctx, orderId, line, names);
  return toOrder(orderId, named.ok ? ['saved'] : ['order.seats-begun']);
}
const maxSeats = 999;

/** Only for the refund that the page showed: a part that changed since, or a fee that grew, is shown first. */
export function cancelOrderedPart(
  ctx: RequestContext,
  orderId: string,
  supplierId: string,
  { shown, why, line }: { shown: number; why: string; line: number | null },
): FormAnswer {
  const whole = getOrderToChange(ctx, orderId);
  const refundCents = refundNow(ctx, whole, supplierId, line);
  if (refundCents !== null && refundCents !== shown) return invalidForm(ctx.t.orderChanges.cancelChanged, 409);
  const cancelled = cancelPart(ctx, orderId, supplierId, why, line);
  if (!cancelled.ok) return toOrder(orderId, partRefusals[cancelled.reason]);
  return toOrder(orderId, ['order.cancelled', cancelled.refundCents, whole.order.payment]);
}

/** Cents incl. VAT that cancelling would give back now; null when it is refused. */
function refundNow(ctx: RequestContext, whole: WholeOrder, supplierId: string, line: number | null): number | null {
  const outcomes = new Map(listOutcomes(ctx, [whole.order.id]).map((outcome) => [outcome.line, outcome]));
  const paid = paidPartOf(whole, supplierId, outcomes);
  const [supplier] = findSuppliers(ctx, [supplierId]);
  if (!paid || !supplier) return null;
  const preview = previewCancel(ctx, paid, cutoffFor(listRounds(ctx), paid.part, supplier), line);
  return preview.ok ? preview.refundCents : null;
}

export function receiveOrderedPart(ctx: RequestContext, orderId: string, supplierId: string): FormRedirect {
  const received = receivePart(ctx, orderId, supplierId);
  if (received.ok) return toOrder(orderId, ['order.received']);
  return toOrder(orderId, [received.reason === 'budget' ? 'order.received-later' : 'order.not-now']);
}

export function takeNewCode(ctx: RequestContext, orderId: string, supplierId: string): FormRedirect {
  return toOrder(orderId, renewHandOverCode(ctx, orderId, supplierId).ok ? ['order.new-code'] : ['order.not-now']);
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

/** The borrower's word about a lent thing, beside its lender's. */
export function keepBorrowerWord(
  ctx: RequestContext,
  orderId: string,
  { span, ...word }: BorrowerWord & { span: string },
): FormRedirect {
  return toOrder(orderId, sayCondition(ctx, orderId, span, word).ok ? ['lending.word-kept'] : ['order.not-now']);
}

export function attachChoice(ctx: RequestContext, orderId: string, noteId: string): FormRedirect {
  return toOrder(orderId, attachNote(ctx, orderId, noteId).ok ? ['note.attached'] : ['note.not-now']);
}

function toOrder(orderId: string, flash: Flash | null): FormRedirect {
  return goTo(`/orders/${orderId}`, flash);
}
