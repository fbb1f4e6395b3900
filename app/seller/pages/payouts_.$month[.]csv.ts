import { stringify } from 'csv-stringify/sync';
import { type StatementSums, supplierStatement } from '#app/domain/settlement/supplier-statement.server.ts';
import { csvAmount, csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { askedMonth } from '#app/seller/statement-month.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;

/** The statement of a month as a file: the rows of its page, between the two balances. */
export const loader = supplierRouteHandler('seller/payouts_.$month[.]csv', (ctx, { supplier }, { params }) => {
  const month = askedMonth(params.month);
  const { statement: t } = ctx.t.payouts;
  const euros = (cents: number) => csvAmount(cents, ctx.locale);
  const cells = (sums: StatementSums) =>
    [
      sums.salesHtCents,
      sums.salesVatCents,
      0 - sums.contributionHtCents,
      0 - sums.contributionVatCents,
      0 - sums.paidOutCents,
      sums.leftCents,
    ].map(euros);
  const { rows, totals, openingCents, closingCents } = supplierStatement(ctx, supplier.id, month);
  const balance = (name: string, cents: number) => [name, '', '', '', '', '', '', euros(cents)];
  const records = [
    [t.columns.order, t.columns.invoices, ...t.sums],
    balance(t.opening, openingCents),
    ...rows.map((row) => [row.number, row.invoices.join(' '), ...cells(row)]),
    [t.total, '', ...cells(totals)],
    balance(t.closing, closingCents),
  ];
  return csvResponse([stringify(records, options)], `releve-${supplier.slug}-${month}.csv`);
});
