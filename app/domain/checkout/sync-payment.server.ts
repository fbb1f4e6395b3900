// Turns a payment into a paid order with its ledger entries. Webhook and landing page call the same function.

import type Stripe from 'stripe';
import { postEntry } from '#app/domain/books/books.server.ts';
import { reopenRequestOf } from '#app/domain/buying/requests.server.ts';
import { confirmSpans, extendHolds, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { releaseStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import {
  findOrder,
  holdForDelayedPayment,
  listOverdue,
  postponeExpiry,
  transitionOrder,
  type WholeOrder,
} from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import { recordEvent } from '#app/domain/payments/events.server.ts';
import {
  closeOpenSession,
  findMismatch,
  findSession,
  markProcessing,
  markSession,
  type PaymentCtx,
  type PaymentSession,
} from '#app/domain/payments/payment-sessions.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { expandCharge, recordCharge } from '#app/domain/settlement/charges.server.ts';
import { isClaimReference } from '#app/domain/settlement/lending-claim.ts';
import { paymentEntry, unallocatedEntry } from '#app/domain/settlement/postings.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { applyClaimPayment } from './claim-payment.server.ts';
import { completeOrder } from './complete-order.server.ts';
import { decideLateBooking } from './unallocated-payments.server.ts';

export type SettlementCtx = PaymentCtx & LedgerCtx & ActiveRules;
export type PaymentOutcome =
  | 'paid'
  | 'already-paid'
  | 'waiting'
  | 'failed'
  | 'late'
  | 'mismatch'
  | 'not-ours'
  | 'known-event';

/** Sessions that are being asked for: webhook and landing page come together, and the second needs no answer of its own. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Brings an order to the provider's current state. A webhook's payload is only a hint: the session is fetched
 * first, and all writes are one IMMEDIATE transaction: event id, order, stock, ledger, outbox.
 */
export async function syncPayment(
  ctx: SettlementCtx,
  sessionId: string,
  event?: { id: string; type: string },
): Promise<PaymentOutcome> {
  await underWay.get(sessionId)?.catch(() => undefined); // it reports its error itself
  const ours = findSession(ctx, sessionId);
  if (!ours) return 'not-ours';
  // A paid session does not change any more at the provider: disputes and refunds have events of their own.
  if (ours.state === 'paid') return event && !recordEvent(ctx, event, sessionId) ? 'known-event' : 'already-paid';
  const asked = askPayment(ctx, ours, event).finally(() => underWay.delete(sessionId));
  underWay.set(sessionId, asked);
  return asked;
}

async function askPayment(
  ctx: SettlementCtx,
  ours: PaymentSession,
  event: { id: string; type: string } | undefined,
): Promise<PaymentOutcome> {
  const sessionId = ours.id;
  const truth = await ctx.payments.stripe.checkout.sessions.retrieve(sessionId, { expand: expandCharge });
  return inTransaction(ctx, () => {
    if (event && !recordEvent(ctx, event, sessionId)) return 'known-event';
    // A payment that a steward has decided is recorded as paid: a later event does not open its case again.
    const wrong =
      findSession(ctx, sessionId)?.state === 'paid' ? null : findMismatch(ours, truth, ctx.payments.livemode);
    if (wrong) {
      openCase(ctx, sessionId, ours.reference, 'mismatch', wrong);
      return 'mismatch';
    }
    if (isClaimReference(ours.reference)) return applyClaimPayment(ctx, ours, truth);
    const whole = findOrder(ctx, ours.reference);
    // A charge whose order a restore lost, which a steward refunded.
    if (!whole && ours.state === 'paid') return 'already-paid';
    invariant(whole, `session ${sessionId} pays for an order that is not there`);
    if (truth.payment_status === 'paid') return confirmPayment(ctx, whole, truth);
    if (event?.type === 'checkout.session.async_payment_failed') return closeUnpaidOrder(ctx, whole, sessionId, 'fail');
    if (truth.status === 'expired') return closeUnpaidOrder(ctx, whole, sessionId, 'expire');
    if (truth.status === 'complete') {
      if (markProcessing(ctx, sessionId)) extendHolds(ctx, ours.reference, holdForDelayedPayment(ctx, ours.reference));
    }
    return 'waiting';
  });
}

/**
 * Ends expired reservations: the payment page first, then the stock; one that was paid in the end is confirmed.
 * One that can be neither confirmed nor ended is postponed (with a case when only a person can decide), so it
 * does not block the others. Returns the number of expired orders.
 */
export async function expireOverdueOrders(
  ctx: SettlementCtx,
  onError: (error: unknown, orderId: string) => void,
): Promise<number> {
  let expired = 0;
  for (const { id } of listOverdue(ctx)) {
    try {
      const page = await closeOpenSession(ctx, id);
      if (page.state === 'complete') await syncOverduePayment(ctx, id, page.sessionId);
      else {
        const whole = findOrder(ctx, id);
        if (whole && inTransaction(ctx, () => closeUnpaidOrder(ctx, whole, null, 'expire')) === 'failed') expired++;
      }
    } catch (error) {
      postponeExpiry(ctx, id, retryMinutes);
      onError(error, id);
    }
  }
  return expired;
}

const retryMinutes = 5;
const caseMinutes = 24 * 60;

async function syncOverduePayment(ctx: SettlementCtx, orderId: string, sessionId: string): Promise<void> {
  let outcome: PaymentOutcome;
  try {
    outcome = await syncPayment(ctx, sessionId);
  } catch (error) {
    openCase(ctx, sessionId, orderId, 'cannot-settle', { detail: String(error).slice(0, 300) }); // paid, but we cannot record it: needs a steward
    throw error;
  }
  if (outcome !== 'waiting' && outcome !== 'mismatch') return;
  if (outcome === 'waiting') openCase(ctx, sessionId, orderId, 'payment-overdue');
  postponeExpiry(ctx, orderId, caseMinutes);
}

function confirmPayment(ctx: SettlementCtx, whole: WholeOrder, truth: Stripe.Checkout.Session): PaymentOutcome {
  const { order, lines } = whole;
  const sessionId = truth.id;
  // The hold ended and the place was taken: the payment came too late for it.
  if (order.state === 'placed' && !confirmSpans(ctx, order.id).ok) closeUnpaidOrder(ctx, whole, null, 'expire');
  if (transitionOrder(ctx, order.id, 'pay', 'paid')) {
    recordCharge(ctx, order.id, truth);
    postEntry(ctx, paymentEntry(whole, sessionId));
    completeOrder(ctx, whole, 'settlePayment');
    return 'paid';
  }
  if (transitionOrder(ctx, order.id, 'pay', 'paid-late')) {
    recordCharge(ctx, order.id, truth);
    postEntry(ctx, unallocatedEntry('late-payment', whole, sessionId));
    // A booking cannot wait for a person: its time goes by. Of goods a steward decides between refund and reinstatement.
    const decided = lines.some(({ bookedTime }) => bookedTime !== '') ? decideLateBooking(ctx, sessionId) : 'waiting';
    if (decided !== 'waiting') return decided === 'reinstated' ? 'paid' : 'late';
    openCase(ctx, sessionId, order.id, 'paid-after-release', { amountCents: order.totalCents });
    enqueue(ctx, 'mail', `mail:order-paid-late:${order.id}`, { template: 'order-paid-late', orderId: order.id });
    return 'late';
  }
  if (order.state !== 'placed' && findSession(ctx, sessionId)?.state !== 'paid') {
    recordCharge(ctx, order.id, truth);
    postEntry(ctx, unallocatedEntry('second-payment', whole, sessionId));
    openCase(ctx, sessionId, order.id, 'paid-twice', { amountCents: order.totalCents });
  }
  return 'already-paid';
}

/** Ends an order that was not paid and releases its stock and its time, in the caller's transaction. `waiting` if its state does not allow it. */
export function closeUnpaidOrder(
  ctx: Ctx,
  { order, lines }: WholeOrder,
  sessionId: string | null,
  step: 'fail' | 'expire',
): PaymentOutcome {
  if (sessionId) markSession(ctx, sessionId, step === 'fail' ? 'failed' : 'expired');
  if (!transitionOrder(ctx, order.id, step, step === 'fail' ? 'payment-failed' : 'expired')) return 'waiting';
  for (const line of lines) releaseStock(ctx, line.offerId, line.quantity, order.id);
  releaseSpans(ctx, order.id, 'lapsed');
  reopenRequestOf(ctx, order.id);
  if (step === 'fail')
    enqueue(ctx, 'mail', `mail:payment-failed:${order.id}`, { template: 'payment-failed', orderId: order.id });
  recordAudit(ctx, step === 'fail' ? 'failPayment' : 'expireOrder', order.id);
  return 'failed';
}
