// A supplier's month from the books: sales, VAT, contribution and payouts of each order, between two balances.
import {
  firstMovementAt,
  listPartyMovements,
  owedBefore,
  type PartyMovement,
} from '#app/domain/books/party-movements.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { monthStart, nextMonth } from '#app/domain/shared/month.ts';

/** In cents. `leftCents` is sales with VAT, less the contribution with VAT, less what was paid out. */
export type StatementSums = {
  salesHtCents: number;
  salesVatCents: number;
  contributionHtCents: number;
  contributionVatCents: number;
  paidOutCents: number;
  leftCents: number;
};
export type SupplierStatementRow = StatementSums & { orderId: string; number: string; invoices: string[] };
export type SupplierStatement = {
  month: string;
  /** Owed to the supplier before the month and after it, incl. VAT; negative when the supplier owes. */
  openingCents: number;
  closingCents: number;
  rows: SupplierStatementRow[];
  totals: StatementSums;
};

/** The statement of a month (YYYY-MM): opening balance and rows add up to the closing balance, to the cent. */
export function supplierStatement(ctx: Ctx, supplierId: string, month: string): SupplierStatement {
  const from = isoUtc(monthStart(month, ctx.town));
  const to = isoUtc(monthStart(nextMonth(month), ctx.town));
  const byOrder = Map.groupBy(listPartyMovements(ctx, supplierId, { from, to }), ({ reference }) => reference);
  const ids = [...byOrder.keys()];
  const numbers = listOrderNumbers(ctx, ids);
  const invoices = Map.groupBy(
    listInvoices(ctx, ids).filter((one) => one.supplierId === supplierId && one.issuedAt >= from && one.issuedAt < to),
    ({ orderId }) => orderId,
  );
  const rows = [...byOrder].map(([orderId, movements]) => ({
    orderId,
    number: numbers.get(orderId) ?? orderId,
    invoices: (invoices.get(orderId) ?? []).map(({ number }) => number),
    ...sumsOf(movements),
  }));
  const totals = totalsOf(rows);
  const openingCents = owedBefore(ctx, supplierId, from);
  return { month, openingCents, closingCents: openingCents + totals.leftCents, rows, totals };
}

/** Months with a statement, the latest first: from the supplier's first entry to this month. */
export function listStatementMonths(ctx: Ctx, supplierId: string): string[] {
  const first = firstMovementAt(ctx, supplierId);
  if (first === undefined) return [];
  const months: string[] = [];
  const last = localDay(ctx.now, ctx.town).slice(0, 7);
  for (let month = localDay(new Date(first), ctx.town).slice(0, 7); month <= last; month = nextMonth(month))
    months.push(month);
  return months.reverse();
}

const payoutCodes = new Set<string>(['transfer', 'transfer-reversed', 'bank-payout']);

function sumsOf(movements: readonly PartyMovement[]): StatementSums {
  const cents = (of: (movement: PartyMovement) => boolean) => sum(movements.filter(of).map((one) => one.cents));
  const isSale = ({ code }: PartyMovement) => code !== 'contribution' && !payoutCodes.has(code);
  const isOwed = ({ account }: PartyMovement) => account === 'supplier' || account === 'vat';
  const contributionHtCents = cents(({ account }) => account === 'contribution');
  const contributionCents = -cents((one) => one.code === 'contribution' && isOwed(one));
  return {
    salesHtCents: cents((one) => isSale(one) && one.account === 'supplier'),
    salesVatCents: cents((one) => isSale(one) && one.account === 'vat'),
    contributionHtCents,
    contributionVatCents: contributionCents - contributionHtCents,
    paidOutCents: 0 - cents((one) => payoutCodes.has(one.code) && isOwed(one)),
    leftCents: cents(isOwed),
  };
}

function totalsOf(rows: readonly StatementSums[]): StatementSums {
  const total = (key: keyof StatementSums) => sum(rows.map((row) => row[key]));
  return {
    salesHtCents: total('salesHtCents'),
    salesVatCents: total('salesVatCents'),
    contributionHtCents: total('contributionHtCents'),
    contributionVatCents: total('contributionVatCents'),
    paidOutCents: total('paidOutCents'),
    leftCents: total('leftCents'),
  };
}
