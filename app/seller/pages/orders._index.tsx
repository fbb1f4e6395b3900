import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { confirmPart } from '#app/domain/fulfilment/hand-over.server.ts';
import { listPartsDone, listPartsToPrepare } from '#app/domain/orders/parts.server.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { goTo } from '#app/http/form-answer.ts';
import { rowId } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDate, formatDay } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { viewPart } from '#app/seller/part-view.server.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/orders._index', (ctx, { supplier, roles }) => {
  const parts = listPartsToPrepare(ctx, supplier.id).map((part) => viewPart(ctx, part));
  const days = [...Map.groupBy(parts, (part) => part.deliverOn ?? '')];
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.fulfilment.title, {
      page: ctx.t.fulfilment.toPrepare,
      count: parts.length,
    }),
    count: parts.length,
    days: days.map(([day, own]) => ({ day, parts: own })),
    done: listPartsDone(ctx, supplier.id, 20).map((part) => viewPart(ctx, part)),
  };
});

export const action = supplierFormAction('seller/orders._index', {
  confirm: {
    schema: z.object({ order: rowId }),
    run(ctx, { supplier }, { order }) {
      const confirmed = confirmPart(ctx, supplier.id, order);
      return goTo(`/supplier/${supplier.slug}/orders`, confirmed ? null : ['part.not-now']);
    },
  },
});

export default function PartsToPreparePage() {
  const { supplier, count, days, done } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.fulfilment;
  const locale = useLocale();
  const base = `/supplier/${supplier.slug}/orders`;
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead(count)}</p>
      {count === 0 && <p>{messages.empty}</p>}
      {count > 0 && (
        <p className="flex flex-wrap gap-3">
          <a className="button" href={`${base}/picking`}>
            {messages.picking}
          </a>
          <a className="button" href={`${base}/slips`}>
            {messages.slips}
          </a>
        </p>
      )}
      {days.map(({ day, parts }) => (
        <section key={day} className="panel">
          <h2>{day ? formatDay(day, locale) : messages.noDay}</h2>
          <ul className="rows">
            {parts.map((part) => (
              <li key={part.orderId} className="row-act">
                <div>
                  <p>
                    <a className="font-semibold" href={`${base}/${part.orderId}`}>
                      {messages.order(part.number)}
                    </a>{' '}
                    {messages.forWhom(part.buyer)}
                  </p>
                  <p className="small">
                    {t.delivery[part.choice]} · {part.where}
                  </p>
                  <p className="small">{part.lines.map((line) => `${line.quantity} × ${line.name}`).join(' · ')}</p>
                </div>
                {part.state === 'to-prepare' ? (
                  <PostForm intents={['confirm']} hiddenFields={{ order: part.orderId }}>
                    <button
                      type="submit"
                      className="button main"
                      name="intent"
                      value="confirm"
                      aria-label={`${messages.confirm}${t.colon}${messages.order(part.number)}`}
                    >
                      {messages.confirm}
                    </button>
                  </PostForm>
                ) : (
                  <span className="state state-done">{messages.confirmed}</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {done.length > 0 && (
        <section className="panel">
          <h2>{messages.done}</h2>
          <ul className="rows">
            {done.map((part) => (
              <li key={part.orderId}>
                <a href={`${base}/${part.orderId}`}>{messages.order(part.number)}</a> {messages.forWhom(part.buyer)}
                {part.handedOverAt && <span className="small">, {formatDate(part.handedOverAt, locale)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </SellerLayout>
  );
}
