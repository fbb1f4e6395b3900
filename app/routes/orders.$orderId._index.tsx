import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import QRCode from 'qrcode';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { reorder } from '#app/domain/checkout/reorder.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { openTicket } from '#app/domain/checkout/ticket.server.ts';
import { vatByRate } from '#app/domain/orders/order.ts';
import { getOwnOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes, listProposals, type Outcome } from '#app/domain/orders/parts.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { latestSession } from '#app/domain/payments/sessions.server.ts';
import { answerProposal } from '#app/domain/preparing/proposals.server.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { actWords, changeOrder, changeTold, partActs } from '#app/http/afterwards.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { basketCookie } from '#app/http/cookies.ts';
import { documentsOf } from '#app/http/documents.server.ts';
import { readForm } from '#app/http/forms.ts';
import { titled } from '#app/http/meta.ts';
import { openingLines } from '#app/http/opening-words.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatDateTime, formatMoney } from '#app/i18n/format.ts';
import { OrderParts } from '#app/ui/order-parts.tsx';
import { OrderProposals } from '#app/ui/order-proposals.tsx';
import { Ticket } from '#app/ui/ticket.tsx';
import { Totals } from '#app/ui/totals.tsx';

export const handle = { js: true };
export const meta = titled;

export const loader = answer('orders.$orderId._index', async (visit, { params, request }: LoaderFunctionArgs) => {
  const whole = getOwnOrder(visit, params.orderId ?? '');
  const { order, parts, lines } = whole;
  const query = new URL(request.url).searchParams;
  const ids = parts.map((part) => part.supplierId);
  const sellers = new Map(findSuppliers(visit, ids).map((supplier) => [supplier.id, supplier]));
  const outcomes = new Map(listOutcomes(visit, [order.id]).map((outcome) => [outcome.line, outcome]));
  const documents = documentsOf(visit, order.id);
  const waiting = order.state === 'placed' && latestSession(visit, order.id)?.state === 'processing';
  const deliveries = parts.map((part) => ({
    vatBasisPoints: part.deliveryVatBasisPoints,
    vatCents: part.deliveryVatCents,
  }));
  return {
    title: visit.t.order.title(order.number),
    order: {
      id: order.id,
      number: order.number,
      state: order.state,
      placedAt: order.placedAt,
      reservedUntil: order.reservedUntil,
      buyerName: order.buyerName,
      method: order.method,
      address: order.address,
      commune: placeName(order.insee),
      contact: [order.contactName, order.contactPhone, order.contactEmail].join(', '),
      totalCents: order.totalCents,
      onAccount: onAccountWords(visit, order),
    },
    totals: {
      goodsCents: order.goodsCents,
      deliveryCents: order.deliveryCents,
      vatCents: order.vatCents,
      totalCents: order.totalCents,
      vatByRate: vatByRate([...lines, ...deliveries]),
    },
    parts: inLineOrder(whole).map((part) => ({
      where: part.choice.startsWith('pickup') ? whereOf(sellers.get(part.supplierId), visit.locale) : null,
      supplierId: part.supplierId,
      name: part.supplierName,
      slug: part.supplierSlug,
      state: part.state,
      choice: part.choice,
      deliverOn: part.deliverOn,
      deliveryCents: part.deliveryCents,
      acts: partActs(visit, whole, part, sellers.get(part.supplierId), outcomes),
      documents: documents.filter((document) => document.supplierId === part.supplierId),
      scoreProven: seesComposites(visit.audience) ? part.scoreProven : null,
      lines: lines
        .filter((line) => line.supplierId === part.supplierId)
        .map((line) => ({
          line: line.line,
          slug: line.offerSlug,
          name: visit.locale === 'fr' ? line.nameFr : line.nameEn,
          quantity: line.quantity,
          htCents: line.htCents,
          vatBasisPoints: line.vatBasisPoints,
          became: becomes(outcomes.get(line.line), visit.locale),
        })),
    })),
    waiting,
    cancelled: query.has('cancelled'),
    paymentDown: query.get('payment') === 'down',
    composites: seesComposites(visit.audience),
    proposals: listProposals(visit, [order.id])
      .filter((proposal) => proposal.state === 'open')
      .map((proposal) => {
        const line = lines.find((own) => own.line === proposal.line)!;
        const is = outcomes.get(proposal.line) ?? line;
        const [instead] = proposal.offerId === null ? [] : findOffers(visit, [proposal.offerId]);
        const was = `${is.quantity} × ${visit.locale === 'fr' ? is.nameFr : is.nameEn}`;
        const asked = visit.t.prepare.asked;
        const words = instead
          ? asked.substitute(was, `${proposal.quantity} × ${visit.locale === 'fr' ? instead.nameFr : instead.nameEn}`)
          : proposal.quantity === 0
            ? asked.nothing(was)
            : asked.shorter(was, proposal.quantity);
        return {
          id: proposal.id,
          supplier: parts.find((part) => part.supplierId === proposal.supplierId)!.supplierName,
          note: proposal.note,
          words,
        };
      }),
    refundedCents: sum(listRefunds(visit, order.id).map((refund) => refund.amountCents)),
    told: toldWords(query.get('told'), visit) ?? changeTold(query.get('told'), visit),
    asked: { title: visit.t.prepare.asked.title, yes: visit.t.prepare.asked.yes, no: visit.t.prepare.asked.no },
    words: actWords(visit),
    ticket: openTicket(visit, whole),
    qr: await QRCode.toString(`${visit.hall.env.origin}/orders/${order.id}`, { type: 'svg', margin: 0 }),
  };
});

export const action = answer('orders.$orderId._index', async (visit, { params, request }: ActionFunctionArgs) => {
  const form = await readForm(request);
  const intent = form.get('intent');
  const whole = getOwnOrder(visit, params.orderId ?? ''); // read after the body, which may take its time
  if (intent === 'pay') {
    try {
      const payment = await startPayment(visit, whole, visit.hall.env.origin, visit.t.checkout.deliveryBy);
      return redirect(payment.ok ? payment.url : `/orders/${whole.order.id}`, 303);
    } catch (error) {
      visit.hall.log.error({ err: error, requestId: visit.requestId }, 'payment could not start');
      return redirect(`/orders/${whole.order.id}?payment=down`, 303);
    }
  }
  if (intent === 'accept' || intent === 'refuse') {
    const answered = answerProposal(visit, whole.order.id, String(form.get('proposal')), intent === 'accept');
    const told = answered.ok ? (intent === 'accept' ? `given:${answered.refundCents}` : 'refused') : answered.reason;
    return redirect(`/orders/${whole.order.id}?told=${told}`, 303);
  }
  if (intent === 'cancel' || intent === 'return') {
    const told = changeOrder(visit, whole.order.id, intent, form);
    return redirect(`/orders/${whole.order.id}?told=${told}`, 303);
  }
  const { basketId, missing } = reorder(visit, whole, visit.basketId);
  return redirect(missing > 0 ? `/basket?missing=${missing}` : '/basket', {
    status: 303,
    headers: basketId ? { 'set-cookie': basketCookie(basketId, visit.secure) } : {},
  });
});

/** What became of the answer just given. */
function toldWords(told: string | null, { t, locale }: Visit): string | null {
  const p = t.prepare.asked;
  const cents = /^given:(\d{1,12})$/.exec(told ?? '')?.[1];
  if (cents !== undefined) return p.given(formatMoney(Number(cents), locale));
  return told === 'refused' ? p.refused : told === 'not-now' ? p.late : told === 'no-stock' ? p.noStock : null;
}

function becomes(outcome: Outcome | undefined, locale: 'fr' | 'en'): { quantity: number; name: string } | null {
  return outcome ? { quantity: outcome.quantity, name: locale === 'fr' ? outcome.nameFr : outcome.nameEn } : null;
}

/** Of an order on account: what is still to be paid, and when. */
function onAccountWords(visit: Visit, { id, payment, dueOn }: WholeOrder['order']): string | null {
  if (payment !== 'account' || !dueOn) return null;
  const owedCents = owedFor(visit, id);
  const t = visit.t.receivables;
  return owedCents > 0
    ? t.owedOn(formatMoney(owedCents, visit.locale), formatDate(dueOn, visit.locale), visit.hall.env.bankIban ?? '')
    : t.paid;
}

/** The same order as the ticket's lines. */
function inLineOrder({ parts, lines }: WholeOrder): WholeOrder['parts'] {
  const first = (supplierId: string) => lines.findIndex((line) => line.supplierId === supplierId);
  return parts.toSorted((a, b) => first(a.supplierId) - first(b.supplierId));
}

/** Where and when to fetch what is picked up, as the supplier says it today. */
function whereOf(supplier: Supplier | undefined, locale: Locale): string[] {
  if (!supplier) return [];
  return [`${supplier.address}, ${communeName(supplier.insee)}`, ...openingLines(supplier.opening, locale)];
}

function placeName(insee: string): string {
  const commune = findCommune(insee);
  return commune ? `${commune.postcode} ${commune.name}` : '';
}

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
    told,
    asked,
    words,
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
      <OrderProposals proposals={proposals} told={told} asked={asked} />
      <div className="split">
        <div className="grid gap-5">
          <OrderParts parts={parts} method={order.method} composites={composites} words={words} />
          <div className="panel grid gap-2">
            <Totals totals={totals} />
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
          <Ticket ticket={ticket} number={order.number} orderId={order.id} qr={qr} />
        ) : (
          <p className="panel">{t.order.noImpactYet}</p>
        )}
      </div>
    </div>
  );
}
