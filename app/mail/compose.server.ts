// Composes the letter of an outbox row. Letters to a buyer use the language of the order.

import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { findOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { findReturn } from '#app/domain/orders/return-rows.server.ts';
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { type Locale, sourceLocale } from '#app/domain/shared/locale.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formatDate, formatDay, formatMoney } from '#app/i18n/format.ts';
import { catalogues, type Messages } from '#app/i18n/messages.ts';
import { composeDisputeMail } from './compose-dispute.server.ts';
import { composeSearchMail } from './compose-search.server.ts';
import { composeSellerMail, localeOf } from './compose-seller.server.ts';
import { type Letter, letterHtml } from './html.ts';

/** Null if the subject of the letter is gone. Throws for an unknown template. */
export function composeMail(
  ctx: LedgerCtx & ActiveRules,
  payload: Record<string, unknown>,
  origin: string,
): Mail | null {
  const letter =
    composeSellerMail(ctx, payload, origin) ??
    composeSearchMail(ctx, payload, origin) ??
    composeDisputeMail(ctx, payload, origin) ??
    composeOrderMail(ctx, payload, origin);
  if (!letter) return null;
  const { to, subject, text } = letter;
  return { to, subject, text, html: letterHtml(letter) };
}

function composeOrderMail(ctx: LedgerCtx, payload: Record<string, unknown>, origin: string): Letter | null {
  if (!('orderId' in payload)) return null;
  const whole = findOrder(ctx, String(payload.orderId));
  if (!whole) return null;
  switch (payload.template) {
    case 'order-paid':
      return toBuyer(ctx, whole, origin, paidBody(ctx, whole));
    case 'payment-failed':
      return toBuyer(ctx, whole, origin, (t) => ({
        subject: t.failed.subject(whole.order.number),
        lines: [t.failed.text],
      }));
    case 'order-paid-late':
      return toBuyer(ctx, whole, origin, (t) => ({
        subject: t.late.subject(whole.order.number),
        lines: [t.late.text],
      }));
    case 'payment-refunded':
      return toBuyer(ctx, whole, origin, (t) => ({
        subject: t.paymentGivenBack.subject(whole.order.number),
        lines: [
          t.paymentGivenBack.text(whole.order.number, formatMoney(Number(payload.amountCents), whole.order.locale)),
        ],
      }));
    case 'proposal':
      return toBuyer(ctx, whole, origin, (t) => ({
        subject: t.proposal.subject(whole.order.number),
        lines: [t.proposal.text],
      }));
    case 'part-confirmed':
    case 'handed-over': {
      const part = whole.parts.find((own) => own.supplierId === payload.supplierId);
      if (!part) return null;
      const kind = payload.template === 'handed-over' ? ('handed' as const) : ('confirmed' as const);
      return toBuyer(ctx, whole, origin, (t) => ({
        subject: t[kind].subject(whole.order.number, part.supplierName),
        lines: [t[kind].text(part.supplierName)],
      }));
    }
    case 'part-refused':
    case 'return-answered':
      return givenBackToBuyer(ctx, whole, payload, origin);
    case 'proposal-accepted':
    case 'proposal-refused':
    case 'part-cancelled':
    case 'return-asked':
      return answerToSupplier(ctx, whole, payload, origin);
    case 'part-to-prepare':
      return toSupplier(ctx, whole, String(payload.supplierId));
    default:
      throw new Error(`no mail template ${String(payload.template)}`);
  }
}

type Body = (t: Messages['mails']) => { subject: string; lines: string[] };

function toBuyer({ town }: Pick<Ctx, 'town'>, { order }: WholeOrder, origin: string, body: Body): Letter {
  const { mails: t } = catalogues[order.locale];
  const { subject, lines } = body(t);
  return {
    lang: order.locale,
    to: order.contactEmail,
    subject,
    text: [t.hello(order.contactName), ...lines, t.proof(`${origin}/orders/${order.id}`), t.sign(town.name)].join(
      '\n\n',
    ),
  };
}

function paidBody(ctx: LedgerCtx, { order, parts, lines }: WholeOrder): Body {
  const { number, locale, dueOn } = order;
  const total = formatMoney(order.totalCents, locale);
  return (t) => ({
    subject: dueOn ? t.onAccount.subject(number) : t.paid.subject(number),
    lines: [
      dueOn ? t.onAccount.text(number, total, formatDate(dueOn, locale)) : t.paid.text(number, total),
      ...parts.map((part) =>
        [`${part.supplierName} (${how(part, order.locale)})`, ...linesOf(lines, part.supplierId, order.locale)].join(
          '\n',
        ),
      ),
      t.checkpoint,
      latestCheckpoint(ctx).note,
    ],
  });
}

/** This letter is always in French, whatever the language of the supplier's owner. */
function toSupplier(
  ctx: Pick<Ctx, 'db' | 'town'>,
  { order, parts, lines }: WholeOrder,
  supplierId: string,
): Letter | null {
  const part = parts.find((own) => own.supplierId === supplierId);
  const [supplier] = findSuppliers(ctx, [supplierId]);
  if (!part || !supplier?.email) return null;
  const { mails: t } = catalogues[sourceLocale];
  const text = [
    t.hello(part.supplierName),
    t.toPrepare.text(order.number, order.buyerName, how(part, sourceLocale)),
    linesOf(lines, supplierId, sourceLocale).join('\n'),
    order.note,
    t.sign(ctx.town.name),
  ];
  return {
    lang: sourceLocale,
    to: supplier.email,
    subject: t.toPrepare.subject(order.number),
    text: text.filter(Boolean).join('\n\n'),
  };
}

function supplierMessages(t: Messages['mails'], number: string, template: string): { subject: string; text: string } {
  const of = template === 'part-cancelled' ? t.cancelled : template === 'return-asked' ? t.returnAsked : null;
  if (of) return { subject: of.subject(number), text: of.text(number) };
  const yes = template === 'proposal-accepted';
  return { subject: t.answered.subject(number, yes), text: t.answered.text(number, yes) };
}

/** The supplier refused its part, or answered a return. */
function givenBackToBuyer(
  ctx: Pick<Ctx, 'db' | 'town'>,
  whole: WholeOrder,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  const name = whole.parts.find((own) => own.supplierId === payload.supplierId)?.supplierName;
  if (!name) return null;
  const { number, locale, payment } = whole.order;
  const back = (cents: number) => catalogues[locale].givenBack[payment](formatMoney(cents, locale));
  const returned = typeof payload.returnId === 'string' ? findReturn(ctx, payload.returnId) : null;
  return toBuyer(ctx, whole, origin, (t) => {
    if (!returned)
      return {
        subject: t.refused.subject(number, name),
        lines: [t.refused.text(name, back(Number(payload.refundCents)))],
      };
    const yes = returned.state === 'accepted';
    const { subject, yes: accepted, no } = t.returnAnswered;
    const line = yes ? accepted(name, back(returned.refundCents ?? 0)) : no(name, returned.answer);
    return { subject: subject(number, yes), lines: [line] };
  });
}

/** The buyer's answer or request, in the supplier's language. */
function answerToSupplier(
  ctx: Pick<Ctx, 'db' | 'town'>,
  { order, parts }: WholeOrder,
  payload: Record<string, unknown>,
  origin: string,
): Letter | null {
  const part = parts.find((own) => own.supplierId === payload.supplierId);
  const [supplier] = findSuppliers(ctx, [String(payload.supplierId)]);
  if (!part || !supplier) return null;
  const lang = localeOf(ctx, supplier.id);
  const { mails: t } = catalogues[lang];
  const { subject, text } = supplierMessages(t, order.number, String(payload.template));
  return {
    lang,
    to: supplier.email,
    subject,
    text: [
      t.hello(supplier.contactName || supplier.name),
      text,
      `${origin}/supplier/${supplier.slug}/orders/${order.id}`,
      t.sign(ctx.town.name),
    ].join('\n\n'),
  };
}

function how(part: WholeOrder['parts'][number], locale: Locale): string {
  const { delivery } = catalogues[locale];
  return [delivery[part.choice], part.deliverOn && formatDay(part.deliverOn, locale)].filter(Boolean).join(', ');
}

function linesOf(lines: WholeOrder['lines'], supplierId: string, locale: Locale): string[] {
  return lines
    .filter((line) => line.supplierId === supplierId)
    .map((line) => `- ${line.quantity} × ${translated(line.name, locale)}`);
}
