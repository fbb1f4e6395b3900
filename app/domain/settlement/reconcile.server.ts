// Our books held against the provider's own, movement by movement.
import type Stripe from 'stripe';
import { providerBalances, referencesSince } from '#app/domain/books/books.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

export type BooksDifference = { reference: string; oursCents: number; theirsCents: number };

/** What moved less than this ago may still be on its way to one side. */
const settlingMinutes = 60;
/** The cooperative's own bank, which these books do not follow. */
const ownBank = new Set(['payout', 'payout_cancel', 'payout_failure', 'topup', 'topup_reversal']);

/**
 * Holds what the books say the provider has, order by order, against everything that moved on the account there: charges,
 * fees, refunds, transfers, reversals, disputes. Each difference becomes a case for the stewards, once. What moved within
 * the hour waits for the next time. Throws when the provider does not answer.
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

/** A refund or a dispute names its charge, a reversal its transfer; those name what was paid for. */
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
