import { useLoaderData } from '@remix-run/react';
import { salesByMonth, sumDue } from '#app/domain/orders/sales.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatMoney, formatMonth, formatNumber } from '#app/i18n/format.ts';
import { DataTable } from '#app/ui/data-table.tsx';
import { Desk } from '#app/ui/desk-nav.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.sales._index', (visit, { supplier }) => ({
  ...stallHead(supplier, visit.t.prepare.sales.title),
  months: salesByMonth(visit, supplier.id),
  ...sumDue(visit, supplier.id),
}));

export default function Sales() {
  const { stall, months, dueCents, waitingCents } = useLoaderData<typeof loader>();
  const { prepare, contribution } = useMessages();
  const s = prepare.sales;
  const { link } = contribution;
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  return (
    <Desk stall={stall}>
      <div className="grid gap-4 sm:grid-cols-2">
        <section className="panel">
          <h2>{s.due}</h2>
          <p className="headline-price">
            <b>{money(dueCents)}</b>
          </p>
          <p className="small">{s.dueLead}</p>
        </section>
        <section className="panel">
          <h2>{s.waiting}</h2>
          <p className="headline-price">
            <b>{money(waitingCents)}</b>
          </p>
          <p className="small">{s.paidOut}</p>
        </section>
      </div>
      <p>
        <a href={`/supplier/${stall.slug}/sales/impact`}>{link}</a>
      </p>
      {months.length === 0 ? (
        <p>{s.none}</p>
      ) : (
        <>
          <DataTable
            label={s.title}
            columns={[
              { name: s.month },
              { name: s.orders, numeric: true },
              { name: s.ht, numeric: true },
              { name: s.vat, numeric: true },
              { name: s.refunded, numeric: true },
              { name: s.net, numeric: true },
            ]}
          >
            {months.map((row) => (
              <tr key={row.month}>
                <td>{formatMonth(row.month, locale)}</td>
                <td className="n">{formatNumber(row.orders, locale)}</td>
                <td className="n">{money(row.htCents)}</td>
                <td className="n">{money(row.vatCents)}</td>
                <td className="n">{money(row.refundedCents)}</td>
                <td className="n">{money(row.htCents + row.vatCents - row.refundedCents)}</td>
              </tr>
            ))}
          </DataTable>
          <p className="no-print">
            <a className="button" href={`/supplier/${stall.slug}/sales.csv`}>
              {s.export}
            </a>
          </p>
        </>
      )}
    </Desk>
  );
}
