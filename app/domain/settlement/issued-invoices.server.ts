// The invoices and credit notes of a month, of who issued and of who received them. Reads only.
import { receivablesByReference } from '#app/domain/books/balances.server.ts';
import { invoiceTotals } from '#app/domain/invoicing/invoice.ts';
import {
  type Invoice,
  listInvoicedOrders,
  listInvoices,
  listSupplierInvoices,
} from '#app/domain/invoicing/invoices.server.ts';
import { listOrganisationOrdersIn } from '#app/domain/orders/organisation-orders.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { monthStart, nextMonth } from '#app/domain/shared/month.ts';

/**
 * `paid` on the market, on `paidOn`; `owed` by bank transfer until `dueOn`; `settled`: its order owes nothing any
 * more. A credit note is `given-back` to the means of payment, or `set-off` against what the order owes.
 */
export type IssuedState = 'paid' | 'owed' | 'settled' | 'given-back' | 'set-off';
/** Amounts in cents, of a credit note negative. `creditNotes` are the numbers of those that correct it. */
export type IssuedInvoice = {
  invoice: Invoice;
  state: IssuedState;
  creditNotes: string[];
} & IssuedSums;
export type IssuedSums = { htCents: number; vatCents: number; totalCents: number };

/** Documents that a supplier issued in a month (YYYY-MM), the earliest first, and their sums less credit notes. */
export function listIssuedInvoices(
  ctx: Ctx,
  supplierId: string,
  month: string,
): { rows: IssuedInvoice[]; totals: IssuedSums } {
  const issued = invoicesOfMonth(ctx, supplierId, month);
  const orderIds = [...new Set(issued.map(({ orderId }) => orderId))];
  const owed = receivablesByReference(ctx, orderIds);
  const corrections = Map.groupBy(listInvoices(ctx, orderIds), ({ corrects }) => corrects);
  const rows = issued.map((invoice) => ({
    invoice,
    state: stateOf(invoice, owed.get(invoice.orderId) ?? 0),
    creditNotes: (corrections.get(invoice.id) ?? []).map(({ number }) => number),
    ...signedTotals(invoice),
  }));
  const total = (key: keyof IssuedSums) => sum(rows.map((row) => row[key]));
  return { rows, totals: { htCents: total('htCents'), vatCents: total('vatCents'), totalCents: total('totalCents') } };
}

/** Invoices and credit notes that a supplier issued in a month (YYYY-MM) of the town. */
export function invoicesOfMonth(ctx: Ctx, supplierId: string, month: string): Invoice[] {
  const [from, to] = [month, nextMonth(month)].map((one) => isoUtc(monthStart(one, ctx.town)));
  return listSupplierInvoices(ctx, supplierId, { from: from!, to: to! });
}

/** Invoices and credit notes issued to the actor's organisations in a month (YYYY-MM) of the town. */
export function listOwnInvoices(ctx: Ctx, month: string): Invoice[] {
  const [from, to] = [month, nextMonth(month)].map((one) => isoUtc(monthStart(one, ctx.town)));
  const span = { from: from!, to: to! };
  const own = listOrganisationOrdersIn(ctx, { from: '', to: '' }, listInvoicedOrders(ctx, span));
  return listInvoices(ctx, [...own.keys()]).filter(({ issuedAt }) => issuedAt >= span.from && issuedAt < span.to);
}

function stateOf({ kind, content }: Invoice, owedCents: number): IssuedState {
  if (kind === 'credit-note') return content.paidOn === null ? 'set-off' : 'given-back';
  if (content.paidOn !== null) return 'paid';
  return owedCents > 0 ? 'owed' : 'settled';
}

function signedTotals({ kind, content }: Invoice): IssuedSums {
  const { htCents, vatCents, totalCents } = invoiceTotals(content);
  return kind === 'invoice'
    ? { htCents, vatCents, totalCents }
    : { htCents: 0 - htCents, vatCents: 0 - vatCents, totalCents: 0 - totalCents };
}
