// Payments that the provider has and that we could not record: the order refuses to be written, the payment is not the
// one that we asked for, or a restore lost the order. A steward asks again, or refunds what the provider says was paid.
import type Stripe from 'stripe';
import { postEntry } from '#app/domain/books/books.server.ts';
import { findOrder, transitionOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, findOpenCase, type PaymentCase } from '#app/domain/payments/cases.server.ts';
import { listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import { findSession, keepLostSession, type PaymentSession } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefunds, openRefund } from '#app/domain/payments/refunds.server.ts';
import { expandCharge, recordCharge } from '#app/domain/settlement/charges.server.ts';
import { receivedEntry, unallocatedRefundEntry } from '#app/domain/settlement/postings.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { requireImpartial } from '#app/domain/suppliers/interests.server.ts';
import { orderParties } from './order-parties.server.ts';
import { closeUnpaidOrder, type SettlementCtx, syncPayment } from './sync-payment.server.ts';
import { type CaseRefusal, passCaseGate } from './unallocated-payments.server.ts';

/** The reasons whose payment is at the provider alone. */
const unrecorded: readonly PaymentCase['reason'][] = ['cannot-settle', 'mismatch', 'charge-without-order'];
const asked: readonly PaymentCase['reason'][] = ['cannot-settle', 'mismatch', 'payment-overdue'];

/** Whether an order ended because its payment could not be recorded, and was refunded. */
export function wasUnrecorded(ctx: Pick<Ctx, 'db'>, orderId: string): boolean {
  return listRefunds(ctx, orderId).some(({ reason }) => unrecorded.some((own) => own === reason));
}

/** Asks the provider again and closes the case when the payment could be recorded. Throws what made it impossible. */
export async function retryPayment(ctx: SettlementCtx, caseId: string): Promise<Result<object, { reason: 'not-now' }>> {
  const found = findPaymentOf(ctx, caseId, asked);
  if (!found) return refused('not-now');
  requireImpartial(ctx, 'steward', orderParties(ctx, found.session.reference));
  const outcome = await syncPayment(ctx, found.session.id);
  if (outcome === 'waiting' || outcome === 'mismatch') return refused('not-now');
  inTransaction(ctx, () => closeCase(ctx, found.session.id, found.reason));
  return done();
}

/** The provider's view of an unrecorded payment, and the state of our session when it was asked; null: we had none. */
export type UnrecordedPayment = { truth: Stripe.Checkout.Session; seen: PaymentSession['state'] | null };

/** Asks the provider, before the refund is decided; null if the case is not of a payment that it alone has. */
export async function askUnrecorded(ctx: SettlementCtx, caseId: string): Promise<UnrecordedPayment | null> {
  const opened = findOpenCase(ctx, caseId);
  if (opened?.reason === 'charge-without-order') return askLostCharge(ctx, opened.subject);
  const session = findPaymentOf(ctx, caseId, unrecorded)?.session;
  if (!session) return null;
  const truth = await ctx.payments.stripe.checkout.sessions.retrieve(session.id, { expand: expandCharge });
  return { truth, seen: session.state };
}

/** Null when the charge was refunded since, or belongs to no payment page: then a person looks at the provider's pages. */
async function askLostCharge(ctx: SettlementCtx, chargeId: string): Promise<UnrecordedPayment | null> {
  const { stripe } = ctx.payments;
  const { amount_refunded: refundedCents, payment_intent: intent } = await stripe.charges.retrieve(chargeId);
  const intentId = typeof intent === 'string' ? intent : intent?.id;
  if (refundedCents > 0 || !intentId) return null;
  const [page] = (await stripe.checkout.sessions.list({ payment_intent: intentId, limit: 1 })).data;
  if (!page) return null;
  const truth = await stripe.checkout.sessions.retrieve(page.id, { expand: expandCharge });
  return { truth, seen: findSession(ctx, truth.id)?.state ?? null };
}

/**
 * Refunds what the provider says was paid, whatever our order says: the money is entered as unallocated and owed to the
 * buyer, an order that still waits for it ends, and its stock is released. The buyer of a lost order is not known and gets
 * no letter of ours. Refused when nothing was paid in euros, or the
 * payment changed since the provider was asked.
 */
export function refundUnrecorded(
  ctx: Ctx,
  caseId: string,
  { truth, seen }: UnrecordedPayment,
): Result<object, CaseRefusal> {
  const amountCents = truth.amount_total ?? 0;
  if (truth.payment_status !== 'paid' || truth.currency !== 'eur' || amountCents <= 0) return refused('not-now');
  return inTransactionOrRollback(ctx, (refuse: (refusal: CaseRefusal) => never) => {
    const found = findCharged(ctx, caseId, truth);
    if (!found || (findSession(ctx, truth.id)?.state ?? null) !== seen) return refuse({ reason: 'not-now' });
    const { orderId, reason, subject } = found;
    const gate = passCaseGate(ctx, 'case-refunded', caseId, orderId, amountCents);
    if (!gate.ok) return gate;
    if (seen === null) keepLostSession(ctx, truth, orderId);
    recordCharge(ctx, orderId, truth);
    if (listDisputesOf(ctx, findSession(ctx, truth.id)?.chargeId ?? truth.id).some(({ state }) => state !== 'won'))
      return refuse({ reason: 'disputed' });
    postEntry(ctx, receivedEntry('late-payment', orderId, truth.id, amountCents));
    const refundId = openRefund(ctx, orderId, amountCents, reason, truth.id);
    postEntry(ctx, unallocatedRefundEntry(refundId, orderId, amountCents));
    enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
    endOrder(ctx, orderId);
    if (findOrder(ctx, orderId))
      enqueue(ctx, 'mail', `mail:refunded:${refundId}`, { template: 'payment-refunded', orderId, amountCents });
    closeCase(ctx, subject, reason);
    recordAudit(ctx, `refundUnrecorded:${amountCents}`, orderId);
    return done();
  });
}

/** An order that waits for the payment cannot be written with it: its stock is released and it reads as refunded. */
function endOrder(ctx: Ctx, orderId: string): void {
  const whole = findOrder(ctx, orderId);
  if (whole?.order.state === 'placed') closeUnpaidOrder(ctx, whole, null, 'expire');
  if (transitionOrder(ctx, orderId, 'pay', 'paid-late')) transitionOrder(ctx, orderId, 'refund', 'refunded');
}

type ChargedCase = { orderId: string; reason: PaymentCase['reason']; subject: string };

/** The open case that a payment is about: by our session of it, or by its charge where we have none. */
function findCharged(ctx: Ctx, caseId: string, truth: Stripe.Checkout.Session): ChargedCase | null {
  const opened = findOpenCase(ctx, caseId);
  if (opened?.reason === 'charge-without-order') {
    const { reference, reason, subject } = opened;
    return reference !== null && reference === truth.client_reference_id
      ? { orderId: reference, reason, subject }
      : null;
  }
  const found = findPaymentOf(ctx, caseId, unrecorded);
  if (found?.session.id !== truth.id) return null;
  return { orderId: found.session.reference, reason: found.reason, subject: truth.id };
}

function findPaymentOf(
  ctx: Ctx,
  caseId: string,
  reasons: readonly PaymentCase['reason'][],
): { session: PaymentSession; reason: PaymentCase['reason'] } | null {
  const openedCase = findOpenCase(ctx, caseId);
  if (!openedCase || !reasons.includes(openedCase.reason)) return null;
  const session = findSession(ctx, openedCase.subject);
  return session ? { session, reason: openedCase.reason } : null;
}
