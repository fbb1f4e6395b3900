import { useLoaderData } from '@remix-run/react';
import { EmptyPanel } from '#app/buyer/empty-panel.tsx';
import { listArrivals } from '#app/domain/orders/arrivals.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { Pager } from '#app/ui/pager.tsx';

export const meta = pageMeta;

const perPage = 60;

export const loader = routeHandler('buyer/orders.calendar', (ctx) => {
  const asked = integerParam(ctx.url.searchParams.get('page'), 1, 1_000_000) ?? 1;
  const { count, arrivals: parts } = listArrivals(ctx, { limit: perPage, offset: (asked - 1) * perPage });
  const last = Math.max(1, Math.ceil(count / perPage));
  const arrivals = parts.map(({ lines, ...arrival }) => ({
    ...arrival,
    lines: lines.map((line) => ({ quantity: line.quantity, name: translated(line.name, ctx.locale) })),
  }));
  return {
    title: ctx.t.calendar.title,
    pageTitle: pageTitle(ctx.t.calendar.title, {
      count,
      state: asked > 1 ? ctx.t.pages.of(asked, last) : null,
    }),
    page: asked,
    last,
    search: ctx.url.search,
    days: [...Map.groupBy(arrivals, ({ day }) => day ?? '')].map(([day, parts]) => ({ day, parts })),
  };
});

type Part = ReturnType<typeof useLoaderData<typeof loader>>['days'][number]['parts'][number];

export default function Calendar() {
  const { title, days, page, last, search } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="wrap section">
      <p className="small no-print">
        <a href="/orders">{t.order.listTitle}</a>
      </p>
      <h1 className="mt-2">{title}</h1>
      <p className="no-print mt-2">
        <a href="/account/calendars">{t.calendar.subscribe}</a>
      </p>
      {days.length === 0 && (
        <EmptyPanel>
          <p>{t.calendar.none}</p>
        </EmptyPanel>
      )}
      <div className="mt-6 grid gap-6">
        {days.map(({ day, parts }) => (
          <section key={day}>
            <h2>{day ? formatDay(day, locale) : t.calendar.noDay}</h2>
            <ul className="panel rows mt-2">
              {parts.map((part) => (
                <Arrival key={part.orderId + part.supplierId} part={part} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Pager page={page} last={last} search={search} />
    </div>
  );
}

function Arrival({ part }: { part: Part }) {
  const t = useMessages();
  return (
    <li>
      <p>
        <b>{part.supplierName}</b> · {t.delivery[part.choice]} · {t.order.todo[part.state]} ·{' '}
        <a href={`/orders/${part.orderId}`}>{part.number}</a>
      </p>
      <ul className="small">
        {part.lines.map(({ quantity, name }) => (
          <li key={name}>
            {quantity} × {name}
          </li>
        ))}
      </ul>
      {isPartOpen(part.state) && <p>{t.orderChanges.code(part.handOverCode)}</p>}
    </li>
  );
}
