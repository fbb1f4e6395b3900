// Owns payment_disputes: a buyer's bank contests a payment and keeps its money until the dispute is decided.
import { desc, eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { findValue, integer, listRows, type Row, text } from '#db/rows.ts';
import { paymentDisputes } from '#db/schema/payments.ts';

export type Dispute = typeof paymentDisputes.$inferSelect;

const states: Partial<Record<Stripe.Dispute.Status, Dispute['state']>> = {
  won: 'won',
  lost: 'lost',
  warning_closed: 'won',
  prevented: 'won', // no money moved
};

/**
 * Saves the provider's current state of a dispute, in the caller's transaction. A lost dispute may be won on
 * appeal; a won one stays won. Returns the dispute and its previous state.
 */
export function saveDispute(
  ctx: Ctx,
  truth: Stripe.Dispute,
  reference: string,
): { dispute: Dispute; before: Dispute['state'] | null } {
  const at = (seconds: number | null | undefined) => (seconds ? isoUtc(new Date(seconds * 1000)) : null);
  const before = ctx.db.select().from(paymentDisputes).where(eq(paymentDisputes.id, truth.id)).get();
  const state = states[truth.status] ?? 'open';
  if (before?.state === 'won') return { dispute: before, before: 'won' };
  const dispute: Dispute = {
    id: truth.id,
    reference,
    amountCents: truth.amount,
    reason: truth.reason,
    state,
    dueBy: at(truth.evidence_details?.due_by),
    openedAt: at(truth.created)!,
    closedAt: state === 'open' ? null : isoUtc(ctx.now),
  };
  ctx.db.insert(paymentDisputes).values(dispute).onConflictDoUpdate({ target: paymentDisputes.id, set: dispute }).run();
  return { dispute, before: before?.state ?? null };
}

/** While a dispute of the reference is open, its money is neither sent nor refunded. */
export function hasOpenDispute({ db }: Pick<Ctx, 'db'>, reference: string): boolean {
  const open = `select id from payment_disputes where reference = ? and state = 'open' limit 1`;
  return findValue(db, text, open, reference) !== undefined;
}

/** Id and cents of every lost dispute, for the check of the books; zero cents while it is open or won. */
export function listLosses({ db }: Pick<Ctx, 'db'>): Row<typeof loss>[] {
  return listRows(
    db,
    loss,
    `select id, iif(state = 'lost', amount_cents, 0) as cents
     from payment_disputes`,
  );
}

const loss = { id: text, cents: integer };

/** Disputes, the latest first; at most a hundred. */
export function listDisputes({ db }: Pick<Ctx, 'db'>): Dispute[] {
  return db.select().from(paymentDisputes).orderBy(desc(paymentDisputes.openedAt)).limit(100).all();
}

export function listDisputesOf({ db }: Pick<Ctx, 'db'>, reference: string): Dispute[] {
  return db.select().from(paymentDisputes).where(eq(paymentDisputes.reference, reference)).all();
}
