// Owns payment_transfers: money to a party's account and back. A row and an outbox row first; the provider is asked after commit.
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { prepared } from '#db/client.ts';
import { paymentTransfers, type SettledShare } from '#db/schema/payments.ts';
import { findPaymentAccount } from './accounts.server.ts';
import { openCase } from './cases.server.ts';
import { hasOpenDispute } from './disputes.server.ts';
import type { PaymentCtx } from './sessions.server.ts';
import { definiteRefusal, isKeptFailure, keyMayBeGone } from './stripe.server.ts';

export type { SettledShare };
export type Transfer = typeof paymentTransfers.$inferSelect;

/** In the caller's transaction. The caller enqueues `transfer` with the returned id. */
export function openTransfer(
  ctx: Ctx,
  transfer: Pick<Transfer, 'reference' | 'party' | 'reverses' | 'amountCents' | 'split' | 'chargeId'>,
): string {
  const id = newId('trf');
  ctx.db
    .insert(paymentTransfers)
    .values({ ...transfer, id, state: 'pending', createdAt: utc(ctx.now) })
    .run();
  return id;
}

/** Everything sent to a party for a reference, and sent back, the earliest first. */
export function listTransfers({ db }: Pick<Ctx, 'db'>, reference: string, party: string): Transfer[] {
  const own = and(eq(paymentTransfers.reference, reference), eq(paymentTransfers.party, party));
  return db.select().from(paymentTransfers).where(own).orderBy(asc(paymentTransfers.createdAt), asc(sql`rowid`)).all();
}

/** A party's latest transfers and reversals, the latest first. */
export function listTransfersOf({ db }: Pick<Ctx, 'db'>, party: string, limit = 100): Transfer[] {
  const own = eq(paymentTransfers.party, party);
  return db
    .select()
    .from(paymentTransfers)
    .where(own)
    .orderBy(desc(paymentTransfers.createdAt), desc(sql`rowid`))
    .limit(limit)
    .all();
}

/** Asks again for what was refused, under a new key. Returns the ids, for the caller to enqueue. In its transaction. */
export function retryWaiting(ctx: Ctx): { id: string; attempt: number }[] {
  return prepared(
    ctx.db,
    `update payment_transfers set state = 'pending', attempt = attempt + 1 where state = 'waiting' returning id, attempt`,
  ).all() as { id: string; attempt: number }[];
}

/**
 * Asks the provider, then marks the transfer as done and runs `then` with it, in one transaction. Its id and attempt are
 * the idempotency key: asked twice, it moves once; past a day, when the provider may have forgotten the key, it is looked
 * for first. A definite refusal waits, with a case; while the payment is disputed nothing is sent; anything else is thrown,
 * and the same key is asked again.
 */
export async function payTransfer(ctx: PaymentCtx, transferId: string, then: (done: Transfer) => void): Promise<void> {
  const held = findTransfer(ctx, transferId);
  if (held?.state !== 'pending') return;
  const hold = !held.reverses && hasOpenDispute(ctx, held.reference);
  const asked = hold ? { refusal: 'disputed' } : await askOnce(ctx, held);
  inTransaction(ctx, () => {
    if ('refusal' in asked) {
      const refused = move(ctx, held, { state: 'waiting', refusal: asked.refusal });
      if (refused && !hold)
        openCase(ctx, held.id, held.reference, 'transfer-refused', {
          amountCents: held.amountCents,
          said: asked.refusal,
        });
    } else if (move(ctx, held, { state: 'done', refusal: null, providerId: asked.id, doneAt: utc(ctx.now) }))
      then(held);
  });
}

/** Throws when nobody knows what came of it; then it is asked again, under a new key where the old one is spent. */
async function askOnce(ctx: PaymentCtx, held: Transfer): Promise<{ id: string } | { refusal: string }> {
  try {
    const known = keyMayBeGone(ctx, held.createdAt) ? await find(ctx, held) : undefined;
    return { id: known ?? (await ask(ctx, held)) };
  } catch (error) {
    const refusal = definiteRefusal(error);
    if (refusal) return { refusal };
    if (!isKeptFailure(error)) throw error;
    const id = await find(ctx, held);
    if (id) return { id };
    move(ctx, held, { attempt: held.attempt + 1 });
    throw error;
  }
}

async function ask(ctx: PaymentCtx, held: Transfer): Promise<string> {
  const { transfers } = ctx.payments.stripe;
  const once = { idempotencyKey: `${held.id}:${held.attempt}` };
  const metadata = { transfer: held.id };
  if (held.reverses) {
    const { providerId } = findTransfer(ctx, held.reverses)!;
    const reversal = await transfers.createReversal(providerId!, { amount: held.amountCents, metadata }, once);
    return reversal.id;
  }
  const made = await transfers.create(
    {
      amount: held.amountCents,
      currency: 'eur',
      destination: findPaymentAccount(ctx, held.party)!.accountId,
      transfer_group: held.reference,
      metadata,
      ...(held.chargeId && { source_transaction: held.chargeId }),
    },
    once,
  );
  return made.id;
}

/** What came of a transfer whose answer says nothing, by the name we gave it. */
async function find(ctx: PaymentCtx, held: Transfer): Promise<string | undefined> {
  const { transfers } = ctx.payments.stripe;
  const listed = held.reverses
    ? transfers.listReversals(findTransfer(ctx, held.reverses)!.providerId!, { limit: 100 })
    : transfers.list({ transfer_group: held.reference, limit: 100 });
  for await (const { id, metadata } of listed as AsyncIterable<{ id: string; metadata: Record<string, string> | null }>)
    if (metadata?.transfer === held.id) return id;
  return undefined;
}

function findTransfer({ db }: Pick<Ctx, 'db'>, id: string): Transfer | undefined {
  return db.select().from(paymentTransfers).where(eq(paymentTransfers.id, id)).get();
}

/** A guarded step of the attempt that was asked. */
function move({ db }: Pick<Ctx, 'db'>, { id, attempt }: Transfer, changes: Partial<Transfer>): boolean {
  const asked = and(
    eq(paymentTransfers.id, id),
    eq(paymentTransfers.state, 'pending'),
    eq(paymentTransfers.attempt, attempt),
  );
  return db.update(paymentTransfers).set(changes).where(asked).run().changes > 0;
}
