import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { answerClaim, payClaim } from '#app/buyer/claim-actions.server.ts';
import { ImpactTicketPanel } from '#app/buyer/impact-ticket.tsx';
import { orderNotes } from '#app/buyer/loose-notes.server.ts';
import {
  answerOffered,
  askToReturn,
  attachChoice,
  keepBorrowerWord,
  leavePayment,
  nameOrderedSeats,
  orderAgain,
  payOrder,
  receiveOrderedPart,
  takeNewCode,
} from '#app/buyer/order-actions.server.ts';
import { OrderBookings } from '#app/buyer/order-bookings.tsx';
import { OrderNotes } from '#app/buyer/order-notes.tsx';
import { OrderParts } from '#app/buyer/order-parts.tsx';
import { OrderProposals } from '#app/buyer/order-proposals.tsx';
import { OrderTotals } from '#app/buyer/order-totals.tsx';
import { orderView } from '#app/buyer/order-view.server.ts';
import { lentConditions } from '#app/domain/fulfilment/lending.ts';
import { getOrderForReceipt, hasReceiptOnly } from '#app/domain/orders/order-rights.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { noFields, requiredText, rowId, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DocumentLinks } from '#app/ui/document-links.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler(
  'buyer/orders.$orderId._index',
  async (ctx, { params, request }: LoaderFunctionArgs) => {
    const orderId = params.orderId ?? '';
    const whole = getOrderForReceipt(ctx, orderId);
    if (hasReceiptOnly(ctx, whole.order)) throw redirect(`/orders/${orderId}/receipt`);
    const view = await orderView(ctx, whole, new URL(request.url).searchParams);
    return { ...view, notes: orderNotes(ctx, whole) };
  },
);

const ofSupplier = z.object({ supplier: rowId });
const proposed = z.object({ proposal: rowId });
const notedCondition = z.object({
  span: rowId,
  moment: z.enum(['out', 'back'], 'choice'),
  condition: z.enum(lentConditions, 'choice'),
  note: requiredText(300),
});
const claimed = z.object({ claim: rowId });
const returned = z.object({
  supplier: rowId,
  line: wholeNumber(0, 9999),
  quantity: wholeNumber(1, 9999),
  reason: requiredText(500),
});

export const action = formAction('buyer/orders.$orderId._index', {
  pay: { schema: noFields, run: (ctx, _, { orderId }) => payOrder(ctx, orderId) },
  'to-basket': { schema: noFields, run: (ctx, _, { orderId }) => leavePayment(ctx, orderId) },
  again: { schema: noFields, run: (ctx, _, { orderId }) => orderAgain(ctx, orderId) },
  accept: { schema: proposed, run: (ctx, { proposal }, { orderId }) => answerOffered(ctx, orderId, proposal, true) },
  refuse: { schema: proposed, run: (ctx, { proposal }, { orderId }) => answerOffered(ctx, orderId, proposal, false) },
  received: {
    schema: ofSupplier,
    run: (ctx, { supplier }, { orderId }) => receiveOrderedPart(ctx, orderId, supplier),
  },
  'new-code': {
    schema: ofSupplier,
    run: (ctx, { supplier }, { orderId }) => takeNewCode(ctx, orderId, supplier),
  },
  'attach-note': {
    schema: z.object({ note: rowId }),
    run: (ctx, { note }, { orderId }) => attachChoice(ctx, orderId, note),
  },
  'say-condition': {
    schema: notedCondition,
    run: (ctx, input, { orderId }) => keepBorrowerWord(ctx, orderId, input),
  },
  'pay-claim': { schema: claimed, run: (ctx, { claim }, { orderId }) => payClaim(ctx, orderId, claim) },
  'contest-claim': {
    schema: claimed.extend({ reply: requiredText(500) }),
    run: (ctx, { claim, reply }, { orderId }) => answerClaim(ctx, orderId, claim, reply),
  },
  'name-seats': {
    schema: z.object({ line: wholeNumber(1, 9999) }).catchall(z.string('text').max(200, 'long')),
    run: (ctx, { line, ...typed }, { orderId }) => nameOrderedSeats(ctx, orderId, line, typed),
  },
  return: { schema: returned, run: (ctx, input, { orderId }) => askToReturn(ctx, orderId, input) },
});

export default function OrderPage() {
  const {
    order,
    totals,
    changed,
    parts,
    waiting,
    mayAct,
    cancelled,
    letterRefused,
    composites,
    ticket,
    qr,
    town,
    proposals,
    refunds,
    asked,
    labels,
    reading,
    legalTexts,
    notes,
    bookings,
  } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const explain = waiting
    ? t.order.explain.waiting
    : order.progress === 'placed'
      ? cancelled
        ? t.order.explain.leftUnpaid
        : t.order.explain.placed(formatDateTime(order.reservedUntil, locale))
      : t.order.explain[order.unrecorded ? 'unrecorded' : order.progress];
  return (
    <div className="wrap section">
      <p className="small no-print">
        <a href="/orders">{t.order.listTitle}</a>
      </p>
      <h1 className="mt-2">{t.order.title(order.number)}</h1>
      <p className="small">{t.order.placedOn(formatDateTime(order.placedAt, locale))}</p>
      <div className="notice my-5 grid gap-3" role="status">
        <p>
          {order.onAccount ? <b>{order.onAccount}</b> : <b>{order.stateName}.</b>} {explain}
        </p>
        <PostForm intents={['pay', 'to-basket', 'again']} className="no-print flex flex-wrap gap-3">
          {order.state === 'placed' && !waiting && mayAct && (
            <>
              <button type="submit" className="button main" name="intent" value="pay">
                {t.order.payNow(formatMoney(order.totalCents, locale))}
              </button>
              <button type="submit" className="button" name="intent" value="to-basket">
                {t.order.toBasket}
              </button>
            </>
          )}
          {order.state !== 'placed' && (
            <button type="submit" className="button" name="intent" value="again">
              {t.order.again}
            </button>
          )}
        </PostForm>
      </div>
      {letterRefused && <p className="notice care mb-5">{letterRefused}</p>}
      <OrderProposals proposals={proposals} asked={asked} />
      <div className="split">
        <div className="grid gap-5">
          <OrderBookings bookings={bookings} />
          <OrderParts
            parts={parts}
            method={order.method}
            composites={composites}
            labels={labels}
            reading={reading}
            mayAct={mayAct}
          />
          <div className="panel grid gap-2">
            <OrderTotals totals={totals} reading={reading} />
            {changed && <p className="small">{changed}</p>}
            {(['paid', 'underWay', 'stopped'] as const)
              .filter((name) => refunds[`${name}Cents`] > 0)
              .map((name) => (
                <p key={name} className="font-semibold">
                  {t.order.refunds[name](formatMoney(refunds[`${name}Cents`], locale))}
                </p>
              ))}
            <p className="small">
              {t.order.buyer(order.buyerName)} {order.where} {t.order.contact(order.contact)}
            </p>
            {order.references && <p className="small">{order.references}</p>}
            {order.approved && <p className="small">{order.approved}</p>}
          </div>
          <OrderNotes {...notes} />
          {legalTexts.links.length > 0 && (
            <section className="panel no-print">
              <h2>{legalTexts.title}</h2>
              <DocumentLinks documents={legalTexts.links} />
            </section>
          )}
        </div>
        {ticket ? (
          <ImpactTicketPanel
            ticket={ticket}
            number={order.number}
            orderId={order.id}
            qr={qr}
            town={town}
            reading={reading}
          />
        ) : (
          <p className="panel">{t.order.noImpactYet}</p>
        )}
      </div>
    </div>
  );
}
