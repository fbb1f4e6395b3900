import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

type Sums = { htCents: number; vatCents: number; totalCents: number };
type Row = Sums & {
  id: string;
  orderId: string;
  number: string;
  kind: string;
  order: string;
  issuedOn: string;
  buyer: string;
  state: string;
};

/** The invoices and credit notes of a supplier's month, each with its PDF, and their sum. */
export function IssuedInvoiceTable({
  slug,
  month,
  rows,
  totals,
}: {
  slug: string;
  month: string;
  rows: Row[];
  totals: Sums;
}) {
  const t = useMessages().payouts.issued;
  const locale = useLocale();
  const columns = [
    { name: t.columns.number },
    { name: t.columns.issuedOn },
    { name: t.columns.buyer },
    { name: t.columns.order },
    { name: t.columns.state },
    ...t.sums.map((name) => ({ name, numeric: true })),
  ];
  return (
    <>
      <p>{t.lead}</p>
      <p>
        {rows.length > 0 && (
          <>
            <a href={`/supplier/${slug}/payouts/${month}/invoices.zip`}>{t.download}</a> ·{' '}
          </>
        )}
        <a href={`/supplier/${slug}/payouts/${month}`}>{t.statement}</a>
      </p>
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <DataTable label={t.label} columns={columns} className="plain wide">
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={`/invoices/${row.id}.pdf`}>
                  {row.kind} {row.number} (PDF)
                </a>
              </th>
              <td>{formatDate(row.issuedOn, locale)}</td>
              <td>{row.buyer}</td>
              <td>
                <a href={`/supplier/${slug}/orders/${row.orderId}`}>{row.order}</a>
              </td>
              <td>{row.state}</td>
              <SumCells sums={row} />
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={5}>
              {t.total}
            </th>
            <SumCells sums={totals} />
          </tr>
        </DataTable>
      )}
    </>
  );
}

function SumCells({ sums }: { sums: Sums }) {
  const locale = useLocale();
  return (
    <>
      <td className="n">{formatMoney(sums.htCents, locale)}</td>
      <td className="n">{formatMoney(sums.vatCents, locale)}</td>
      <td className="n">{formatMoney(sums.totalCents, locale)}</td>
    </>
  );
}
