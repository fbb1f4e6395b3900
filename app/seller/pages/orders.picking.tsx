import { useLoaderData } from '@remix-run/react';
import { listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDay, formatMass } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { viewPart } from '#app/seller/part-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

/** Picking list by day: summed by product, or order by order. */
export const loader = supplierRouteHandler('seller/orders.picking', (ctx, { supplier, roles }) => {
  const parts = listPartsToPrepare(ctx, supplier.id).map((part) => viewPart(ctx, part));
  const byOrder = ctx.url.searchParams.get('by') === 'order';
  const days = [...Map.groupBy(parts, (part) => part.deliverOn ?? '')].map(([day, own]) => {
    const lines = own.flatMap((part) =>
      part.lines.filter((line) => line.quantity > 0).map((line) => ({ ...line, part })),
    );
    const groups = [
      ...Map.groupBy(lines, (line) => (byOrder ? `${line.part.number}:${line.line}` : String(line.offerId))),
    ];
    return {
      day,
      rows: groups.map(([key, same]) => ({
        key,
        name: same[0]!.name,
        quantity: same.reduce((sum, line) => sum + line.quantity, 0),
        massGrams: same.reduce((sum, line) => sum + (line.weighing?.grams ?? line.massGrams), 0),
        orders: same.map((line) => `${line.part.number} (${line.quantity})`).join(', '),
        toWeigh: same
          .filter((line) => line.weighing && line.weighing.grams === null)
          .map(({ part: { orderId, number } }) => ({ orderId, number })),
      })),
    };
  });
  return { ...sellerHeader({ supplier, roles }, ctx.t.fulfilment.picking, { count: parts.length }), byOrder, days };
});

export default function Picking() {
  const { supplier, byOrder, days } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  const base = `/supplier/${supplier.slug}/orders/picking`;
  return (
    <SellerLayout supplier={supplier}>
      <ul className="no-print flex flex-wrap gap-2">
        <li>
          <a className="pill" href={base} aria-current={byOrder ? undefined : 'true'}>
            {messages.byProduct}
          </a>
        </li>
        <li>
          <a className="pill" href={`${base}?by=order`} aria-current={byOrder ? 'true' : undefined}>
            {messages.byOrder}
          </a>
        </li>
      </ul>
      <p className="no-print">
        <a href={`/supplier/${supplier.slug}/orders`}>{messages.backToOrders}</a>
      </p>
      {days.length === 0 && <p>{messages.lead(0)}</p>}
      {days.map(({ day, rows }) => (
        <section key={day} className="panel">
          <h2>{day ? formatDay(day, locale) : messages.noDay}</h2>
          <DataTable
            label={day ? formatDay(day, locale) : messages.noDay}
            columns={[
              { name: messages.quantity, numeric: true },
              { name: t.offerEditor.name },
              { name: t.offer.mass, numeric: true },
              { name: messages.title },
            ]}
          >
            {rows.map((row) => (
              <tr key={row.key}>
                <td className="n pr-4 font-semibold">{row.quantity}</td>
                <td>{row.name}</td>
                <td className="n">{row.massGrams > 0 ? formatMass(row.massGrams, locale) : ''}</td>
                <td className="pl-4">
                  {row.orders}
                  {row.toWeigh.map(({ orderId, number }) => (
                    <a
                      key={orderId}
                      className="no-print block"
                      href={`/supplier/${supplier.slug}/orders/${orderId}#weigh`}
                    >
                      {t.weighed.toWeigh}
                      {t.colon}
                      {number}
                    </a>
                  ))}
                </td>
              </tr>
            ))}
          </DataTable>
        </section>
      ))}
    </SellerLayout>
  );
}
