// Owns payment_refunds. A refund is a row and an outbox row first; the provider is asked after commit, under the row's key.
import { and, eq, inArray } from 'drizzle-orm';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { paymentRefunds, paymentSessions } from '#db/schema/payments.ts';
import type { PaymentCtx } from './sessions.server.ts';

export type Refund = typeof paymentRefunds.$inferSelect;

/** In the caller's transaction. The caller enqueues `refund` with the returned id. */
export function openRefund(ctx: Ctx, reference: string, amountCents: number, reason: string): string {
  const id = newId('rfd');
  ctx.db
    .insert(paymentRefunds)
    .values({ id, reference, amountCents, reason, state: 'pending', createdAt: utc(ctx.now) })
    .run();
  return id;
}

export function listRefunds({ db }: Pick<Ctx, 'db'>, reference: string): Refund[] {
  return db.select().from(paymentRefunds).where(eq(paymentRefunds.reference, reference)).all();
}

/**
 * Asks the provider, then marks the refund as done and runs `then` with it, in one transaction. It is asked under its own id as idempotency key: asked twice, it pays once. Throws when the answer was
 * lost, and then the same key is asked again; a definite refusal is kept and thrown.
 */
export async function payRefund(ctx: PaymentCtx, refundId: string, then: (refund: Refund) => void): Promise<void> {
  const held = ctx.db.select().from(paymentRefunds).where(eq(paymentRefunds.id, refundId)).get();
  if (held?.state !== 'pending') return;
  const session = ctx.db
    .select()
    .from(paymentSessions)
    .where(and(eq(paymentSessions.reference, held.reference), inArray(paymentSessions.state, ['paid'])))
    .get();
  invariant(session, `refund ${refundId} of something that was never paid`);
  const truth = await ctx.payments.stripe.checkout.sessions.retrieve(session.id);
  const intent = typeof truth.payment_intent === 'string' ? truth.payment_intent : truth.payment_intent?.id;
  invariant(intent, `session ${session.id} has no payment`);
  const refund = await ctx.payments.stripe.refunds.create(
    { payment_intent: intent, amount: held.amountCents, metadata: { refund: held.id } },
    { idempotencyKey: held.id },
  );
  inTransaction(ctx, () => {
    const pending = and(eq(paymentRefunds.id, refundId), eq(paymentRefunds.state, 'pending'));
    const { changes } = ctx.db
      .update(paymentRefunds)
      .set({ state: 'done', providerId: refund.id })
      .where(pending)
      .run();
    if (changes > 0) then(held);
  });
}
