// Owns payment_transfers: transfers to a party's account and their reversals. First a row and an outbox row; the
// provider is called after commit.
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';
import { paymentTransfers } from '#db/schema/payments.ts';
import { askProviderOnce } from './ask-provider-once.server.ts';
import { openCase } from './cases.server.ts';
import { hasOpenDispute } from './dispute-rows.server.ts';
import type { TransferShare } from './payment.ts';
import { findPaymentAccount } from './payment-accounts.server.ts';
import type { PaymentCtx } from './payment-sessions.server.ts';

export type { TransferShare };
export type Transfer = typeof paymentTransfers.$inferSelect;

/** Opens a transfer in the caller's transaction; the caller enqueues `transfer` with the returned id. */
export function openTransfer(
  ctx: Ctx,
  transfer: Pick<Transfer, 'reference' | 'party' | 'reverses' | 'amountCents' | 'split' | 'chargeId'>,
): string {
  const id = newId('trf');
  ctx.db
    .insert(paymentTransfers)
    .values({ ...transfer, id, state: 'pending', createdAt: isoUtc(ctx.now) })
    .run();
  return id;
}

/** Transfers and reversals of a party for a reference, the earliest first. */
export function listTransfers({ db }: Pick<Ctx, 'db'>, reference: string, party: string): Transfer[] {
  const own = and(eq(paymentTransfers.reference, reference), eq(paymentTransfers.party, party));
  return db.select().from(paymentTransfers).where(own).orderBy(asc(paymentTransfers.createdAt), asc(sql`rowid`)).all();
}

/** Transfers and reversals of a party, the latest first. */
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

/** Id and cents of every transfer and reversal, for the check of the books; zero cents until it is done. */
export function listTransferred({ db }: Pick<Ctx, 'db'>): Row<typeof transferred>[] {
  return listRows(
    db,
    transferred,
    `select id, iif(state = 'done', amount_cents, 0) as cents
     from payment_transfers`,
  );
}

const transferred = { id: text, cents: integer };

/**
 * Reopens transfers that were refused or held by a dispute, under a new key, in the caller's transaction. Returns
 * their ids for the caller to enqueue.
 */
export function reopenRefusedTransfers(ctx: Ctx): { id: string; attempt: number }[] {
  return listRows(
    ctx.db,
    { id: text, attempt: integer },
    `update payment_transfers
     set state = 'pending', attempt = attempt + 1
     where state = 'waiting'
     returning id, attempt`,
  );
}

/**
 * Calls the provider, then marks the transfer as done and runs `then` in one transaction. The idempotency key is
 * the id and attempt; after a day the transfer is looked for first. A definite refusal waits, with a case; during
 * a dispute only reversals are sent. All other errors are thrown, and the retry uses the same key.
 */
export async function payTransfer(ctx: PaymentCtx, transferId: string, then: (done: Transfer) => void): Promise<void> {
  const transfer = findTransfer(ctx, transferId);
  if (transfer?.state !== 'pending') return;
  const hold = !transfer.reverses && hasOpenDispute(ctx, transfer.reference);
  const answer = hold ? { refusal: 'disputed' } : await requestTransfer(ctx, transfer);
  inTransaction(ctx, () => {
    if ('refusal' in answer) {
      const refused = updatePending(ctx, transfer, { state: 'waiting', refusal: answer.refusal });
      if (refused && !hold)
        openCase(ctx, transfer.id, transfer.reference, 'transfer-refused', {
          amountCents: transfer.amountCents,
          detail: answer.refusal,
        });
    } else if (
      updatePending(ctx, transfer, { state: 'done', refusal: null, providerId: answer.id, doneAt: isoUtc(ctx.now) })
    )
      then(transfer);
  });
}

/** Throws when the outcome is unknown. */
function requestTransfer(ctx: PaymentCtx, transfer: Transfer): Promise<{ id: string } | { refusal: string }> {
  return askProviderOnce(ctx, {
    createdAt: transfer.createdAt,
    find: () => findAtProvider(ctx, transfer),
    create: () => createTransfer(ctx, transfer),
    renewKey: () => updatePending(ctx, transfer, { attempt: transfer.attempt + 1 }),
  });
}

async function createTransfer(ctx: PaymentCtx, transfer: Transfer): Promise<string> {
  const { transfers } = ctx.payments.stripe;
  const once = { idempotencyKey: `${transfer.id}:${transfer.attempt}` };
  const metadata = { transfer: transfer.id };
  if (transfer.reverses) {
    const { providerId } = findTransfer(ctx, transfer.reverses)!;
    const reversal = await transfers.createReversal(providerId!, { amount: transfer.amountCents, metadata }, once);
    return reversal.id;
  }
  const made = await transfers.create(
    {
      amount: transfer.amountCents,
      currency: 'eur',
      destination: findPaymentAccount(ctx, transfer.party)!.accountId,
      transfer_group: transfer.reference,
      metadata,
      ...(transfer.chargeId && { source_transaction: transfer.chargeId }),
    },
    once,
  );
  return made.id;
}

/** Finds a transfer by our id in its metadata, when the provider's answer is unknown. */
async function findAtProvider(ctx: PaymentCtx, transfer: Transfer): Promise<string | undefined> {
  const { transfers } = ctx.payments.stripe;
  const listed = transfer.reverses
    ? transfers.listReversals(findTransfer(ctx, transfer.reverses)!.providerId!, { limit: 100 })
    : transfers.list({ transfer_group: transfer.reference, limit: 100 });
  for await (const { id, metadata } of listed as AsyncIterable<{ id: string; metadata: Record<string, string> | null }>)
    if (metadata?.transfer === transfer.id) return id;
  return undefined;
}

function findTransfer({ db }: Pick<Ctx, 'db'>, id: string): Transfer | undefined {
  return db.select().from(paymentTransfers).where(eq(paymentTransfers.id, id)).get();
}

/** Guarded update: only while the same attempt is still pending. */
function updatePending({ db }: Pick<Ctx, 'db'>, { id, attempt }: Transfer, changes: Partial<Transfer>): boolean {
  const asked = and(
    eq(paymentTransfers.id, id),
    eq(paymentTransfers.state, 'pending'),
    eq(paymentTransfers.attempt, attempt),
  );
  return db.update(paymentTransfers).set(changes).where(asked).run().changes > 0;
}
