// Letters to a supplier about its part of an order. The buyer's contact reads an answer.

import { readTime } from '#app/domain/calendar/booked-time.ts';
import { listLentSpans } from '#app/domain/fulfilment/lent-spans.server.ts';
import { getRecord } from '#app/domain/fulfilment/span-conditions.server.ts';
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import { listProposals, type Proposal } from '#app/domain/orders/parts.server.ts';
import { listReturns } from '#app/domain/orders/return-rows.server.ts';
import { findClaimOf } from '#app/domain/settlement/claim-rows.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import type { LetterCtx } from './letter-context.server.ts';
import {
  cancelledLines,
  deliveryText,
  isAtSupplier,
  type LetterOrder,
  pickupPlace,
  placeLine,
  plainLines,
} from './letter-lines.ts';
import type { PartPayload } from './payload.ts';
import { findSupplierReader, stopLine } from './supplier-readers.server.ts';
import type { LetterBody } from './to-buyer.ts';

type Part = LetterOrder['whole']['parts'][number];
type Facts = { ctx: LetterCtx; of: LetterOrder; part: Part; seller: Supplier; locale: Locale; payload: PartPayload };

/** Null when the supplier is gone or has no address. */
export function supplierLetter(
  ctx: LetterCtx,
  of: LetterOrder,
  template: SupplierTemplate,
  payload: PartPayload,
): Letter | null {
  const part = of.whole.parts.find((own) => own.supplierId === payload.supplierId);
  const seller = of.sellers.get(payload.supplierId);
  if (!part || !seller) return null;
  const reader = findSupplierReader(ctx, seller, { template, userId: payload.userId }, ctx.origin);
  if (!reader?.to) return null;
  const { locale, to, name, unsubscribe } = reader;
  const { mails: t } = catalogues[locale];
  const { subject, paragraphs } = bodies[template]({ ctx, of, part, seller, locale, payload });
  const { contactName, contactEmail, id } = of.whole.order;
  return {
    lang: locale,
    to,
    ...(unsubscribe && { unsubscribe }),
    ...(contactEmail && { replyTo: { name: contactName, address: contactEmail } }),
    subject,
    text: [
      t.hello(name),
      ...paragraphs,
      `${ctx.origin}/supplier/${seller.slug}/orders/${id}`,
      t.sign(ctx.town.name),
      stopLine(reader),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

const bodies = {
  'part-to-prepare': toPrepare,
  'part-cancelled': ({ of, part, locale, payload }: Facts): LetterBody => {
    const { mails: t, orderMails } = catalogues[locale];
    const { number } = of.whole.order;
    const own = cancelledLines(of, part, payload.lines);
    const lines = own.map(({ quantity, name }) => `- ${quantity} × ${translated(name, locale)}`);
    const kept = payload.feeCents > 0 && orderMails.cancelled.kept(formatMoney(payload.feeCents, locale));
    return {
      subject: t.cancelled.subject(number),
      paragraphs: [
        t.cancelled.text(number),
        [orderMails.cancelled.lines, ...lines].join('\n'),
        kept,
        payload.why && orderMails.why(payload.why),
      ],
    };
  },
  'proposal-accepted': (facts: Facts) => proposalAnswered(facts, true),
  'proposal-refused': (facts: Facts) => proposalAnswered(facts, false),
  'claim-contested': ({ ctx, of, locale, payload }: Facts): LetterBody => {
    const { claims } = catalogues[locale].lendingMails;
    const { number, buyerName } = of.whole.order;
    const { reply } = findClaimOf(ctx, payload.spanId) ?? { reply: '' };
    return { subject: claims.contested.subject(number), paragraphs: [claims.contested.text(number, buyerName), reply] };
  },
  'condition-differs': ({ ctx, of, locale, payload }: Facts): LetterBody => {
    const { lendingMails: mails, lending } = catalogues[locale];
    const { number, buyerName, id } = of.whole.order;
    const booked = listLentSpans(ctx, [id]).find(({ span }) => span.id === payload.spanId)?.booked;
    const line = of.whole.lines.find((own) => own.line === booked?.line);
    const record = getRecord(ctx, payload.spanId);
    const moments = (['out', 'back'] as const).flatMap((moment) => {
      const noted = record[moment]?.borrower;
      if (!noted?.condition) return [];
      return [`- ${lending.moments[moment]}, ${lending.said(lending.conditions[noted.condition], noted.note)}`];
    });
    return {
      subject: mails.differs.subject(line ? translated(line.name, locale) : number),
      paragraphs: [mails.differs.text(number, buyerName), moments.join('\n')],
    };
  },
  'return-asked': ({ ctx, of, part, locale, payload }: Facts): LetterBody => {
    const { mails: t, orderMails } = catalogues[locale];
    const { id, number } = of.whole.order;
    const asked = listReturns(ctx, [id]).find(
      (one) => one.supplierId === part.supplierId && (one.id === payload.returnId || payload.returnId === ''),
    );
    const line = of.whole.lines.find((own) => own.line === asked?.line);
    return {
      subject: t.returnAsked.subject(number),
      paragraphs: [
        t.returnAsked.text(number),
        asked && line && `- ${asked.quantity} × ${translated(line.name, locale)}`,
        asked && orderMails.why(asked.reason),
      ],
    };
  },
};

export type SupplierTemplate = keyof typeof bodies;

export function isSupplierTemplate(template: string): template is SupplierTemplate {
  return Object.hasOwn(bodies, template);
}

/** The goods to prepare, for which day, where they go, and whom to call. */
function toPrepare({ ctx, of, part, seller, locale }: Facts): LetterBody {
  const { mails: t, orderMails } = catalogues[locale];
  const { order } = of.whole;
  const commune = findCommune(ctx.town, order.insee);
  const address = [order.address, commune && `${commune.postcode} ${commune.name}`].filter(Boolean).join(', ');
  return {
    subject: t.toPrepare.subject(order.number),
    paragraphs: [
      t.toPrepare.text(order.number, order.buyerName, deliveryText(part, locale)),
      [orderMails.toPrepare, ...plainLines(of, part.supplierId, locale)].join('\n'),
      isAtSupplier(part) ? placeLine(part, pickupPlace(seller, locale), locale) : orderMails.deliverTo(address),
      orderMails.contact([order.contactName, order.contactPhone, order.contactEmail].filter(Boolean).join(', ')),
      order.note && orderMails.note(order.note),
    ],
  };
}

function proposalAnswered({ ctx, of, part, locale, payload }: Facts, yes: boolean): LetterBody {
  const { mails: t, orderMails } = catalogues[locale];
  const { id, number } = of.whole.order;
  const proposal = listProposals(ctx, [id]).find((one) => one.id === payload.proposalId);
  const line = of.whole.lines.find((own) => own.line === proposal?.line);
  return {
    subject: t.answered.subject(number, yes),
    paragraphs: [
      t.answered.text(number, yes),
      proposal && line && proposedText(proposal, line, locale),
      [orderMails.toPrepare, ...plainLines(of, part.supplierId, locale)].join('\n'),
    ],
  };
}

function proposedText(proposal: Proposal, line: OrderLine, locale: Locale): string {
  const t = catalogues[locale];
  const name = translated(line.name, locale);
  const time = readTime(proposal.bookedTime);
  if (time) return t.orderMails.proposedTime(name, formatTime(time, t, locale));
  return t.orderMails.proposed(line.quantity, name, proposal.quantity);
}
