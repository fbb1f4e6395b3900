import { useLoaderData } from '@remix-run/react';
import { getSupplierPart, listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDay, formatMass } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { viewPart } from '#app/seller/part-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';

export const meta = pageMeta;

/** Printable delivery slips, one sheet per order. */
export const loader = supplierRouteHandler('seller/orders.slips', (ctx, { supplier, roles }) => {
  const one = ctx.url.searchParams.get('order');
  const parts = one ? [getSupplierPart(ctx, supplier.id, one)] : listPartsToPrepare(ctx, supplier.id);
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.fulfilment.slips, { count: parts.length }),
    from: [supplier.legalName, supplier.address, supplier.phone, `SIRET ${supplier.siret}`],
    parts: parts.map((part) => viewPart(ctx, part)),
  };
});

export default function Slips() {
  const { supplier, from, parts } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="no-print">
        <a href={`/supplier/${supplier.slug}/orders`}>{messages.backToOrders}</a>
      </p>
      {parts.length === 0 && <p>{messages.lead(0)}</p>}
      {parts.map((part) => (
        <article key={part.orderId} className="panel slip">
          <h2>{messages.slip.title(part.number)}</h2>
          <p>
            {t.delivery[part.choice]}
            {part.deliverOn && `, ${formatDay(part.deliverOn, locale)}`}
          </p>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <p>
              <span className="small">{messages.slip.by}</span>
              <br />
              {from.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </p>
            <p>
              <span className="small">{messages.slip.to}</span>
              <span className="block">{part.buyer}</span>
              <span className="block">{part.where}</span>
              <span className="block">{part.contact}</span>
            </p>
          </div>
          <table className="plain mt-3">
            <tbody>
              {part.lines
                .filter((line) => line.quantity > 0)
                .map((line) => (
                  <tr key={line.line}>
                    <td className="n pr-4">{line.quantity} ×</td>
                    <td>{line.name}</td>
                    <td className="n">{line.massGrams > 0 ? formatMass(line.massGrams, locale) : ''}</td>
                  </tr>
                ))}
            </tbody>
          </table>
          {part.packaging.lent > 0 && <p className="mt-3">{t.offer.lent(String(part.packaging.lent))}</p>}
          {part.note && (
            <p className="mt-3">
              {messages.note}
              {t.colon}
              {part.note}
            </p>
          )}
          <p className="mt-6 border-t border-line pt-2 small">{messages.slip.signature}</p>
        </article>
      ))}
    </SellerLayout>
  );
}
