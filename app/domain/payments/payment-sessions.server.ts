// Owns payment sessions. Knows the subject of a payment only as a reference.
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { findRow, findValue, listValues, text } from '#db/rows.ts';
import { paymentSessions } from '#db/schema/payments.ts';
import { onlinePaymentOf } from './online-limits.ts';
import type { CaseFacts } from './payment.ts';
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
  /** No bank debit, which can fail or arrive days later. */
  cardOnly?: boolean;
};

type Opened = Result<{ session: PaymentSession }, { reason: 'payment-under-way' }>;

/** Requests in progress by reference: a concurrent request waits for the first and gets the same page. */
const opening = new Map<string, Promise<Opened>>();

/**
 * Opens a hosted payment page, or returns the one still open for the reference. Refused when the reference is
 * already paid, or its payment is on its way. Throws Stripe's errors.
 */
export function openPaymentSession(ctx: PaymentCtx, request: SessionRequest): Promise<Opened> {
  const { reference } = request;
  const under = opening.get(reference) ?? openOne(ctx, request).finally(() => opening.delete(reference));
  opening.set(reference, under);
  return under;
}

async function openOne(ctx: PaymentCtx, request: SessionRequest): Promise<Opened> {
  if (hasSession(ctx, request.reference, ['processing', 'paid'])) return refused('payment-under-way');
  const open = findOpenSession(ctx, request.reference);
  if (open && open.expiresAt > isoUtc(ctx.now)) return done({ session: open });
  if (open) markSession(ctx, open.id, 'expired');
  const { sessions } = ctx.payments.stripe.checkout;
  const expiresAt = Math.floor(addMinutes(ctx.now, request.lifetimeMinutes).getTime() / 1000);
  const remote = await sessions.create(
    {
      mode: 'payment',
      allowed_payment_method_types:
        request.cardOnly || onlinePaymentOf(request.amountCents) === 'card' ? ['card'] : ['card', 'sepa_debit'],
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
    // A new request opens a new page. A page whose answer was lost is never shown, so it cannot be paid.
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
    feeCents: null,
  };
  // The database allows one open page per reference: another process may have inserted its page first.
  const kept = ctx.db.insert(paymentSessions).values(session).onConflictDoNothing().run().changes > 0;
  const winner = kept ? session : findOpenSession(ctx, request.reference);
  if (!kept && winner?.id !== session.id) await sessions.expire(session.id);
  return done({ session: winner ?? session });
}

/** Whether a reference has a session in one of the states. */
export function hasSession(
  { db }: Pick<Ctx, 'db'>,
  reference: string,
  states: readonly PaymentSession['state'][],
): boolean {
  const found = findValue(
    db,
    text,
    `select id
     from payment_sessions
     where reference = ? and state in (select value from json_each(?))
     limit 1`,
    reference,
    JSON.stringify(states),
  );
  return found !== undefined;
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

/** Latest session of a reference, in any state. */
export function latestSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  return latestOf(ctx.db).get({ reference });
}

export function markSession(ctx: Ctx, sessionId: string, state: PaymentSession['state']): void {
  ctx.db.update(paymentSessions).set({ state }).where(eq(paymentSessions.id, sessionId)).run();
}

/** Marks a session as paid, with what is known of its charge: often its id before its fee, in cents. */
export function markPaid(ctx: Ctx, sessionId: string, charge: { id: string; feeCents: number | null } | null): void {
  preparedSql(
    ctx.db,
    `update payment_sessions
     set state = 'paid', charge_id = coalesce(?, charge_id), fee_cents = coalesce(?, fee_cents)
     where id = ?`,
  ).run(charge?.id ?? null, charge?.feeCents ?? null, sessionId);
}

/** Those of the given references for which no payment page was ever opened, as far as this database knows. */
export function referencesWithoutSession({ db }: Pick<Ctx, 'db'>, references: readonly string[]): Set<string> {
  return new Set(
    listValues(
      db,
      text,
      `select value
       from json_each(?)
       where not exists (select 1 from payment_sessions where reference = value)`,
      JSON.stringify(references),
    ),
  );
}

/** Enters a session that the provider has and this database lost, as paid. Idempotent. */
export function keepLostSession(ctx: Ctx, truth: Stripe.Checkout.Session, reference: string): void {
  const { id, amount_total: amount, currency, created, expires_at: expires } = truth;
  const session: PaymentSession = {
    ...{ id, reference, amountCents: amount ?? 0, currency: currency ?? 'eur', url: '', state: 'paid' },
    createdAt: isoUtc(new Date(created * 1000)),
    expiresAt: isoUtc(new Date(expires * 1000)),
    chargeId: null,
    feeCents: null,
  };
  ctx.db.insert(paymentSessions).values(session).onConflictDoNothing().run();
}

/** Paid sessions of the given references, the earliest first. */
export function listPaidSessions({ db }: Pick<Ctx, 'db'>, references: readonly string[]): PaymentSession[] {
  return paidSessionsOf(db).all({ ids: JSON.stringify(references) });
}

const paidSessionsOf = preparedQuery((db) =>
  db
    .select()
    .from(paymentSessions)
    .where(and(inIds(paymentSessions.reference), eq(paymentSessions.state, 'paid')))
    .orderBy(asc(paymentSessions.createdAt))
    .prepare(),
);

/** Paid sessions whose charge or fee is not known yet; at most fifty. */
export function listWithoutFee({ db }: Pick<Ctx, 'db'>): { id: string; reference: string }[] {
  const without = and(eq(paymentSessions.state, 'paid'), isNull(paymentSessions.feeCents));
  const { id, reference } = paymentSessions;
  return db.select({ id, reference }).from(paymentSessions).where(without).limit(50).all();
}

/** The session paid by a charge; null for a charge that is not ours. */
export function sessionOfCharge({ db }: Pick<Ctx, 'db'>, chargeId: string): { id: string; reference: string } | null {
  const shape = { id: text, reference: text };
  return findRow(db, shape, 'select id, reference from payment_sessions where charge_id = ?', chargeId) ?? null;
}

/** Marks that a bank debit is on its way. False when the session was no longer open. */
export function markProcessing(ctx: Ctx, sessionId: string): boolean {
  const open = and(eq(paymentSessions.id, sessionId), eq(paymentSessions.state, 'open'));
  return ctx.db.update(paymentSessions).set({ state: 'processing' }).where(open).run().changes > 0;
}

/**
 * Ends the payment page of a reference before its stock is released. Returns `complete` when a payment was made or
 * started on it: then the caller syncs that session. A session unknown to the provider can no longer be paid.
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

/** First difference between our session and the provider's; null when they match. */
export function findMismatch(
  ours: PaymentSession,
  truth: Stripe.Checkout.Session,
  livemode: boolean,
): CaseFacts | null {
  if (truth.amount_total !== ours.amountCents)
    return { what: 'amount', amountCents: truth.amount_total ?? 0, expectedCents: ours.amountCents };
  if (truth.currency !== ours.currency) return { what: 'currency', detail: `${truth.currency}` };
  if (truth.livemode !== livemode) return { what: 'livemode', detail: `${truth.livemode}` };
  if (truth.client_reference_id !== ours.reference)
    return { what: 'reference', detail: `${truth.client_reference_id}` };
  return null;
}

function findOpenSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  return openOf(ctx.db).get({ reference });
}
