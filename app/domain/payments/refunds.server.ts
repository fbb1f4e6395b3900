// Owns payment_refunds. A refund is a row and an outbox row first; the provider is asked after commit, under the row's key.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedQuery } from '#db/client.ts';
import { paymentRefunds } from '#db/schema/payments.ts';
import { closeCase, openCase } from './cases.server.ts';
import { hasOpenDispute } from './dispute-rows.server.ts';
import { findSession, type PaymentCtx } from './payment-sessions.server.ts';
import { isReplayedFailure, mayKeyHaveExpired, refusalCode } from './stripe.server.ts';

export type Refund = typeof paymentRefunds.$inferSelect;

/**
 * In the caller's transaction. The caller enqueues `refund` with the returned id. `sessionId` names the payment to give
 * back when it is not the one that its order took.
 */
export function openRefund(
  ctx: Ctx,
  reference: string,
  amountCents: number,
  reason: string,
  sessionId: string | null = null,
): string {
  const id = newId('rfd');
  ctx.db
    .insert(paymentRefunds)
    .values({ id, reference, amountCents, reason, sessionId, state: 'pending', createdAt: isoUtc(ctx.now) })
    .run();
  return id;
}

const refundsOf = preparedQuery((db) =>
  db
    .select()
    .from(paymentRefunds)
    .where(eq(paymentRefunds.reference, sql.placeholder('reference')))
    .prepare(),
);

export function findRefund({ db }: Pick<Ctx, 'db'>, refundId: string): Refund | undefined {
  return db.select().from(paymentRefunds).where(eq(paymentRefunds.id, refundId)).get();
}

export function listRefunds({ db }: Pick<Ctx, 'db'>, reference: string): Refund[] {
  return refundsOf(db).all({ reference });
}

/** What becomes of a refund, in the transaction that says so. */
export type RefundOutcomes = { paid: (refund: Refund) => void; refused: (refund: Refund) => void };

class RefundOnHold extends Error {}

/**
 * Gives back through the provider, on the session that took the payment; then marks the refund and runs what follows, in
 * one transaction. It is asked under its own id as idempotency key: asked twice, it pays once; past a day it is looked for
 * first. Throws when the answer was lost, and then the same key is asked again; and RefundOnHold while the buyer's bank
 * contests the payment. A definite refusal is kept, with a case.
 */
export async function payRefund(
  ctx: PaymentCtx,
  refundId: string,
  sessionId: string,
  ends: RefundOutcomes,
): Promise<void> {
  const refund = findRefund(ctx, refundId);
  if (refund?.state !== 'pending') return;
  if (hasOpenDispute(ctx, disputeReference(ctx, refund))) throw new RefundOnHold(`${refundId} waits for a dispute`);
  const answer = await requestRefundOnce(ctx, refund, sessionId);
  const pending = and(eq(paymentRefunds.id, refundId), eq(paymentRefunds.state, 'pending'));
  const become = (changes: Partial<Refund>) =>
    ctx.db.update(paymentRefunds).set(changes).where(pending).run().changes > 0;
  inTransaction(ctx, () => {
    if ('refusal' in answer) {
      if (!become({ state: 'refused' })) return;
      openCase(ctx, refund.id, refund.reference, 'refund-refused', {
        amountCents: refund.amountCents,
        actual: answer.refusal,
      });
      ends.refused(refund);
    } else if (become({ state: 'done', providerId: answer.id })) ends.paid(refund);
  });
}

/** Under what a dispute of the payment would be kept: what does not pay for an order is known by its charge. */
export function disputeReference(ctx: Ctx, { reference, sessionId }: Refund): string {
  return sessionId ? (findSession(ctx, sessionId)?.chargeId ?? sessionId) : reference;
}

/**
 * Asks anew for a refund that the provider refused or the buyer's bank sent back, and closes its case. In the caller's
 * transaction; the caller enqueues it. Null when there is nothing to ask again.
 */
export function reopenRefund(ctx: Ctx, refundId: string): Refund | null {
  const again = and(eq(paymentRefunds.id, refundId), inArray(paymentRefunds.state, ['refused', 'failed']));
  const changes = { state: 'pending' as const, providerId: null, attempt: sql`${paymentRefunds.attempt} + 1` };
  const [reopened] = ctx.db.update(paymentRefunds).set(changes).where(again).returning().all();
  if (!reopened) return null;
  closeCase(ctx, refundId, 'refund-refused');
  closeCase(ctx, refundId, 'refund-failed');
  return reopened;
}

/** Throws when nobody knows what came of it; then it is asked again, under a new key where the old one is spent. */
async function requestRefundOnce(
  ctx: PaymentCtx,
  refund: Refund,
  sessionId: string,
): Promise<{ id: string } | { refusal: string }> {
  const { stripe } = ctx.payments;
  const truth = await stripe.checkout.sessions.retrieve(sessionId);
  const intent = typeof truth.payment_intent === 'string' ? truth.payment_intent : truth.payment_intent?.id;
  invariant(intent, `session ${sessionId} has no payment`);
  const what = { payment_intent: intent, amount: refund.amountCents, metadata: { refund: refund.id } };
  const find = async () => {
    for await (const made of stripe.refunds.list({ payment_intent: intent, limit: 100 }))
      if (made.metadata?.refund === refund.id && made.status !== 'failed' && made.status !== 'canceled') return made;
    return null;
  };
  try {
    const known = mayKeyHaveExpired(ctx, refund.createdAt) ? await find() : null;
    if (known) return known;
    return await stripe.refunds.create(what, {
      idempotencyKey: refund.attempt === 0 ? refund.id : `${refund.id}:${refund.attempt}`,
    });
  } catch (error) {
    const refusal = refusalCode(error);
    if (refusal) return { refusal };
    if (!isReplayedFailure(error)) throw error;
    const made = await find();
    if (made) return made;
    const next = { attempt: refund.attempt + 1 };
    ctx.db.update(paymentRefunds).set(next).where(eq(paymentRefunds.id, refund.id)).run();
    throw error;
  }
}

/**
 * A refund that the buyer's bank sent back: runs `then` with it once, in the caller's transaction, and opens a case. False
 * when it is not one of ours, or was known.
 */
export function failRefund(ctx: Ctx, providerId: string, why: string, then: (refund: Refund) => void): boolean {
  const done = and(eq(paymentRefunds.providerId, providerId), eq(paymentRefunds.state, 'done'));
  const [failed] = ctx.db
    .update(paymentRefunds)
    .set({ state: 'failed', returned: sql`${paymentRefunds.returned} + 1` })
    .where(done)
    .returning()
    .all();
  if (!failed) return false;
  then(failed);
  openCase(ctx, failed.id, failed.reference, 'refund-failed', { amountCents: failed.amountCents, actual: why });
  return true;
}
