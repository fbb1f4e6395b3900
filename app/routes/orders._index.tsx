import { useLoaderData } from '@remix-run/react';
import { listOwnOrders } from '#app/domain/orders/orders.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatMoney } from '#app/i18n/format.ts';

export const meta = titled;

export const loader = answer('orders._index', (visit) => ({
  title: visit.t.order.listTitle,
  orders: listOwnOrders(visit).map(({ id, number, placedAt, totalCents, state, suppliers }) => ({
    id,
    number,
    placedAt,
    totalCents,
    state,
    suppliers,
  })),
}));

export default function Orders() {
  const { orders } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <h1>{t.order.listTitle}</h1>
      {orders.length === 0 ? (
        <div className="panel mt-6 grid gap-3">
          <p>{t.order.none}</p>
          <p>
            <a className="button main" href="/offers">
              {t.basket.toMarket}
            </a>
          </p>
        </div>
      ) : (
        <div className="panel mt-6 overflow-x-auto" role="region" aria-label={t.order.listTitle} tabIndex={0}>
          <table className="plain stack">
            <thead>
              <tr>
                <th scope="col">{t.order.number}</th>
                <th scope="col">{t.order.date}</th>
                <th scope="col">{t.order.suppliers}</th>
                <th scope="col">{t.order.state}</th>
                <th scope="col" className="n">
                  {t.ttc}
                </th>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.id}>
                  <td>
                    <a href={`/orders/${order.id}`}>{order.number}</a>
                  </td>
                  <td>{formatDate(order.placedAt, locale)}</td>
                  <td>{order.suppliers.join(', ')}</td>
                  <td>{t.order.states[order.state]}</td>
                  <td className="n">{formatMoney(order.totalCents, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
