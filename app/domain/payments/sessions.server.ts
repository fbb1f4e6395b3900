// Owns payment sessions, events and cases. Knows what is paid for only as a reference.
import { and, desc, eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import { addMinutes, type Ctx, utc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { prepared } from '#db/client.ts';
import { paymentCases, paymentEvents, paymentSessions } from '#db/schema/payments.ts';
import type { Payments } from './stripe.server.ts';

export type PaymentCtx = Ctx & { payments: Payments };
export type PaymentSession = typeof paymentSessions.$inferSelect;

export type SessionRequest = {
  reference: string;
  amountCents: number;
  lines: { name: string; amountCents: number }[];
  email: string;
  successUrl: string;
  cancelUrl: string;
  lifetimeMinutes: number;
};

/** Opens a hosted payment page, or returns the one still open for this reference. Throws Stripe's errors. */
export async function openPaymentSession(ctx: PaymentCtx, request: SessionRequest): Promise<PaymentSession> {
  const open = findOpenSession(ctx, request.reference);
  if (open && open.expiresAt > utc(ctx.now)) return open;
  const attempt = prepared(ctx.db, 'select count(*) from payment_sessions where reference = ?')
    .pluck()
    .get(request.reference);
  const session = await ctx.payments.stripe.checkout.sessions.create(
    {
      mode: 'payment',
      client_reference_id: request.reference,
      customer_email: request.email,
      locale: ctx.locale,
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      expires_at: Math.floor(addMinutes(ctx.now, request.lifetimeMinutes).getTime() / 1000),
      payment_intent_data: { transfer_group: request.reference },
      line_items: request.lines.map((line) => ({
        quantity: 1,
        price_data: { currency: 'eur', unit_amount: line.amountCents, product_data: { name: line.name } },
      })),
    },
    { idempotencyKey: `${request.reference}:session:${attempt}` },
  );
  const row: PaymentSession = {
    id: session.id,
    reference: request.reference,
    amountCents: request.amountCents,
    currency: 'eur',
    url: session.url!,
    state: 'open',
    createdAt: utc(ctx.now),
    expiresAt: utc(new Date(session.expires_at * 1000)),
  };
  ctx.db.insert(paymentSessions).values(row).onConflictDoNothing().run();
  return row;
}

export function findSession(ctx: Ctx, sessionId: string): PaymentSession | undefined {
  return ctx.db.select().from(paymentSessions).where(eq(paymentSessions.id, sessionId)).get();
}

/** The latest session of a reference, whatever became of it. */
export function latestSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  return ctx.db
    .select()
    .from(paymentSessions)
    .where(eq(paymentSessions.reference, reference))
    .orderBy(desc(paymentSessions.createdAt))
    .get();
}

export function markSession(ctx: Ctx, sessionId: string, state: PaymentSession['state']): void {
  ctx.db.update(paymentSessions).set({ state }).where(eq(paymentSessions.id, sessionId)).run();
}

/** Ends the hosted page of a reference before its stock is given back. True when nothing can be paid on it any more. */
export async function closeOpenSession(ctx: PaymentCtx, reference: string): Promise<boolean> {
  const open = findOpenSession(ctx, reference);
  if (!open) return true;
  const remote = await ctx.payments.stripe.checkout.sessions.retrieve(open.id);
  if (remote.status === 'complete') return false;
  if (remote.status === 'open') await ctx.payments.stripe.checkout.sessions.expire(open.id);
  return true;
}

/** False when this event was already taken: its id is unique. */
export function recordEvent(ctx: Ctx, event: { id: string; type: string }, sessionId: string): boolean {
  const row = { id: event.id, type: event.type, sessionId, receivedAt: utc(ctx.now) };
  return ctx.db.insert(paymentEvents).values(row).onConflictDoNothing().run().changes > 0;
}

/** Something only a person can settle. One case for each session and reason. */
export function openCase(ctx: Ctx, sessionId: string, reference: string | null, reason: string, detail: string): void {
  ctx.db
    .insert(paymentCases)
    .values({ id: newId('cas'), sessionId, reference, reason, detail, openedAt: utc(ctx.now) })
    .onConflictDoNothing()
    .run();
}

/** What in the provider's truth is not what we asked for; null when it fits. */
export function mismatch(ours: PaymentSession, truth: Stripe.Checkout.Session, livemode: boolean): string | null {
  if (truth.amount_total !== ours.amountCents) return `amount ${truth.amount_total}, expected ${ours.amountCents}`;
  if (truth.currency !== ours.currency) return `currency ${truth.currency}, expected ${ours.currency}`;
  if (truth.livemode !== livemode) return `livemode ${truth.livemode}, expected ${livemode}`;
  if (truth.client_reference_id !== ours.reference)
    return `reference ${truth.client_reference_id}, expected ${ours.reference}`;
  return null;
}

function findOpenSession(ctx: Ctx, reference: string): PaymentSession | undefined {
  const where = and(eq(paymentSessions.reference, reference), eq(paymentSessions.state, 'open'));
  return ctx.db.select().from(paymentSessions).where(where).orderBy(desc(paymentSessions.createdAt)).get();
}
