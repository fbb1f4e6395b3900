// Compares the books with the rows that they describe: orders, refunds, transfers and disputes.
import {
  type Balance,
  countEntries,
  listBalances,
  listUnbalancedEntries,
  postEntry,
} from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { paymentEntry } from './postings.ts';

/**
 * Posts the payments of orders that were paid before the books existed. Idempotent. Returns the number of orders.
 */
export function backfillPayments(ctx: Ctx): number {
  const older = preparedSql(
    ctx.db,
    `select o.id as orderId, o.paid_at as paidAt, s.id as sessionId from orders o join payment_sessions s on s.reference = o.id and s.state = 'paid'
     where o.state = 'paid' and not exists (select 1 from book_entries e where e.reference = o.id and e.code = 'payment') group by o.id`,
  ).all() as { orderId: string; paidAt: string; sessionId: string }[];
  inTransaction(ctx, () => {
    for (const { orderId, paidAt, sessionId } of older)
      postEntry({ ...ctx, now: new Date(paidAt) }, paymentEntry(findOrder(ctx, orderId)!, sessionId));
  });
  return older.length;
}

export type BooksCheck = { entries: number; problems: string[] };

/**
 * Invariants within our own database: every entry balances; every paid order, refund, transfer and lost dispute
 * is entered exactly once.
 */
export function checkBooks(ctx: Pick<Ctx, 'db'>): BooksCheck {
  const list = (sql: string) => preparedSql(ctx.db, sql).all() as { id: string; wanted: number; booked: number }[];
  const entered = (code: string, account: string, side: string) =>
    `coalesce((select sum(p.amount_cents) from book_entries e join book_postings p on p.entry_id = e.id
       where e.code = '${code}' and p.account = '${account}' and p.side = '${side}'`;
  const payments = list(
    `select o.id, o.total_cents as wanted, ${entered('payment', 'provider', 'debit')} and e.reference = o.id), 0) as booked from orders o where o.state = 'paid' and o.payment = 'online'`,
  );
  const invoiced = list(
    `select o.id, o.total_cents as wanted, ${entered('invoiced', 'receivables', 'debit')} and e.reference = o.id), 0) as booked from orders o where o.payment = 'account'`,
  );
  const refunds = list(
    `select r.id, r.amount_cents as wanted, ${entered('refund-agreed', 'refunds', 'credit')} and e.key = 'refund-agreed:' || r.id), 0) as booked from payment_refunds r`,
  );
  const paidOut = list(
    `select r.id, r.amount_cents * (r.returned + (r.state = 'done')) as wanted, ${entered('refund-paid', 'provider', 'credit')} and (e.key = 'refund-paid:' || r.id or e.key glob 'refund-paid:' || r.id || ':*')), 0) as booked from payment_refunds r`,
  );
  const transfers = list(
    `select t.id, iif(t.state = 'done', t.amount_cents, 0) as wanted, coalesce((select sum(p.amount_cents) from book_entries e join book_postings p on p.entry_id = e.id
       where p.account = 'provider' and e.key = 'transfer:' || t.id), 0) as booked from payment_transfers t`,
  );
  const disputes = list(
    `select d.id, iif(d.state = 'lost', d.amount_cents, 0) as wanted, ${entered('dispute-lost', 'disputes', 'credit')} and not exists (select 1 from book_entries v where v.reverses = e.id) and e.key = 'dispute-lost:' || d.id), 0) as booked from payment_disputes d`,
  );
  const differing = (what: string, rows: { id: string; wanted: number; booked: number }[]) =>
    rows
      .filter(({ wanted, booked }) => wanted !== booked)
      .map(({ id, wanted, booked }) => `${what} ${id}: ${wanted} cents, the books say ${booked}`);
  return {
    entries: countEntries(ctx),
    problems: [
      ...listUnbalancedEntries(ctx).map(
        ({ key, debitCents, creditCents }) => `entry ${key}: debits ${debitCents}, credits ${creditCents}`,
      ),
      ...differing('order', payments),
      ...differing('order on account', invoiced),
      ...differing('refund agreed', refunds),
      ...differing('refund paid', paidOut),
      ...differing('transfer', transfers),
      ...differing('dispute', disputes),
    ],
  };
}

export type MoneyPosition = {
  providerCents: number;
  bankCents: number;
  receivablesCents: number;
  owedCents: number;
  contributionCents: number;
  contributionVatCents: number;
  feesCents: number;
  refundsCents: number;
  disputesCents: number;
  unsettledCents: number;
  suppliers: { supplierId: string; htCents: number; vatCents: number }[];
};

/** Balances of the cooperative's accounts and of each supplier; every amount is a sum of postings. */
export function moneyPosition(ctx: Pick<Ctx, 'db'>): MoneyPosition {
  const all = listBalances(ctx);
  const owed = (of: Balance[], account: Balance['account']) =>
    sum(of.filter((one) => one.account === account).map((one) => one.creditCents - one.debitCents));
  const own = (account: Balance['account']) =>
    owed(
      all.filter(({ party }) => party === ''),
      account,
    );
  const bySupplier = Map.groupBy(
    all.filter(({ account, party }) => party !== '' && (account === 'supplier' || account === 'vat')),
    ({ party }) => party,
  );
  return {
    providerCents: 0 - owed(all, 'provider'),
    bankCents: 0 - owed(all, 'bank'),
    receivablesCents: 0 - owed(all, 'receivables'),
    owedCents: owed(all, 'supplier') + owed(all, 'vat') - own('vat'),
    contributionCents: owed(all, 'contribution'),
    contributionVatCents: own('vat'),
    feesCents: 0 - owed(all, 'fees'),
    refundsCents: owed(all, 'refunds'),
    disputesCents: 0 - owed(all, 'disputes'),
    unsettledCents: owed(all, 'unsettled'),
    suppliers: [...bySupplier]
      .map(([supplierId, of]) => ({ supplierId, htCents: owed(of, 'supplier'), vatCents: owed(of, 'vat') }))
      .filter(({ htCents, vatCents }) => htCents !== 0 || vatCents !== 0),
  };
}
