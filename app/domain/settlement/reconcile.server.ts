// Compares our books with the provider's balance transactions.
import type Stripe from 'stripe';
import { providerBalances } from '#app/domain/books/balances.server.ts';
import { referencesSince } from '#app/domain/books/books.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

export type BooksDifference = { reference: string; oursCents: number; theirsCents: number };

/** More recent movements may not have reached both sides yet. */
const settlingMinutes = 60;
/** Movements between the provider and the cooperative's own bank, which the books do not enter. */
const ownBank = new Set(['payout', 'payout_cancel', 'payout_failure', 'topup', 'topup_reversal']);

/**
 * Compares the provider balance in our books, by reference, with all movements of the provider's account:
 * charges, fees, refunds, transfers, reversals, disputes. Opens one case per difference. References with a
 * movement in the last hour are left for the next run. Throws when the provider does not answer.
 */
export async function reconcileBooks(ctx: PaymentCtx): Promise<BooksDifference[]> {
  const since = addMinutes(ctx.now, -settlingMinutes);
  const moving = referencesSince(ctx, isoUtc(since));
  const theirs = new Map<string, number>();
  for (const { reference, netCents, created } of await movements(ctx)) {
    if (created * 1000 > since.getTime()) moving.add(reference);
    theirs.set(reference, (theirs.get(reference) ?? 0) + netCents);
  }
  const ours = providerBalances(ctx);
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((reference) => ({
      reference,
      oursCents: ours.get(reference) ?? 0,
      theirsCents: theirs.get(reference) ?? 0,
    }))
    .filter(({ reference, oursCents, theirsCents }) => oursCents !== theirsCents && !moving.has(reference));
  inTransaction(ctx, () => {
    for (const { reference, oursCents, theirsCents } of differences)
      openCase(ctx, `books:${reference}`, reference, 'books-differ', {
        amountCents: theirsCents,
        expectedCents: oursCents,
      });
  });
  return differences;
}

type Movement = { reference: string; netCents: number; created: number };

/** Refunds and disputes name their charge, reversals their transfer; charges and transfers name our reference. */
async function movements(ctx: PaymentCtx): Promise<Movement[]> {
  const listed: Stripe.BalanceTransaction[] = [];
  const asked = { limit: 100, expand: ['data.source'] };
  for await (const one of ctx.payments.stripe.balanceTransactions.list(asked))
    if (!ownBank.has(one.type)) listed.push(one);
  const groups = new Map<string, string>();
  for (const { source } of listed)
    if (typeof source === 'object' && (source?.object === 'charge' || source?.object === 'transfer'))
      groups.set(source.id, source.transfer_group ?? source.id);
  return listed.map(({ id, type, source, net, created }) => {
    const named = source && typeof source === 'object' ? cause(source) : source;
    return { reference: groups.get(named ?? '') ?? named ?? `${type}:${id}`, netCents: net, created };
  });
}

function cause(source: Exclude<Stripe.BalanceTransaction['source'], string | null>): string {
  const of = (one: string | { id: string } | null | undefined) =>
    typeof one === 'string' ? one : (one?.id ?? source.id);
  if (source.object === 'refund' || source.object === 'dispute') return of(source.charge);
  if (source.object === 'transfer_reversal') return of(source.transfer);
  return source.id;
}
