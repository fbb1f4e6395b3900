// Owns payment sessions. Knows what is paid for only as a reference.
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { addMinutes, type Ctx, isoUtc, type Locale } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { type CaseFacts, paymentSessions } from '#db/schema/payments.ts';
import type { Payments } from './stripe.server.ts';

export type PaymentCtx = Ctx & { payments: Payments };
export type PaymentSession = typeof paymentSessions.$inferSelect;

export type SessionRequest = {
  reference: string;
  amountCents: number;
  lines: { name: string; amountCents: number }[];
  email: string;
  locale: Locale;
  successUrl: string;
  cancelUrl: string;
  lifetimeMinutes: number;
};

type Opened = Result<{ session: PaymentSession }, { reason: 'payment-under-way' }>;

/** One page at a time for a reference: a second asking waits for the first and gets the same page. */
const opening = new Map<string, Promise<Opened>>();

/**
 * Opens a hosted payment page, or returns the one still open for this reference. Refused when money already came, or is
 * on its way, for this reference. Throws Stripe's errors.
 */
export function openPaymentSession(ctx: PaymentCtx, request: SessionRequest): Promise<Opened> {
  const { reference } = request;
  const under = opening.get(reference) ?? openOne(ctx, request).finally(() => opening.delete(reference));
  opening.set(reference, under);
  return under;
}

async function openOne(ctx: PaymentCtx, request: SessionRequest): Promise<Opened> {
  const underWay = preparedSql(
    ctx.db,
    `select 1 from payment_sessions where reference = ? and state in ('processing', 'paid')`,
  ).get(request.reference);
  if (underWay) return { ok: false, reason: 'payment-under-way' };
  const open = findOpenSession(ctx, request.reference);
  if (open && open.expiresAt > isoUtc(ctx.now)) return { ok: true, session: open };
  if (open) markSession(ctx, open.id, 'expired');
  const { sessions } = ctx.payments.stripe.checkout;
  const expiresAt = Math.floor(addMinutes(ctx.now, request.lifetimeMinutes).getTime() / 1000);
  const remote = await sessions.create(
    {
      mode: 'payment',
      allowed_payment_method_types: ['card', 'sepa_debit'],
      client_reference_id: request.reference,
      customer_email: request.email,
      locale: request.locale,
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      expires_at: expiresAt,
      payment_intent_data: { transfer_group: request.reference },
      line_items: request.lines.map((line) => ({
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: line.amountCents, product_data: { name: line.name } },
      })),
    },
    // A second asking is another page; one whose answer was lost is never shown, so nobody can pay on it.
    { idempotencyKey: `${request.reference}:session:${expiresAt}` },
  );
  const session: PaymentSession = {
    id: remote.id,
    reference: request.reference,
    amountCents: request.amountCents,
    currency: 'eur',
    url: remote.url!,
    state: 'open',
    createdAt: isoUtc(ctx.now),
    expiresAt: isoUtc(new Date(remote.expires_at * 1000)),
    chargeId: null,
  };
  // The database holds at most one open page for a reference; another process may have been quicker.
  const kept = ctx.db.insert(paymentSessions).values(session).onConflictDoNothing().run().changes > 0;
  const winner = kept ? session : findOpenSession(ctx, request.reference);
  if (!kept && winner?.id !== session.id) await sessions.expire(session.id);
  return { ok: true, session: winner ?? session };
}

const sessionById = preparedQuery((db) =>
  db
    .select()
    .from(paymentSessions)
    .where(eq(paymentSessions.id, sql.placeholder('id')))
    .prepare(),
);
const latestOf = preparedQuery((db) =>
  db
    .select()
    .from(paymentSessions)
    .where(eq(paymentSessions.reference, sql.placeholder('reference')))
    .orderBy(desc(paymentSessions.createdAt))
    .limit(1)
    .prepare(),
);

const openOf = preparedQuery((db) =>
  db
    .select()
    .from(paymentSessions)
    .where(and(eq(paymentSessions.reference, sql.placeholder('reference')), eq(paymentSessions.state, 'open')))
    .orderBy(desc(paymentSessions.createdAt))
    .prepare(),
);

export function findSession(ctx: Ctx, sessionId: string): PaymentSession | undefined {
  return sessionById(ctx.db).get({ id: sessionId });
}

/** The latest session of a reference, whatever became of it. */
export function latestSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  return latestOf(ctx.db).get({ reference });
}

export function markSession(ctx: Ctx, sessionId: string, state: PaymentSession['state']): void {
  ctx.db.update(paymentSessions).set({ state }).where(eq(paymentSessions.id, sessionId)).run();
}

export function markPaid(ctx: Ctx, sessionId: string, chargeId: string | null): void {
  preparedSql(ctx.db, `update payment_sessions set state = 'paid', charge_id = ? where id = ?`).run(
    chargeId,
    sessionId,
  );
}

/** Paid sessions whose charge was not known when the money came; at most fifty. */
export function listWithoutCharge({ db }: Pick<Ctx, 'db'>): { id: string; reference: string }[] {
  const without = and(eq(paymentSessions.state, 'paid'), isNull(paymentSessions.chargeId));
  const { id, reference } = paymentSessions;
  return db.select({ id, reference }).from(paymentSessions).where(without).limit(50).all();
}

/** The session that was paid with a charge; null when it is nothing of ours. */
export function sessionOfCharge({ db }: Pick<Ctx, 'db'>, chargeId: string): { id: string; reference: string } | null {
  const session = preparedSql(db, 'select id, reference from payment_sessions where charge_id = ?').get(chargeId);
  return (session as { id: string; reference: string } | undefined) ?? null;
}

/** A debit is on its way. False when the session was no longer open: it already was, or it ended. */
export function markProcessing(ctx: Ctx, sessionId: string): boolean {
  const open = and(eq(paymentSessions.id, sessionId), eq(paymentSessions.state, 'open'));
  return ctx.db.update(paymentSessions).set({ state: 'processing' }).where(open).run().changes > 0;
}

/**
 * Ends the hosted page of a reference before its stock is given back. `complete` when somebody paid, or began to pay, on
 * it: then that session must be settled instead. A session that the provider does not know can no longer be paid.
 */
export async function closeOpenSession(
  ctx: PaymentCtx,
  reference: string,
): Promise<{ state: 'closed' } | { state: 'complete'; sessionId: string }> {
  const { sessions } = ctx.payments.stripe.checkout;
  const live = and(eq(paymentSessions.reference, reference), inArray(paymentSessions.state, ['open', 'processing']));
  const session = ctx.db.select().from(paymentSessions).where(live).get();
  if (!session) return { state: 'closed' };
  const remote = await sessions.retrieve(session.id).catch((error: unknown) => {
    if ((error as { statusCode?: number }).statusCode === 404) return null;
    throw error;
  });
  if (remote?.status === 'complete') return { state: 'complete', sessionId: session.id };
  if (remote?.status === 'open') await sessions.expire(session.id);
  markSession(ctx, session.id, 'expired');
  return { state: 'closed' };
}

/** What in the provider's truth is not what we asked for; null when it fits. */
export function findMismatch(
  ours: PaymentSession,
  truth: Stripe.Checkout.Session,
  livemode: boolean,
): CaseFacts | null {
  if (truth.amount_total !== ours.amountCents)
    return { what: 'amount', amountCents: truth.amount_total ?? 0, expectedCents: ours.amountCents };
  if (truth.currency !== ours.currency) return { what: 'currency', actual: `${truth.currency}` };
  if (truth.livemode !== livemode) return { what: 'livemode', actual: `${truth.livemode}` };
  if (truth.client_reference_id !== ours.reference)
    return { what: 'reference', actual: `${truth.client_reference_id}` };
  return null;
}

function findOpenSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  return openOf(ctx.db).get({ reference });
}
