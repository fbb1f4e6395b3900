// Owns payment_disputes: a buyer's bank contests a payment and keeps its money until the dispute is decided.
import { asc, desc, eq, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { findValue, integer, listRows, type Row, text } from '#db/rows.ts';
import { paymentDisputes } from '#db/schema/payments.ts';

export type Dispute = typeof paymentDisputes.$inferSelect;

/** The provider's final states. Every other state, also one that we do not know, is open: a person looks. */
const finalStates: ReadonlyMap<string, 'won' | 'lost'> = new Map([
  ['won', 'won'],
  ['lost', 'lost'],
  ['warning_closed', 'won'],
]);

/**
 * Saves the provider's current state of a dispute, in the caller's transaction. Returns the dispute and the row
 * before. No state is the last one: a lost dispute may be appealed, and won.
 */
export function saveDispute(
  ctx: Ctx,
  truth: Stripe.Dispute,
  reference: string,
): { dispute: Dispute; before: Dispute | undefined } {
  const at = (seconds: number | null | undefined) => (seconds ? isoUtc(new Date(seconds * 1000)) : null);
  const before = ctx.db.select().from(paymentDisputes).where(eq(paymentDisputes.id, truth.id)).get();
  const state = disputeState(truth);
  const current = {
    reference,
    amountCents: truth.amount,
    reason: truth.reason,
    state,
    status: truth.status,
    refundable: truth.is_charge_refundable,
    dueBy: at(truth.evidence_details?.due_by),
    closedAt: state === 'open' ? null : isoUtc(ctx.now),
  };
  const [dispute] = ctx.db
    .insert(paymentDisputes)
    .values({ id: truth.id, openedAt: at(truth.created)!, ...current })
    .onConflictDoUpdate({ target: paymentDisputes.id, set: current })
    .returning()
    .all();
  return { dispute: dispute!, before };
}

/** `prevented` does not say who has the money at the end; its movements do. */
function disputeState(truth: Stripe.Dispute): Dispute['state'] {
  if (truth.status === 'prevented')
    return sum(truth.balance_transactions.map(({ amount }) => amount)) < 0 ? 'lost' : 'won';
  return finalStates.get(truth.status) ?? 'open';
}

/** Notes how much of the loss is borne now, in cents; zero when it was undone. */
export function markBorne({ db }: Pick<Ctx, 'db'>, disputeId: string, borneCents: number): void {
  db.update(paymentDisputes).set({ borneCents }).where(eq(paymentDisputes.id, disputeId)).run();
}

/** While a dispute of the reference is open, its money is not sent to suppliers. */
export function hasOpenDispute({ db }: Pick<Ctx, 'db'>, reference: string): boolean {
  const open = `select id from payment_disputes where reference = ? and state = 'open' limit 1`;
  return findValue(db, text, open, reference) !== undefined;
}

/** A dispute that took the money holds refunds. An inquiry does not: a refund is what ends it. */
export function holdsRefunds({ db }: Pick<Ctx, 'db'>, reference: string): boolean {
  const holding = `select id from payment_disputes where reference = ? and state = 'open' and refundable = 0 limit 1`;
  return findValue(db, text, holding, reference) !== undefined;
}

/**
 * Id and cents of every loss that the books must hold, for their check: all of a lost dispute, nothing of a won one.
 * While an appeal is open its loss stays borne.
 */
export function listLosses({ db }: Pick<Ctx, 'db'>): Row<typeof loss>[] {
  return listRows(
    db,
    loss,
    `select id, case state when 'lost' then amount_cents when 'won' then 0 else borne_cents end as cents
     from payment_disputes`,
  );
}

const loss = { id: text, cents: integer };

/** Disputes, the latest first; at most a hundred. */
export function listDisputes({ db }: Pick<Ctx, 'db'>): Dispute[] {
  return db.select().from(paymentDisputes).orderBy(desc(paymentDisputes.openedAt)).limit(100).all();
}

/** Open disputes, the one to be answered first before the others; at most a hundred. */
export function listOpenDisputes({ db }: Pick<Ctx, 'db'>): Dispute[] {
  const open = eq(paymentDisputes.state, 'open');
  return db
    .select()
    .from(paymentDisputes)
    .where(open)
    .orderBy(sql`due_by is null`, asc(paymentDisputes.dueBy))
    .limit(100)
    .all();
}

export function findDispute({ db }: Pick<Ctx, 'db'>, disputeId: string): Dispute | undefined {
  return db.select().from(paymentDisputes).where(eq(paymentDisputes.id, disputeId)).get();
}

export function listDisputesOf({ db }: Pick<Ctx, 'db'>, reference: string): Dispute[] {
  return db.select().from(paymentDisputes).where(eq(paymentDisputes.reference, reference)).all();
}
