import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { listPartsDone, listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { confirmPart } from '#app/domain/preparing/hand-over.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { viewPart } from '#app/http/part-view.server.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatDay } from '#app/i18n/format.ts';
import { Desk } from '#app/ui/desk-nav.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.orders._index', (visit, { supplier }) => {
  const parts = listPartsToPrepare(visit, supplier.id).map((part) => viewPart(visit, part));
  const days = [...Map.groupBy(parts, (part) => part.deliverOn ?? '')];
  return {
    ...stallHead(supplier, visit.t.prepare.title),
    count: parts.length,
    days: days.map(([day, own]) => ({ day, parts: own })),
    done: listPartsDone(visit, supplier.id, 20).map((part) => viewPart(visit, part)),
  };
});

export const action = actStall('supplier.$slug.orders._index', {
  confirm(visit, { supplier }, form) {
    confirmPart(visit, supplier.id, String(form.get('order')));
    return redirect(`/supplier/${supplier.slug}/orders`, 303);
  },
});

export default function Orders() {
  const { stall, count, days, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const p = t.prepare;
  const locale = useLocale();
  const base = `/supplier/${stall.slug}/orders`;
  return (
    <Desk stall={stall}>
      <p className="lead">{p.lead(count)}</p>
      {count === 0 && <p>{p.empty}</p>}
      {count > 0 && (
        <p className="flex flex-wrap gap-3">
          <a className="button" href={`${base}/picking`}>
            {p.picking}
          </a>
          <a className="button" href={`${base}/slips`}>
            {p.slips}
          </a>
        </p>
      )}
      {days.map(({ day, parts }) => (
        <section key={day} className="panel">
          <h2>{day ? formatDay(day, locale) : p.noDay}</h2>
          <ul className="rows">
            {parts.map((part) => (
              <li key={part.orderId} className="row-act">
                <div>
                  <p>
                    <a className="font-semibold" href={`${base}/${part.orderId}`}>
                      {p.order(part.number)}
                    </a>{' '}
                    {p.forWhom(part.buyer)}
                  </p>
                  <p className="small">
                    {t.delivery[part.choice]} · {part.where}
                  </p>
                  <p className="small">{part.lines.map((line) => `${line.quantity} × ${line.name}`).join(' · ')}</p>
                </div>
                {part.state === 'to-prepare' ? (
                  <Form method="post">
                    <input type="hidden" name="order" value={part.orderId} />
                    <button
                      type="submit"
                      className="button main"
                      name="intent"
                      value="confirm"
                      aria-label={`${p.confirm}${t.colon}${p.order(part.number)}`}
                    >
                      {p.confirm}
                    </button>
                  </Form>
                ) : (
                  <span className="state state-done">{p.confirmed}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {done.length > 0 && (
        <section className="panel">
          <h2>{p.done}</h2>
          <ul className="rows">
            {done.map((part) => (
              <li key={part.orderId}>
                <a href={`${base}/${part.orderId}`}>{p.order(part.number)}</a> {p.forWhom(part.buyer)}
                {part.handedOverAt && <span className="small">, {formatDate(part.handedOverAt, locale)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Desk>
  );
}
