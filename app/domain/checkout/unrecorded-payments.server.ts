// Payments that the provider has and that we could not record: the order refuses to be written, or the payment is not the
// one that we asked for. A steward asks again, or refunds what the provider says was paid.
import type Stripe from 'stripe';
import { postEntry } from '#app/domain/books/books.server.ts';
import { findOrder, transitionOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, findOpenCase, type PaymentCase } from '#app/domain/payments/cases.server.ts';
import { listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import { findSession, type PaymentSession } from '#app/domain/payments/payment-sessions.server.ts';
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
const unrecorded: readonly PaymentCase['reason'][] = ['cannot-settle', 'mismatch'];
const asked: readonly PaymentCase['reason'][] = [...unrecorded, 'payment-overdue'];

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

/** The provider's view of an unrecorded payment, and the state of our session when it was asked. */
export type UnrecordedPayment = { truth: Stripe.Checkout.Session; seen: PaymentSession['state'] };

/** Asks the provider, before the refund is decided; null if the case is not of a payment that it alone has. */
export async function askUnrecorded(ctx: SettlementCtx, caseId: string): Promise<UnrecordedPayment | null> {
  const session = findPaymentOf(ctx, caseId, unrecorded)?.session;
  if (!session) return null;
  const truth = await ctx.payments.stripe.checkout.sessions.retrieve(session.id, { expand: expandCharge });
  return { truth, seen: session.state };
}

/**
 * Refunds what the provider says was paid, whatever our order says: the money is entered as unallocated and owed to the
 * buyer, an order that still waits for it ends, and its stock is released. Refused when nothing was paid in euros, or the
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
    const found = findPaymentOf(ctx, caseId, unrecorded);
    if (found?.session.id !== truth.id || found.session.state !== seen) return refuse({ reason: 'not-now' });
    const { session, reason } = found;
    const orderId = session.reference;
    const gate = passCaseGate(ctx, 'case-refunded', caseId, orderId, amountCents);
    if (!gate.ok) return gate;
    recordCharge(ctx, orderId, truth);
    if (listDisputesOf(ctx, findSession(ctx, session.id)?.chargeId ?? session.id).some(({ state }) => state !== 'won'))
      return refuse({ reason: 'disputed' });
    postEntry(ctx, receivedEntry('late-payment', orderId, session.id, amountCents));
    const refundId = openRefund(ctx, orderId, amountCents, reason, session.id);
    postEntry(ctx, unallocatedRefundEntry(refundId, orderId, amountCents));
    enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
    endOrder(ctx, orderId);
    enqueue(ctx, 'mail', `mail:refunded:${refundId}`, { template: 'payment-refunded', orderId, amountCents });
    closeCase(ctx, session.id, reason);
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
