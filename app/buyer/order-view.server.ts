// All data of a buyer's order page, already as text: the page has scripts, and the browser does not load those
// messages.

import { qrDrawing } from '#app/documents/qr.server.ts';
import { readTime } from '#app/domain/calendar/booked-time.ts';
import { findThingsBySlug } from '#app/domain/catalogue/listed-offers.server.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { wasUnrecorded } from '#app/domain/checkout/unrecorded-payments.server.ts';
import { type CurrentLine, currentLines, currentTotals } from '#app/domain/orders/current-totals.ts';
import { type OrderProgress, progressOf } from '#app/domain/orders/order.ts';
import { mayChange } from '#app/domain/orders/order-rights.server.ts';
import type { Order, WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/return-rows.server.ts';
import { hasBegun, listSeats, type Seat } from '#app/domain/orders/seats.server.ts';
import { listRefusedLetters } from '#app/domain/outbox/letters.server.ts';
import { buyerTemplates } from '#app/domain/outbox/outbox.ts';
import { latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefunds, type Refund } from '#app/domain/payments/refunds.server.ts';
import { findImpactTicket } from '#app/domain/receipts/impact-ticket.server.ts';
import { listRounds } from '#app/domain/rounds/rounds.server.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { getLegalText } from '#app/domain/shared/legal-texts.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { sum } from '#app/domain/shared/money.ts';
import { givenReferences } from '#app/domain/shared/order-references.ts';
import { exactPrice } from '#app/domain/shared/price.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { isCarried } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { documentsOf } from '#app/http/document-responses.server.ts';
import { pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate, formatMoney, listText } from '#app/i18n/format.ts';
import { openingLines } from '#app/i18n/opening-hours.ts';
import { viewBookings } from './bookings-view.server.ts';
import { bookingTermsText } from './cancel-view.server.ts';
import { partActionLabels, partActions } from './part-changes.server.ts';
import { openProposals } from './proposal-view.server.ts';
import { approvalText } from './request-view.server.ts';
import { weightText } from './weight-text.server.ts';

export async function orderView(ctx: RequestContext, whole: WholeOrder, query: URLSearchParams) {
  const { order, parts, lines } = whole;
  const ids = parts.map((part) => part.supplierId);
  const sellers = new Map(findSuppliers(ctx, ids).map((supplier) => [supplier.id, supplier]));
  const outcomes = new Map(listOutcomes(ctx, [order.id]).map((outcome) => [outcome.line, outcome]));
  const facts = { outcomes, returns: listReturns(ctx, [order.id]), rounds: listRounds(ctx) };
  const documents = documentsOf(ctx, order.id);
  const waiting = order.state === 'placed' && latestSession(ctx, order.id)?.state === 'processing';
  const progress = progressOf(
    order.state,
    parts.map(({ state }) => state),
  );
  const totals = currentTotals(whole, outcomes);
  const slugOf = (line: number) => outcomes.get(line)?.offerSlug ?? lines.find((own) => own.line === line)!.offerSlug;
  const drawn = findThingsBySlug(
    ctx,
    lines.map(({ line }) => slugOf(line)),
  );
  const mayAct = mayChange(ctx, order);
  const seats = order.state === 'paid' ? listSeats(ctx, [order.id]) : null;
  return {
    title: pageTitle(ctx.t.order.title(order.number), { state: ctx.t.order.states[shownState(order, progress)] }),
    order: {
      id: order.id,
      number: order.number,
      state: order.state,
      progress,
      unrecorded: order.state === 'refunded' && wasUnrecorded(ctx, order.id),
      stateName: ctx.t.order.states[shownState(order, progress)],
      placedAt: order.placedAt,
      reservedUntil: order.reservedUntil,
      buyerName: order.buyerName,
      method: order.method,
      where: buyerPlaceText(ctx, order, parts),
      contact: [order.contactName, order.contactPhone, order.contactEmail].join(', '),
      references: referencesText(ctx, order),
      approved: order.organisationId ? approvalText(ctx, order.id) : null,
      totalCents: order.totalCents,
      onAccount: onAccountMessages(ctx, order),
    },
    totals,
    changed:
      totals.totalCents < order.totalCents
        ? ctx.t.order.orderedTotal(
            formatMoney(order.totalCents, ctx.locale),
            formatMoney(order.totalCents - totals.totalCents, ctx.locale),
          )
        : null,
    parts: await Promise.all(
      inLineOrder(whole).map(async (part) => ({
        where:
          part.choice.startsWith('pickup') || part.choice === 'on-site'
            ? whereOf(sellers.get(part.supplierId), ctx)
            : null,
        supplierId: part.supplierId,
        name: part.supplierName,
        slug: part.supplierSlug,
        state: part.state,
        choice: part.choice,
        deliverOn: part.deliverOn,
        deliverHours: part.deliverHours,
        delivery: part.deliveryRefunded
          ? exactPrice(0, 0)
          : exactPrice(part.deliveryCents, part.deliveryCents + part.deliveryVatCents),
        acts: openTo(mayAct, await partActions(ctx, whole, part, sellers.get(part.supplierId), facts)),
        documents: documents.filter((document) => document.supplierId === part.supplierId),
        scoreProven: seesComposites(ctx.audience) ? part.scoreProven : null,
        lines: currentLines(
          lines.filter((line) => line.supplierId === part.supplierId),
          facts.outcomes,
        ).map(({ line, name, quantity, htCents, vatCents, vatBasisPoints, ordered }) => ({
          line,
          slug: slugOf(line),
          thing: drawn.get(slugOf(line))?.thing ?? null,
          kind: drawn.get(slugOf(line))?.kind,
          name: translated(name, ctx.locale),
          nameLang: foreignLocale(name, ctx.locale),
          quantity,
          price: exactPrice(htCents, htCents + vatCents),
          vatBasisPoints,
          weight: weightText(ctx, lines.find((own) => own.line === line)!, outcomes.get(line)),
          terms:
            quantity > 0
              ? bookingTermsText(ctx, whole, part, outcomes.get(line) ?? lines.find((own) => own.line === line)!)
              : null,
          ordered: changedFrom({ name, quantity }, ordered, ctx.locale),
          seats: seatsOf(ctx, lines.find((own) => own.line === line)!, quantity, seats),
        })),
      })),
    ),
    // An order shows the prices that its buyer paid, to every reader.
    reading: lines[0]!.priceBasis,
    waiting,
    mayAct,
    letterRefused: hasRefusedLetter(ctx, order.id) ? ctx.t.orderChanges.letterRefused(order.contactEmail) : null,
    cancelled: query.has('cancelled'),
    composites: seesComposites(ctx.audience),
    proposals: mayAct ? openProposals(ctx, whole, outcomes) : [],
    bookings: viewBookings(ctx, whole, mayAct),
    refunds: refundsOf(ctx, order),
    asked: { title: ctx.t.fulfilment.asked.title, yes: ctx.t.fulfilment.asked.yes, no: ctx.t.fulfilment.asked.no },
    labels: partActionLabels(ctx),
    ticket: findImpactTicket(ctx, whole),
    legalTexts: legalTextsOf(ctx, order),
    town: ctx.t.town(ctx.town.name, ctx.town.address.city),
    qr: await qrDrawing(`${ctx.services.env.origin}/orders/${order.id}`, { margin: 0, errorCorrectionLevel: 'M' }),
  };
}

/** Of a paid session, the name of each seat; null for what has no seats. */
function seatsOf(
  ctx: RequestContext,
  { line, bookedTime }: WholeOrder['lines'][number],
  quantity: number,
  seats: readonly Seat[] | null,
): { names: string[]; begun: boolean } | null {
  const time = readTime(bookedTime);
  if (!seats || time?.way !== 'session' || quantity === 0) return null;
  const own = new Map(seats.filter((one) => one.line === line).map(({ seat, name }) => [seat, name]));
  return { names: Array.from({ length: quantity }, (_, i) => own.get(i + 1) ?? ''), begun: hasBegun(ctx, time) };
}

/** The actions of a part, without those that change it if the person may only read the order. */
function openTo(mayAct: boolean, acts: Awaited<ReturnType<typeof partActions>>): typeof acts {
  return mayAct ? acts : { ...acts, code: null, locked: null, receive: null, cancel: [], returnable: [] };
}

/** The texts that the order's checkout showed, as links to the versions that it froze. */
function legalTextsOf({ t, locale }: RequestContext, { legalTexts }: WholeOrder['order']) {
  return {
    title: t.agreements.ofOrder,
    links: legalTexts.map(({ document, version }) => ({
      href: `/legal/${document}?version=${version}`,
      label: `${translated(getLegalText(document, version).title, locale)} (${t.agreements.version(version)})`,
    })),
  };
}

/** The state that a buyer reads: while it is being prepared, an order on account is not a paid one. */
function shownState({ payment }: WholeOrder['order'], progress: OrderProgress) {
  return payment === 'account' && progress === 'paid' ? 'account' : progress;
}

/** Whether a letter to the buyer about this order was refused by the buyer's mail server. */
function hasRefusedLetter(ctx: RequestContext, orderId: string): boolean {
  return listRefusedLetters(ctx, orderId).some(({ template }) => buyerTemplates.some((own) => own === template));
}

/**
 * Cents of the refunds of the payment that the order took (for a late order that was refunded, of the payment itself):
 * paid, on their way, and those that did not arrive, which a steward looks after.
 */
function refundsOf(ctx: RequestContext, { id, state }: WholeOrder['order']) {
  const refunds = listRefunds(ctx, id).filter(({ sessionId }) => sessionId === null || state === 'refunded');
  const cents = (...states: Refund['state'][]) =>
    sum(refunds.filter((refund) => states.includes(refund.state)).map(({ amountCents }) => amountCents));
  return {
    paidCents: cents('done'),
    underWayCents: cents('pending', 'under-way'),
    stoppedCents: cents('refused', 'failed'),
  };
}

/** The ordered quantity and name, if the line is another now. */
function changedFrom(
  now: Pick<CurrentLine, 'name' | 'quantity'>,
  ordered: CurrentLine['ordered'],
  locale: Locale,
): { quantity: number; name: string } | null {
  const name = translated(ordered.name, locale);
  return now.quantity === ordered.quantity && translated(now.name, locale) === name
    ? null
    : { quantity: ordered.quantity, name };
}

/** For an order on account: the amount still owed and its due date. */
function onAccountMessages(ctx: RequestContext, { id, payment, dueOn }: WholeOrder['order']): string | null {
  if (payment !== 'account' || !dueOn) return null;
  const owedCents = owedFor(ctx, id);
  const t = ctx.t.receivables;
  return owedCents > 0
    ? t.owedOn(formatMoney(owedCents, ctx.locale), formatDate(dueOn, ctx.locale), ctx.services.env.bankIban ?? '')
    : t.paid;
}

/** Sorts the parts in the same order as the ticket's lines. */
function inLineOrder({ parts, lines }: WholeOrder): WholeOrder['parts'] {
  const first = (supplierId: string) => lines.findIndex((line) => line.supplierId === supplierId);
  return parts.toSorted((a, b) => first(a.supplierId) - first(b.supplierId));
}

/** Address and opening hours for pick-up, from the supplier's current data. */
function whereOf(supplier: Supplier | undefined, { t, locale }: Pick<RequestContext, 't' | 'locale'>): string[] {
  if (!supplier) return [];
  return [`${supplier.address}, ${communeName(supplier.insee)}`, ...openingLines(supplier.opening, t, locale)];
}

function placeName({ town }: Pick<RequestContext, 'town'>, insee: string): string {
  const commune = findCommune(town, insee);
  return commune ? `${commune.postcode} ${commune.name}` : '';
}

/** The buyer's address for deliveries or else for visits; empty for an order that is used or fetched at its suppliers alone. */
function buyerPlaceText(
  ctx: RequestContext,
  { address, insee }: Pick<Order, 'address' | 'insee'>,
  parts: WholeOrder['parts'],
): string {
  const where = `${address}, ${placeName(ctx, insee)}`;
  if (parts.some(({ choice }) => isCarried(choice) && !choice.startsWith('pickup')))
    return ctx.t.order.deliverTo(where);
  return parts.some(({ choice }) => choice === 'visit') ? ctx.t.order.visitAt(where) : '';
}

/** The buyer's own references, as one sentence; null without any. */
function referencesText({ t, locale }: RequestContext, { buyer }: Order): string | null {
  const { references: named } = t.budgets;
  const given = givenReferences(buyer.references).map(({ name, text }) => named.named(named.names[name], text));
  return given.length > 0 ? `${named.inOrder} ${listText(given, locale)}.` : null;
}
