import { useLoaderData } from '@remix-run/react';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { orderFilters } from '#app/domain/orders/order.ts';
import { countOwnOrders, listOwnOrders } from '#app/domain/orders/own-orders.server.ts';
import { accountingMonths } from '#app/domain/settlement/accounting.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDate, formatMoney, formatMonth } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 40;

export const loader = routeHandler('buyer/orders._index', (ctx) => {
  const filter = orderFilters.find((known) => known === ctx.url.searchParams.get('show')) ?? null;
  const count = countOwnOrders(ctx, filter);
  const last = Math.max(1, Math.ceil(count / perPage));
  const page = Math.min(last, integerParam(ctx.url.searchParams.get('page'), 1, 1_000_000) ?? 1);
  const orders = listOwnOrders(ctx, { filter, limit: perPage, offset: (page - 1) * perPage }).map(
    ({ id, number, placedAt, currentCents, progress, payment, suppliers }) => ({
      id,
      number,
      placedAt,
      currentCents,
      state: payment === 'account' && progress === 'paid' ? ('account' as const) : progress,
      suppliers,
    }),
  );
  return {
    title: pageTitle(ctx.t.order.listTitle, {
      count,
      state: [filter && ctx.t.order.filters[filter], page > 1 && ctx.t.pages.of(page, last)].filter(Boolean).join(', '),
    }),
    months: accountingMonths(ctx),
    any: count > 0 || countOwnOrders(ctx, null) > 0,
    filter,
    page,
    last,
    search: ctx.url.search,
    orders,
  };
});

export default function OwnOrdersPage() {
  const { orders, any, filter, months, page, last, search } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <h1>{t.order.listTitle}</h1>
      {any && (
        <p className="mt-2">
          <a href="/orders/calendar">{t.calendar.link}</a>
          {' · '}
          <a href="/account/calendars">{t.calendar.subscribe}</a>
          {' · '}
          <a href="/statement">{t.statement.link}</a>
        </p>
      )}
      {any && (
        <nav aria-label={t.order.filterLabel} className="mt-4">
          <ul className="flex flex-wrap gap-2">
            {[null, ...orderFilters].map((name) => (
              <li key={name ?? 'all'}>
                <a
                  className="pill"
                  href={name ? `/orders?show=${name}` : '/orders'}
                  aria-current={filter === name ? 'true' : undefined}
                >
                  {t.order.filters[name ?? 'all']}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {orders.length === 0 ? (
        <EmptyPanel>
          <p>{any ? t.order.noneOfThese : t.order.none}</p>
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
                <td className="n">{formatMoney(order.currentCents, locale)}</td>
              </tr>
            ))}
          </DataTable>
        </div>
      )}
      <Pager page={page} last={last} search={search} />
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
