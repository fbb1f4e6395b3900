// Owns payment_refunds. A refund is first a row and an outbox row; the provider is called after commit, with a
// key made from the row's id.
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedQuery } from '#db/client.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';
import { paymentRefunds } from '#db/schema/payments.ts';
import { askProviderOnce } from './ask-provider-once.server.ts';
import { closeCase, openCase } from './cases.server.ts';
import { holdsRefunds } from './dispute-rows.server.ts';
import { findSession, type PaymentCtx } from './payment-sessions.server.ts';

export type Refund = typeof paymentRefunds.$inferSelect;

/**
 * Opens a refund in the caller's transaction; the caller enqueues `refund` with the returned id. `sessionId`
 * names the payment when it is not the one that the order took.
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

const refundAmounts = { id: text, agreedCents: integer, paidCents: integer };

/**
 * Cents agreed and paid out of every refund, for the check of the books. One that the buyer's bank returned was paid
 * out as often as it was sent.
 */
export function listRefundAmounts({ db }: Pick<Ctx, 'db'>): Row<typeof refundAmounts>[] {
  return listRows(
    db,
    refundAmounts,
    `select id, amount_cents as agreedCents, amount_cents * (returned + (state = 'done')) as paidCents
     from payment_refunds`,
  );
}

/** The occasion that each refund of the given references was opened for, by its id. */
export function listRefundReasons({ db }: Pick<Ctx, 'db'>, references: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { id: text, reason: text },
    'select id, reason from payment_refunds where reference in (select value from json_each(?))',
    JSON.stringify(references),
  );
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}

export function findRefund({ db }: Pick<Ctx, 'db'>, refundId: string): Refund | undefined {
  return db.select().from(paymentRefunds).where(eq(paymentRefunds.id, refundId)).get();
}

export function listRefunds({ db }: Pick<Ctx, 'db'>, reference: string): Refund[] {
  return refundsOf(db).all({ reference });
}

/** Callbacks for the outcomes of a refund, run in the transaction that records them. */
export type RefundOutcomes = {
  paid: (refund: Refund) => void;
  /** It was paid, and came back. */
  returned: (refund: Refund) => void;
  /** It will not be paid under this attempt: refused at once, failed or canceled later. */
  unpaid: (refund: Refund) => void;
};

class RefundOnHold extends Error {}

/**
 * Refunds on `sessionId`, then records the outcome and runs `ends` in one transaction. The idempotency key is the id
 * and attempt; after a day the refund is looked for first. A definite refusal opens a case. Throws when the answer
 * was lost (retry with the same key), and RefundOnHold during a dispute that took the payment.
 */
export async function payRefund(
  ctx: PaymentCtx,
  refundId: string,
  sessionId: string,
  ends: RefundOutcomes,
): Promise<void> {
  const refund = findRefund(ctx, refundId);
  if (refund?.state !== 'pending') return;
  if (holdsRefunds(ctx, disputeReference(ctx, refund))) throw new RefundOnHold(`${refundId} waits for a dispute`);
  const answer = await requestRefund(ctx, refund, sessionId);
  // A repeated key answers with the state of the first answer, so the state is asked for by itself.
  const truth = 'refusal' in answer ? null : await ctx.payments.stripe.refunds.retrieve(answer.id);
  const asked = and(
    eq(paymentRefunds.id, refundId),
    eq(paymentRefunds.state, 'pending'),
    eq(paymentRefunds.attempt, refund.attempt),
  );
  inTransaction(ctx, () => {
    if (truth) {
      const taken = { state: 'under-way' as const, providerId: truth.id };
      if (ctx.db.update(paymentRefunds).set(taken).where(asked).run().changes > 0) applyRefund(ctx, truth, ends);
    } else if ('refusal' in answer) {
      if (ctx.db.update(paymentRefunds).set({ state: 'refused' }).where(asked).run().changes === 0) return;
      openCase(ctx, refund.id, refund.reference, 'refund-refused', {
        amountCents: refund.amountCents,
        detail: answer.refusal,
      });
      ends.unpaid(refund);
    }
  });
}

/**
 * Applies the provider's state of a refund, in the caller's transaction: `succeeded` is paid, `failed` and `canceled`
 * are not and open a case, anything else is under way. Returns the refund as it is now; undefined for one that is not
 * ours, or whose answer was lost: it is asked for again.
 */
export function applyRefund(ctx: Ctx, truth: Stripe.Refund, ends: RefundOutcomes): Refund | undefined {
  const become = (from: Refund['state'], changes: { state: Refund['state']; returned?: SQL }) => {
    const own = and(eq(paymentRefunds.providerId, truth.id), eq(paymentRefunds.state, from));
    return ctx.db.update(paymentRefunds).set(changes).where(own).returning().get();
  };
  if (truth.status === 'succeeded') {
    const paid = become('under-way', { state: 'done' });
    if (paid) closeCase(ctx, paid.id, 'refund-delayed');
    if (paid) ends.paid(paid);
  }
  if (truth.status === 'failed' || truth.status === 'canceled') {
    const returned = become('done', { state: 'failed', returned: sql`${paymentRefunds.returned} + 1` });
    const failed = returned ?? become('under-way', { state: 'failed' });
    if (failed) {
      const { id, reference, amountCents } = failed;
      closeCase(ctx, id, 'refund-delayed');
      openCase(ctx, id, reference, 'refund-failed', { amountCents, detail: truth.failure_reason ?? truth.status });
      if (returned) ends.returned(returned);
      ends.unpaid(failed);
    }
  }
  return ctx.db.select().from(paymentRefunds).where(eq(paymentRefunds.providerId, truth.id)).get();
}

/** Refunds that the provider has taken and not paid yet, the oldest first; at most a hundred. */
export function listRefundsUnderWay({ db }: Pick<Ctx, 'db'>): Refund[] {
  const underWay = eq(paymentRefunds.state, 'under-way');
  return db.select().from(paymentRefunds).where(underWay).orderBy(asc(paymentRefunds.createdAt)).limit(100).all();
}

/**
 * Reference of a dispute about the refund's payment: the charge for an unallocated payment, otherwise the order.
 */
export function disputeReference(ctx: Ctx, { reference, sessionId }: Refund): string {
  return sessionId ? (findSession(ctx, sessionId)?.chargeId ?? sessionId) : reference;
}

/**
 * Reopens a refused or failed refund and closes its case, in the caller's transaction; the caller enqueues it.
 * Null when there is nothing to reopen.
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

/** Throws when the outcome is unknown. */
async function requestRefund(
  ctx: PaymentCtx,
  refund: Refund,
  sessionId: string,
): Promise<{ id: string } | { refusal: string }> {
  const { stripe } = ctx.payments;
  const session = await stripe.checkout.sessions.retrieve(sessionId);
  const intent = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
  invariant(intent, `session ${sessionId} has no payment`);
  return askProviderOnce(ctx, {
    createdAt: refund.createdAt,
    find: async () => {
      for await (const made of stripe.refunds.list({ payment_intent: intent, limit: 100 }))
        if (made.metadata?.refund === refund.id && made.status !== 'failed' && made.status !== 'canceled')
          return made.id;
      return undefined;
    },
    create: async () => {
      const wanted = { payment_intent: intent, amount: refund.amountCents, metadata: { refund: refund.id } };
      const idempotencyKey = refund.attempt === 0 ? refund.id : `${refund.id}:${refund.attempt}`;
      return (await stripe.refunds.create(wanted, { idempotencyKey })).id;
    },
    renewKey: () =>
      ctx.db
        .update(paymentRefunds)
        .set({ attempt: refund.attempt + 1 })
        .where(eq(paymentRefunds.id, refund.id))
        .run(),
  });
}
