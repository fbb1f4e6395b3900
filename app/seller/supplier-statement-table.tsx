import type { StatementSums, SupplierStatement } from '#app/domain/settlement/supplier-statement.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

/** A month of a supplier: a row for each order that moved, between the balance before and after it. */
export function SupplierStatementTable({ statement, slug }: { statement: SupplierStatement; slug: string }) {
  const t = useMessages().payouts.statement;
  const { month, rows, totals, openingCents, closingCents } = statement;
  const columns = [
    { name: t.columns.order },
    { name: t.columns.invoices },
    ...t.sums.map((name) => ({ name, numeric: true })),
  ];
  return (
    <>
      <p>{t.lead}</p>
      <p>
        <a href={`/supplier/${slug}/payouts/${month}.csv`}>{t.download}</a> ·{' '}
        <a href={`/supplier/${slug}/payouts/${month}/invoices`}>{t.issued}</a> ·{' '}
        <a href={`/supplier/${slug}/payouts`}>{t.back}</a>
      </p>
      <DataTable label={t.label} columns={columns} className="plain wide">
        <BalanceRow name={t.opening} cents={openingCents} />
        {rows.map((row) => (
          <tr key={row.orderId}>
            <th scope="row">
              <a href={`/supplier/${slug}/orders/${row.orderId}`}>{row.number}</a>
            </th>
            <td>{row.invoices.join(', ')}</td>
            <SumCells sums={row} />
          </tr>
        ))}
        <tr>
          <th scope="row">{t.total}</th>
          <td />
          <SumCells sums={totals} />
        </tr>
        <BalanceRow name={t.closing} cents={closingCents} />
      </DataTable>
    </>
  );
}

/** Its name takes the first column alone: on a phone that column stays over what scrolls. */
function BalanceRow({ name, cents }: { name: string; cents: number }) {
  const locale = useLocale();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="n" colSpan={7}>
        <b>{formatMoney(cents, locale)}</b>
      </td>
    </tr>
  );
}

/** Sales as they came in, then what was taken from them. */
function SumCells({ sums }: { sums: StatementSums }) {
  const locale = useLocale();
  const money = (cents: number) => <td className="n">{formatMoney(cents, locale)}</td>;
  return (
    <>
      {money(sums.salesHtCents)}
      {money(sums.salesVatCents)}
      {money(0 - sums.contributionHtCents)}
      {money(0 - sums.contributionVatCents)}
      {money(0 - sums.paidOutCents)}
      {money(sums.leftCents)}
    </>
  );
}
