// Compares the books with the rows that they describe: orders, refunds, transfers and disputes.
import { type Balance, listBalances, listWrongBalances } from '#app/domain/books/balances.server.ts';
import {
  countEntries,
  type EntrySum,
  listUnbalancedEntries,
  sumEntries,
  sumEntriesUnder,
} from '#app/domain/books/entry-sums.server.ts';
import { writeBooksCheck } from '#app/domain/books/kept-check.server.ts';
import { listPaidTotals, type OrderTotal } from '#app/domain/orders/orders.server.ts';
import { listLosses } from '#app/domain/payments/dispute-rows.server.ts';
import { listRefundAmounts } from '#app/domain/payments/refunds.server.ts';
import { listTransferred } from '#app/domain/payments/transfers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { listClaimSums } from './claim-rows.server.ts';

export type BooksCheck = { entries: number; problems: string[] };

/**
 * Invariants within our own database: every entry balances, the kept balances are the sums of their postings, and every
 * paid order, refund, transfer and lost dispute is entered exactly once.
 */
export function checkBooks(ctx: Pick<Ctx, 'db'>): BooksCheck {
  return { entries: countEntries(ctx), problems: booksChecks.flatMap((check) => check(ctx)) };
}

/** Stores what came of a check of the books; `check` runs `checkBooks` beside requests. */
export async function keepBooksCheck(
  ctx: Pick<Ctx, 'db' | 'now'>,
  check: () => Promise<BooksCheck>,
): Promise<BooksCheck> {
  const checked = await check();
  writeBooksCheck(ctx, checked);
  return checked;
}

const byReference = ({ reference }: EntrySum) => reference;

const booksChecks: ((ctx: Pick<Ctx, 'db'>) => string[])[] = [
  (ctx) =>
    listUnbalancedEntries(ctx).map(
      ({ key, debitCents, creditCents }) => `entry ${key}: debits ${debitCents}, credits ${creditCents}`,
    ),
  (ctx) =>
    listWrongBalances(ctx).map(({ account, party }) => `balance ${account} ${party}: not the sum of its postings`),
  (ctx) => {
    const paid = sumEntries(ctx, { code: 'payment', account: 'provider', side: 'debit' });
    return differing('order', listOrderSums(ctx, 'online'), sumBy(paid, byReference));
  },
  (ctx) => {
    const invoiced = sumEntries(ctx, { code: 'invoiced', account: 'receivables', side: 'debit' });
    return differing('order on account', listOrderSums(ctx, 'account'), sumBy(invoiced, byReference));
  },
  (ctx) => {
    const agreed = sumEntries(ctx, { code: 'refund-agreed', account: 'refunds', side: 'credit' });
    const rows = listRefundAmounts(ctx).map(({ id, agreedCents: cents }) => ({ id, cents }));
    return differing('refund agreed', rows, sumBy(agreed, subjectOf));
  },
  (ctx) => {
    const paidOut = sumEntries(ctx, { code: 'refund-paid', account: 'provider', side: 'credit' });
    const rows = listRefundAmounts(ctx).map(({ id, paidCents: cents }) => ({ id, cents }));
    return differing('refund paid', rows, sumBy(paidOut, subjectOf));
  },
  (ctx) => {
    const paid = sumEntries(ctx, { code: 'claim-paid', account: 'provider', side: 'debit' });
    return differing('claim', listClaimSums(ctx), sumBy(paid, byReference));
  },
  (ctx) => differing('transfer', listTransferred(ctx), sumBy(sumEntriesUnder(ctx, 'transfer:', 'provider'), subjectOf)),
  (ctx) => {
    const lost = sumEntries(ctx, { code: 'dispute-lost', account: 'disputes', side: 'credit' });
    const effective = lost.filter(({ reversed }) => !reversed);
    return differing('dispute', listLosses(ctx), sumBy(effective, subjectOf));
  },
];

function listOrderSums(ctx: Pick<Ctx, 'db'>, by: OrderTotal['payment']): { id: string; cents: number }[] {
  return listPaidTotals(ctx)
    .filter(({ payment }) => payment === by)
    .map(({ orderId: id, totalCents: cents }) => ({ id, cents }));
}

/** The id of a refund, transfer or dispute: second in its entries' keys, such as `refund-paid:rfd_1:2`. */
function subjectOf({ key }: EntrySum): string {
  return key.split(':')[1] ?? '';
}

function sumBy(entries: readonly EntrySum[], subject: (entry: EntrySum) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of entries) sums.set(subject(entry), (sums.get(subject(entry)) ?? 0) + entry.cents);
  return sums;
}

function differing(
  what: string,
  rows: readonly { id: string; cents: number }[],
  booked: Map<string, number>,
): string[] {
  return rows
    .filter(({ id, cents }) => cents !== (booked.get(id) ?? 0))
    .map(({ id, cents }) => `${what} ${id}: ${cents} cents, the books say ${booked.get(id) ?? 0}`);
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
  reservesCents: number;
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
    reservesCents: 0 - owed(all, 'reserves'),
    suppliers: [...bySupplier]
      .map(([supplierId, of]) => ({ supplierId, htCents: owed(of, 'supplier'), vatCents: owed(of, 'vat') }))
      .filter(({ htCents, vatCents }) => htCents !== 0 || vatCents !== 0),
  };
}
