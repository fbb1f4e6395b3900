import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { ImpactTicketPanel } from '#app/buyer/impact-ticket.tsx';
import { OrderParts } from '#app/buyer/order-parts.tsx';
import { OrderProposals } from '#app/buyer/order-proposals.tsx';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { orderView } from '#app/buyer/order-view.server.ts';
import { applyOrderChange } from '#app/buyer/part-changes.server.ts';
import { refillBasket } from '#app/domain/checkout/refill-basket.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { answerProposal } from '#app/domain/fulfilment/proposals.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { readForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export const handle = { js: true };
export const meta = pageMeta;

export const loader = routeHandler('buyer/orders.$orderId._index', (ctx, { params, request }: LoaderFunctionArgs) =>
  orderView(ctx, getOwnOrder(ctx, params.orderId ?? ''), new URL(request.url).searchParams),
);

export const action = routeHandler(
  'buyer/orders.$orderId._index',
  async (ctx, { params, request }: ActionFunctionArgs) => {
    const form = await readForm(request);
    const intent = form.get('intent');
    const whole = getOwnOrder(ctx, params.orderId ?? ''); // read after the body, which may arrive slowly
    if (intent === 'pay') {
      try {
        const payment = await startPayment(ctx, whole, ctx.services.env.origin, ctx.t.checkout.deliveryBy);
        return redirect(payment.ok ? payment.url : `/orders/${whole.order.id}`, 303);
      } catch (error) {
        ctx.services.log.error({ err: error, requestId: ctx.requestId }, 'payment could not start');
        return redirect(`/orders/${whole.order.id}?payment=down`, 303);
      }
    }
    if (intent === 'accept' || intent === 'refuse') {
      const answered = answerProposal(ctx, whole.order.id, String(form.get('proposal')), intent === 'accept');
      const flash = answered.ok
        ? intent === 'accept'
          ? `given:${answered.refundCents}`
          : 'refused'
        : flashOf[answered.reason];
      return redirect(`/orders/${whole.order.id}?told=${flash}`, 303);
    }
    if (intent === 'cancel' || intent === 'return') {
      const flash = applyOrderChange(ctx, whole.order.id, intent, form);
      return redirect(`/orders/${whole.order.id}?told=${flash}`, 303);
    }
    const { basketId, missing } = refillBasket(ctx, whole, ctx.basketId);
    return redirect(missing > 0 ? `/basket?missing=${missing}` : '/basket', {
      status: 303,
      headers: basketId ? { 'set-cookie': basketCookie(basketId, ctx.secure) } : {},
    });
  },
);

const flashOf = { 'not-now': 'no-longer', 'no-stock': 'no-stock' } as const;

export default function OrderPage() {
  const {
    order,
    totals,
    parts,
    waiting,
    cancelled,
    paymentDown,
    composites,
    ticket,
    qr,
    proposals,
    refundedCents,
    flash,
    asked,
    labels,
  } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const explain = waiting
    ? t.order.explain.waiting
    : order.state === 'placed'
      ? cancelled
        ? t.order.explain.cancelled
        : t.order.explain.placed(formatDateTime(order.reservedUntil, locale))
      : t.order.explain[order.state];
  return (
    <div className="wrap section">
      <p className="small no-print">
        <a href="/orders">{t.order.listTitle}</a>
      </p>
      <h1 className="mt-2">{t.order.title(order.number)}</h1>
      <p className="small">{t.order.placedOn(formatDateTime(order.placedAt, locale))}</p>
      <div className="notice my-5 grid gap-3" role="status">
        <p>
          {order.onAccount ? (
            <b>{order.onAccount}</b>
          ) : (
            <b>{waiting ? t.order.states.placed : t.order.states[order.state]}.</b>
          )}{' '}
          {explain}
        </p>
        {paymentDown && <p className="font-semibold text-brick">{t.order.paymentDown}</p>}
        <Form discover="none" method="post" className="no-print flex flex-wrap gap-3" reloadDocument>
          {order.state === 'placed' && !waiting && (
            <button type="submit" className="button main" name="intent" value="pay">
              {t.order.payNow(formatMoney(order.totalCents, locale))}
            </button>
          )}
          {order.state !== 'placed' && (
            <button type="submit" className="button" name="intent" value="again">
              {t.order.again}
            </button>
          )}
        </Form>
      </div>
      <OrderProposals proposals={proposals} flash={flash} asked={asked} />
      <div className="split">
        <div className="grid gap-5">
          <OrderParts parts={parts} method={order.method} composites={composites} labels={labels} />
          <div className="panel grid gap-2">
            <OrderTotals totals={totals} />
            {refundedCents > 0 && (
              <p className="font-semibold">{t.order.refunded(formatMoney(refundedCents, locale))}</p>
            )}
            <p className="small">
              {t.order.buyer(order.buyerName)} {t.order.deliverTo(`${order.address}, ${order.commune}`)}{' '}
              {t.order.contact(order.contact)}
            </p>
          </div>
        </div>
        {ticket ? (
          <ImpactTicketPanel ticket={ticket} number={order.number} orderId={order.id} qr={qr} />
        ) : (
          <p className="panel">{t.order.noImpactYet}</p>
        )}
      </div>
    </div>
  );
}
