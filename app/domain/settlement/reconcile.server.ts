// Compares our books with the provider's balance transactions.
import type Stripe from 'stripe';
import { providerBalances } from '#app/domain/books/balances.server.ts';
import { keysOfCode, postEntry, referencesSince } from '#app/domain/books/books.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import {
  type KeptMovement,
  keepMovements,
  listLoneCharges,
  movedCents,
  nextReadingFrom,
  referencesMovedSince,
  referencesOfSources,
} from '#app/domain/payments/kept-movements.server.ts';
import { type PaymentCtx, referencesWithoutSession } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefundsUnderWay } from '#app/domain/payments/refunds.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { runInSlices, type Slices } from '#app/domain/shared/slices.ts';
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
 * are entered first, by type and month. Movements before `from`, in seconds since 1970, are those that were read before. Opens one case per difference, of a
 * charge without an order one that offers the refund. `compare` runs `compareBooks` beside requests. Throws when the provider does not answer.
 */
export async function reconcileBooks(
  ctx: PaymentCtx,
  from = nextReadingFrom(ctx),
  compare = async () => compareBooks(ctx),
): Promise<BooksDifference[]> {
  const listed = await listTransactions(ctx, from);
  await runInSlices(eachOwnMovement(ctx, listed.flatMap(ownMovements)));
  const movements = await runInSlices(eachMovement(ctx, listed));
  await runInSlices(keepMovements(ctx, from, movements ?? []));
  const differences = await compare();
  const lost = listLostCharges(ctx, differences);
  const withoutOrder = new Set(lost.map(({ reference }) => reference));
  inTransaction(ctx, () => {
    for (const { chargeId, reference, netCents } of lost)
      openCase(ctx, chargeId, reference, 'charge-without-order', { amountCents: netCents, expectedCents: 0 });
    for (const { reference, oursCents, theirsCents } of differences.filter((one) => !withoutOrder.has(one.reference)))
      openCase(ctx, `books:${reference}`, reference, 'books-differ', {
        amountCents: theirsCents,
        expectedCents: oursCents,
      });
  });
  return differences;
}

/**
 * References whose balance in our books is not that of the provider's movements as they were kept last. Those with a movement in
 * the last hour are left for the next run.
 */
export function compareBooks(ctx: Pick<Ctx, 'db' | 'now'>): BooksDifference[] {
  const since = addMinutes(ctx.now, -settlingMinutes);
  const moving = new Set([...referencesSince(ctx, isoUtc(since)), ...referencesMovedSince(ctx, since)]);
  const theirs = movedCents(ctx);
  const ours = providerBalances(ctx);
  const underWay = centsUnderWay(ctx);
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((reference) => ({
      reference,
      oursCents: ours.get(reference) ?? 0,
      theirsCents: theirs.get(reference) ?? 0,
    }))
    .filter(({ reference, oursCents, theirsCents }) => {
      const known = [oursCents, oursCents - (underWay.get(reference) ?? 0)];
      return !known.includes(theirsCents) && !moving.has(reference);
    });
}

/**
 * Charges of ours that this database knows nothing of, neither entry nor payment page: a restore lost their orders. One
 * whose money has moved on since needs a person who looks, and is a difference like others.
 */
function listLostCharges(ctx: PaymentCtx, differences: readonly BooksDifference[]) {
  const unknown = differences.filter(({ oursCents, theirsCents }) => oursCents === 0 && theirsCents > 0);
  const references = unknown.map(({ reference }) => reference);
  return listLoneCharges(ctx, [...referencesWithoutSession(ctx, references)]);
}

/** A refund under way is not entered yet, though the provider may have taken its money from the balance already. */
function centsUnderWay(ctx: Pick<Ctx, 'db'>): Map<string, number> {
  const cents = new Map<string, number>();
  for (const { reference, amountCents } of listRefundsUnderWay(ctx))
    cents.set(reference, (cents.get(reference) ?? 0) + amountCents);
  return cents;
}

/** Movements whose entries are looked for, or entered, in one slice. */
const movementsAtOnce = 100;

function* eachOwnMovement(ctx: PaymentCtx, own: readonly OwnMovement[]): Slices {
  if (own.length === 0) return;
  const entered = keysOfCode(ctx, 'provider-own');
  const fresh = own.filter(({ id, netCents }) => netCents !== 0 && !entered.has(ownMovementKey(id)));
  for (let i = 0; i < fresh.length; i += movementsAtOnce) {
    inTransaction(ctx, () => {
      for (const movement of fresh.slice(i, i + movementsAtOnce)) postEntry(ctx, ownMovementEntry(movement));
    });
    yield;
  }
}

/** A transaction without its source: months of them are in memory at once. */
type ListedMovement = Pick<Stripe.BalanceTransaction, 'id' | 'type' | 'net' | 'created'> & {
  /** The charge or transfer that it is of, by its id. */
  cause: string | null;
  /** Of a charge or transfer itself: our reference. */
  reference: string | null;
};

async function listTransactions(ctx: PaymentCtx, from: number): Promise<ListedMovement[]> {
  const listed: ListedMovement[] = [];
  const asked = { limit: 100, expand: ['data.source'], ...(from > 0 && { created: { gte: from } }) };
  for await (const { id, type, net, created, source } of ctx.payments.stripe.balanceTransactions.list(asked)) {
    if (ownBank.has(type)) continue;
    const cause = source && typeof source === 'object' ? causeOf(source) : source;
    const reference = isOrigin(source) ? (source.transfer_group ?? source.id) : null;
    listed.push({ id, type, net, created, cause, reference });
  }
  return listed;
}

function ownMovements({ id, type, net, created }: ListedMovement): OwnMovement[] {
  const account = ownAccount(type);
  return account ? [{ id, type, account, netCents: net, created }] : [];
}

/** Refunds and disputes name their charge, reversals their transfer; charges and transfers name our reference. */
function* eachMovement(ctx: PaymentCtx, listed: readonly ListedMovement[]): Slices<KeptMovement[]> {
  const references = new Map(
    listed.flatMap(({ cause, reference }) => (cause !== null && reference !== null ? [[cause, reference]] : [])),
  );
  const movements: KeptMovement[] = [];
  for (let i = 0; i < listed.length; i += movementsAtOnce) {
    const some = listed.slice(i, i + movementsAtOnce);
    const named = some.flatMap(({ cause }) => (cause !== null && !references.has(cause) ? [cause] : []));
    const kept = referencesOfSources(ctx, [...new Set(named)]);
    for (const { id, type, cause, reference, net, created } of some)
      movements.push({
        id,
        source: reference === null ? null : cause,
        reference: ownAccount(type)
          ? ownReference({ type, created })
          : (references.get(cause ?? '') ?? kept.get(cause ?? '') ?? cause ?? `${type}:${id}`),
        netCents: net,
        created,
      });
    yield;
  }
  return movements;
}

function isOrigin(source: Stripe.BalanceTransaction['source']): source is Stripe.Charge | Stripe.Transfer {
  return typeof source === 'object' && (source?.object === 'charge' || source?.object === 'transfer');
}

function causeOf(source: Exclude<Stripe.BalanceTransaction['source'], string | null>): string {
  const of = (one: string | { id: string } | null | undefined) =>
    typeof one === 'string' ? one : (one?.id ?? source.id);
  if (source.object === 'refund' || source.object === 'dispute') return of(source.charge);
  if (source.object === 'transfer_reversal') return of(source.transfer);
  return source.id;
}
