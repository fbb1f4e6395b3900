import { useLoaderData } from '@remix-run/react';
import { salesByMonth, sumDue } from '#app/domain/orders/sales.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatMoney, formatMonth, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/sales._index', (ctx, { supplier, roles }) => ({
  ...sellerHeader({ supplier, roles }, ctx.t.fulfilment.sales.title),
  months: salesByMonth(ctx, supplier.id),
  ...sumDue(ctx, supplier.id),
}));

export default function Sales() {
  const { supplier, months, dueCents, waitingCents } = useLoaderData<typeof loader>();
  const { fulfilment: prepare, contribution } = useMessages();
  const s = prepare.sales;
  const { link } = contribution;
  const locale = useLocale();
  const money = (cents: number) => formatMoney(cents, locale);
  return (
    <SellerLayout supplier={supplier}>
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
        <a href={`/supplier/${supplier.slug}/sales/impact`}>{link}</a>
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
            <a className="button" href={`/supplier/${supplier.slug}/sales.csv`}>
              {s.export}
            </a>
          </p>
        </>
      )}
    </SellerLayout>
  );
}
