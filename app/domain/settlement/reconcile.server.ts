// Compares our books with the provider's balance transactions.
import type Stripe from 'stripe';
import { providerBalances } from '#app/domain/books/balances.server.ts';
import { keysOfCode, postEntry, referencesSince } from '#app/domain/books/books.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefundsUnderWay } from '#app/domain/payments/refunds.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type OwnMovement, ownAccount, ownMovementEntry, ownMovementKey, ownReference } from './own-movements.ts';

export type BooksDifference = { reference: string; oursCents: number; theirsCents: number };

/** More recent movements may not have reached both sides yet. */
const settlingMinutes = 60;
/** Movements between the provider and the cooperative's own bank, which the books do not enter. */
const ownBank = new Set(['payout', 'payout_cancel', 'payout_failure', 'topup', 'topup_reversal']);

/**
 * Compares the provider balance in our books, by reference, with all movements of the provider's account:
 * charges, fees, refunds, transfers, reversals, disputes. Movements of no order, such as the provider's own fees,
 * are entered first, by type and month. Opens one case per difference. References with a movement in the last hour are
 * left for the next run. Throws when the provider does not answer.
 */
export async function reconcileBooks(ctx: PaymentCtx): Promise<BooksDifference[]> {
  const since = addMinutes(ctx.now, -settlingMinutes);
  const moving = referencesSince(ctx, isoUtc(since));
  const { movements, own } = await listMovements(ctx);
  enterOwnMovements(ctx, own);
  const theirs = new Map<string, number>();
  for (const { reference, netCents, created } of movements) {
    if (created * 1000 > since.getTime()) moving.add(reference);
    theirs.set(reference, (theirs.get(reference) ?? 0) + netCents);
  }
  const ours = providerBalances(ctx);
  const underWay = centsUnderWay(ctx);
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((reference) => ({
      reference,
      oursCents: ours.get(reference) ?? 0,
      theirsCents: theirs.get(reference) ?? 0,
    }))
    .filter(({ reference, oursCents, theirsCents }) => {
      const known = [oursCents, oursCents - (underWay.get(reference) ?? 0)];
      return !known.includes(theirsCents) && !moving.has(reference);
    });
  inTransaction(ctx, () => {
    for (const { reference, oursCents, theirsCents } of differences)
      openCase(ctx, `books:${reference}`, reference, 'books-differ', {
        amountCents: theirsCents,
        expectedCents: oursCents,
      });
  });
  return differences;
}

/** A refund under way is not entered yet, though the provider may have taken its money from the balance already. */
function centsUnderWay(ctx: PaymentCtx): Map<string, number> {
  const cents = new Map<string, number>();
  for (const { reference, amountCents } of listRefundsUnderWay(ctx))
    cents.set(reference, (cents.get(reference) ?? 0) + amountCents);
  return cents;
}

function enterOwnMovements(ctx: PaymentCtx, own: readonly OwnMovement[]): void {
  const entered = keysOfCode(ctx, 'provider-own');
  const fresh = own.filter(({ id, netCents }) => netCents !== 0 && !entered.has(ownMovementKey(id)));
  inTransaction(ctx, () => {
    for (const movement of fresh) postEntry(ctx, ownMovementEntry(movement));
  });
}

type Movement = { reference: string; netCents: number; created: number };

/** Refunds and disputes name their charge, reversals their transfer; charges and transfers name our reference. */
async function listMovements(ctx: PaymentCtx): Promise<{ movements: Movement[]; own: OwnMovement[] }> {
  const listed: Stripe.BalanceTransaction[] = [];
  const asked = { limit: 100, expand: ['data.source'] };
  for await (const one of ctx.payments.stripe.balanceTransactions.list(asked))
    if (!ownBank.has(one.type)) listed.push(one);
  const groups = new Map<string, string>();
  for (const { source } of listed)
    if (typeof source === 'object' && (source?.object === 'charge' || source?.object === 'transfer'))
      groups.set(source.id, source.transfer_group ?? source.id);
  const own = listed.flatMap(({ id, type, net, created }): OwnMovement[] => {
    const account = ownAccount(type);
    return account ? [{ id, type, account, netCents: net, created }] : [];
  });
  const movements = listed.map(({ id, type, source, net, created }) => {
    const named = source && typeof source === 'object' ? cause(source) : source;
    const reference = ownAccount(type)
      ? ownReference({ type, created })
      : (groups.get(named ?? '') ?? named ?? `${type}:${id}`);
    return { reference, netCents: net, created };
  });
  return { movements, own };
}

function cause(source: Exclude<Stripe.BalanceTransaction['source'], string | null>): string {
  const of = (one: string | { id: string } | null | undefined) =>
    typeof one === 'string' ? one : (one?.id ?? source.id);
  if (source.object === 'refund' || source.object === 'dispute') return of(source.charge);
  if (source.object === 'transfer_reversal') return of(source.transfer);
  return source.id;
}
