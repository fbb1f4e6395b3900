import { useLoaderData } from '@remix-run/react';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { listOwnOrders } from '#app/domain/orders/orders.server.ts';
import { accountingMonths } from '#app/domain/settlement/accounting.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDate, formatMoney, formatMonth } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';

export const meta = pageMeta;

export const loader = routeHandler('buyer/orders._index', (ctx) => {
  const orders = listOwnOrders(ctx).map(({ id, number, placedAt, totalCents, state, payment, suppliers }) => ({
    id,
    number,
    placedAt,
    totalCents,
    state: payment === 'account' ? ('account' as const) : state,
    suppliers,
  }));
  return { title: pageTitle(ctx.t.order.listTitle, { count: orders.length }), months: accountingMonths(ctx), orders };
});

export default function OwnOrdersPage() {
  const { orders, months } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <h1>{t.order.listTitle}</h1>
      {orders.length > 0 && (
        <p className="mt-2">
          <a href="/orders/calendar">{t.calendar.link}</a>
          {' · '}
          <a href="/statement">{t.statement.link}</a>
        </p>
      )}
      {orders.length === 0 ? (
        <EmptyPanel>
          <p>{t.order.none}</p>
        </EmptyPanel>
      ) : (
        <div className="panel mt-6">
          <DataTable
            label={t.order.listTitle}
            columns={[
              { name: t.order.number },
              { name: t.order.date },
              { name: t.order.suppliers },
              { name: t.order.state },
              { name: t.ttc, numeric: true },
            ]}
            className="plain stack"
          >
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
          </DataTable>
        </div>
      )}
      {months.length > 0 && <ForAccountant months={months} />}
    </div>
  );
}

function ForAccountant({ months }: { months: string[] }) {
  const { accounting: t, invoices } = useMessages();
  const locale = useLocale();
  return (
    <form action="/orders/accounting.csv" className="panel mt-6 grid max-w-xl gap-3">
      <h2>{t.title}</h2>
      <p className="small">{t.lead}</p>
      <label className="field">
        <span className="font-semibold">{t.month}</span>
        <select className="input" name="month">
          {months.map((month) => (
            <option key={month} value={month}>
              {formatMonth(month, locale)}
            </option>
          ))}
        </select>
      </label>
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button quiet">
          {t.download}
        </button>
        <button type="submit" className="button quiet" formAction="/orders/month.zip">
          {invoices.month}
        </button>
      </div>
    </form>
  );
}
