// The books held against what they tell of: orders, refunds, and the provider's own books.
import {
  type Balance,
  balances,
  countEntries,
  heldByProvider,
  post,
  referencesSince,
  unbalancedEntries,
} from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { openCase, type PaymentCtx } from '#app/domain/payments/sessions.server.ts';
import { addMinutes, type Ctx, utc } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { prepared } from '#db/client.ts';
import { paymentEntry } from './postings.ts';

/** Enters the payments of orders that were paid before there were books. Run again, it does nothing. Returns how many. */
export function enterOlderPayments(ctx: Ctx): number {
  const older = prepared(
    ctx.db,
    `select o.id as orderId, o.paid_at as paidAt, s.id as sessionId from orders o join payment_sessions s on s.reference = o.id and s.state = 'paid'
     where o.state = 'paid' and not exists (select 1 from book_entries e where e.reference = o.id and e.code = 'payment') group by o.id`,
  ).all() as { orderId: string; paidAt: string; sessionId: string }[];
  inTransaction(ctx, () => {
    for (const { orderId, paidAt, sessionId } of older)
      post({ ...ctx, now: new Date(paidAt) }, paymentEntry(findOrder(ctx, orderId)!, sessionId));
  });
  return older.length;
}

export type BooksCheck = { entries: number; problems: string[] };

/** The invariants that the books keep by themselves: every entry balances, every paid order and every refund stands in them once. */
export function checkBooks(ctx: Pick<Ctx, 'db'>): BooksCheck {
  const list = (sql: string) => prepared(ctx.db, sql).all() as { id: string; wanted: number; held: number }[];
  const entered = (code: string, account: string, side: string) =>
    `coalesce((select sum(p.amount_cents) from book_entries e join book_postings p on p.entry_id = e.id
       where e.code = '${code}' and p.account = '${account}' and p.side = '${side}'`;
  const payments = list(
    `select o.id, o.total_cents as wanted, ${entered('payment', 'provider', 'debit')} and e.reference = o.id), 0) as held from orders o where o.state = 'paid'`,
  );
  const refunds = list(
    `select r.id, r.amount_cents as wanted, ${entered('refund-agreed', 'refunds', 'credit')} and e.key = 'refund-agreed:' || r.id), 0) as held from payment_refunds r`,
  );
  const paidOut = list(
    `select r.id, iif(r.state = 'done', r.amount_cents, 0) as wanted, ${entered('refund-paid', 'provider', 'credit')} and e.key = 'refund-paid:' || r.id), 0) as held from payment_refunds r`,
  );
  const differing = (what: string, rows: { id: string; wanted: number; held: number }[]) =>
    rows
      .filter(({ wanted, held }) => wanted !== held)
      .map(({ id, wanted, held }) => `${what} ${id}: ${wanted} cents, the books say ${held}`);
  return {
    entries: countEntries(ctx),
    problems: [
      ...unbalancedEntries(ctx).map(
        ({ key, debitCents, creditCents }) => `entry ${key}: debits ${debitCents}, credits ${creditCents}`,
      ),
      ...differing('order', payments),
      ...differing('refund agreed', refunds),
      ...differing('refund paid', paidOut),
    ],
  };
}

export type Standing = {
  providerCents: number;
  owedCents: number;
  refundsCents: number;
  unsettledCents: number;
  suppliers: { supplierId: string; htCents: number; vatCents: number }[];
};

/** Where the money stands: every amount a sum over postings. */
export function standing(ctx: Pick<Ctx, 'db'>): Standing {
  const all = balances(ctx);
  const owed = (of: Balance[], account: Balance['account']) =>
    sum(of.filter((one) => one.account === account).map((one) => one.creditCents - one.debitCents));
  const bySupplier = Map.groupBy(
    all.filter(({ account }) => account === 'supplier' || account === 'vat'),
    ({ party }) => party,
  );
  return {
    providerCents: -owed(all, 'provider'),
    owedCents: owed(all, 'supplier') + owed(all, 'vat'),
    refundsCents: owed(all, 'refunds'),
    unsettledCents: owed(all, 'unsettled'),
    suppliers: [...bySupplier].map(([supplierId, own]) => ({
      supplierId,
      htCents: owed(own, 'supplier'),
      vatCents: owed(own, 'vat'),
    })),
  };
}

export type Difference = { reference: string; oursCents: number; theirsCents: number };

/** What moved less than this ago may still be on its way to one side. */
const settlingMinutes = 60;

/**
 * Holds what the books say the provider has, order by order, against the provider's own charges less refunds; each
 * difference becomes a case for the stewards, once. What moved within the hour waits for the next time. Throws when the
 * provider does not answer.
 */
export async function reconcile(ctx: PaymentCtx): Promise<Difference[]> {
  const since = addMinutes(ctx.now, -settlingMinutes);
  const moving = referencesSince(ctx, utc(since));
  const theirs = new Map<string, number>();
  for await (const charge of ctx.payments.stripe.charges.list({ limit: 100 })) {
    const reference = charge.transfer_group ?? charge.id;
    if (charge.created * 1000 > since.getTime()) moving.add(reference);
    theirs.set(reference, (theirs.get(reference) ?? 0) + charge.amount - charge.amount_refunded);
  }
  const ours = heldByProvider(ctx);
  const differences = [...new Set([...ours.keys(), ...theirs.keys()])]
    .map((reference) => ({
      reference,
      oursCents: ours.get(reference) ?? 0,
      theirsCents: theirs.get(reference) ?? 0,
    }))
    .filter(({ reference, oursCents, theirsCents }) => oursCents !== theirsCents && !moving.has(reference));
  inTransaction(ctx, () => {
    for (const { reference, oursCents, theirsCents } of differences)
      openCase(
        ctx,
        `books:${reference}:${oursCents}:${theirsCents}`,
        reference,
        'books-differ',
        `the books say ${oursCents}, the provider ${theirsCents}`,
      );
  });
  return differences;
}
