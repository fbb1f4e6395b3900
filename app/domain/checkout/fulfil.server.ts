// Payment -> paid order with its proof. The webhook and the landing page call this same function.

import type Stripe from 'stripe';
import { post } from '#app/domain/books/books.server.ts';
import { releaseStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import {
  findOrder,
  holdForDelayedPayment,
  listOverdue,
  moveOrder,
  postponeExpiry,
  type WholeOrder,
} from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import { recordEvent } from '#app/domain/payments/events.server.ts';
import {
  closeOpenSession,
  findSession,
  markProcessing,
  markSession,
  mismatch,
  type PaymentCtx,
} from '#app/domain/payments/sessions.server.ts';
import { releaseRound } from '#app/domain/rounds/rounds.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { keepCharge, withCharge } from './charges.server.ts';
import { completeOrder } from './complete-order.server.ts';
import { paymentEntry, unsettledEntry } from './postings.ts';

export type FulfilCtx = PaymentCtx & LedgerCtx;
export type Fulfilled =
  | 'paid'
  | 'already-paid'
  | 'waiting'
  | 'failed'
  | 'late'
  | 'mismatch'
  | 'not-ours'
  | 'known-event';

/**
 * Brings an order to what the provider says now. A webhook's payload is only a hint: the session is fetched again
 * first, and everything after it is one IMMEDIATE transaction: event id, order, stock, ledger, outbox.
 */
export async function fulfil(
  ctx: FulfilCtx,
  sessionId: string,
  event?: { id: string; type: string },
): Promise<Fulfilled> {
  const ours = findSession(ctx, sessionId);
  if (!ours) return 'not-ours';
  // Nothing that the provider could say changes a payment that was settled: disputes and refunds have events of their own.
  if (ours.state === 'paid' && !event) return 'already-paid';
  const truth = await ctx.payments.stripe.checkout.sessions.retrieve(sessionId, { expand: withCharge });
  return inTransaction(ctx, () => {
    if (event && !recordEvent(ctx, event, sessionId)) return 'known-event';
    const wrong = mismatch(ours, truth, ctx.payments.livemode);
    if (wrong) {
      openCase(ctx, sessionId, ours.reference, 'mismatch', wrong);
      return 'mismatch';
    }
    const whole = findOrder(ctx, ours.reference);
    invariant(whole, `session ${sessionId} pays for an order that is not there`);
    if (truth.payment_status === 'paid') return settle(ctx, whole, truth);
    if (event?.type === 'checkout.session.async_payment_failed') return end(ctx, whole, sessionId, 'fail');
    if (truth.status === 'expired') return end(ctx, whole, sessionId, 'expire');
    if (truth.status === 'complete') {
      if (markProcessing(ctx, sessionId)) holdForDelayedPayment(ctx, whole.order.id);
    }
    return 'waiting';
  });
}

/**
 * Ends reservations that ran out: the payment page first, the stock after. One that was paid meanwhile is settled; one
 * that can be neither settled nor ended is put off, with a case when only a person can help, so that it does not hold up
 * the others. Returns how many expired.
 */
export async function expireOverdue(
  ctx: FulfilCtx,
  onError: (error: unknown, orderId: string) => void,
): Promise<number> {
  let expired = 0;
  for (const { id } of listOverdue(ctx)) {
    try {
      const page = await closeOpenSession(ctx, id);
      if (page.state === 'complete') await settleOverdue(ctx, id, page.sessionId);
      else {
        const whole = findOrder(ctx, id);
        if (whole && inTransaction(ctx, () => end(ctx, whole, null, 'expire')) === 'failed') expired++;
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

async function settleOverdue(ctx: FulfilCtx, orderId: string, sessionId: string): Promise<void> {
  let outcome: Fulfilled;
  try {
    outcome = await fulfil(ctx, sessionId);
  } catch (error) {
    openCase(ctx, sessionId, orderId, 'cannot-settle', { said: String(error).slice(0, 300) }); // paid, and we cannot write it: a person looks
    throw error;
  }
  if (outcome !== 'waiting' && outcome !== 'mismatch') return;
  if (outcome === 'waiting') openCase(ctx, sessionId, orderId, 'payment-overdue');
  postponeExpiry(ctx, orderId, caseMinutes);
}

function settle(ctx: FulfilCtx, whole: WholeOrder, truth: Stripe.Checkout.Session): Fulfilled {
  const { order } = whole;
  const sessionId = truth.id;
  if (moveOrder(ctx, order.id, 'pay', 'paid')) {
    keepCharge(ctx, order.id, truth);
    post(ctx, paymentEntry(whole, sessionId));
    completeOrder(ctx, whole, 'settlePayment');
    return 'paid';
  }
  if (moveOrder(ctx, order.id, 'pay', 'paid-late')) {
    // The stock went back to the shelf before the money came: a person decides between refund and back-order.
    keepCharge(ctx, order.id, truth);
    post(ctx, unsettledEntry('late-payment', whole, sessionId));
    openCase(ctx, sessionId, order.id, 'paid-after-release', { amountCents: order.totalCents });
    enqueue(ctx, 'mail', `mail:order-paid-late:${order.id}`, { template: 'order-paid-late', orderId: order.id });
    return 'late';
  }
  if (order.state !== 'placed' && findSession(ctx, sessionId)?.state !== 'paid') {
    keepCharge(ctx, order.id, truth);
    post(ctx, unsettledEntry('second-payment', whole, sessionId));
    openCase(ctx, sessionId, order.id, 'paid-twice', { amountCents: order.totalCents });
  }
  return 'already-paid';
}

function end(
  ctx: Ctx,
  { order, parts, lines }: WholeOrder,
  sessionId: string | null,
  step: 'fail' | 'expire',
): Fulfilled {
  if (sessionId) markSession(ctx, sessionId, step === 'fail' ? 'failed' : 'expired');
  if (!moveOrder(ctx, order.id, step, step === 'fail' ? 'payment-failed' : 'expired')) return 'waiting';
  for (const line of lines) releaseStock(ctx, line.offerId, line.quantity);
  for (const { deliverOn, roundGrams } of parts)
    if (deliverOn && roundGrams > 0) releaseRound(ctx, deliverOn, roundGrams);
  if (step === 'fail')
    enqueue(ctx, 'mail', `mail:payment-failed:${order.id}`, { template: 'payment-failed', orderId: order.id });
  recordAudit(ctx, step === 'fail' ? 'failPayment' : 'expireOrder', order.id);
  return 'failed';
}
