// Everything the page of an order shows its buyer, in words where its script would otherwise need them.
import QRCode from 'qrcode';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { openTicket } from '#app/domain/checkout/ticket.server.ts';
import { vatByRate } from '#app/domain/orders/order.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes, listProposals, type Outcome } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/returns.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { latestSession } from '#app/domain/payments/sessions.server.ts';
import { listRounds } from '#app/domain/rounds/rounds.server.ts';
import { seesComposites } from '#app/domain/scoring/audience.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formatDate, formatMoney } from '#app/i18n/format.ts';
import { actWords, changeTold, partActs } from './afterwards.server.ts';
import { documentsOf } from './documents.server.ts';
import { openingLines } from './opening-words.ts';
import type { Visit } from './visit.server.ts';

export async function orderView(visit: Visit, whole: WholeOrder, query: URLSearchParams) {
  const { order, parts, lines } = whole;
  const ids = parts.map((part) => part.supplierId);
  const sellers = new Map(findSuppliers(visit, ids).map((supplier) => [supplier.id, supplier]));
  const outcomes = new Map(listOutcomes(visit, [order.id]).map((outcome) => [outcome.line, outcome]));
  const told = { outcomes, returns: listReturns(visit, [order.id]), rounds: listRounds(visit) };
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
      acts: partActs(visit, whole, part, sellers.get(part.supplierId), told),
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
    refundedCents: refundedOf(visit, order),
    told: changeTold(query.get('told'), order.payment, visit),
    asked: { title: visit.t.prepare.asked.title, yes: visit.t.prepare.asked.yes, no: visit.t.prepare.asked.no },
    words: actWords(visit),
    ticket: openTicket(visit, whole),
    qr: await QRCode.toString(`${visit.hall.env.origin}/orders/${order.id}`, { type: 'svg', margin: 0 }),
  };
}

/** What went back to the buyer of what the order took; of a late order, the payment itself. */
function refundedOf(visit: Visit, { id, state }: WholeOrder['order']): number {
  const refunds = listRefunds(visit, id).filter(({ sessionId }) => sessionId === null || state === 'given-back');
  return sum(refunds.map(({ amountCents }) => amountCents));
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
