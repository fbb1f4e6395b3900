// The confirmation of an order. It is the durable medium that a consumer keeps: everything that the order is stands in
// its text, whatever becomes of the pages.
import { epcPicture } from '#app/documents/epc-qr.server.ts';
import { listCancellationSteps } from '#app/domain/calendar/cancellation.ts';
import { owedFor } from '#app/domain/checkout/on-account.server.ts';
import { compactCheckpoint, latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { findPromise } from '#app/domain/ledger/promises.server.ts';
import { headTrust } from '#app/domain/ledger/witness-alarm.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { lastWithdrawalDay } from '#app/domain/orders/withdrawal.ts';
import type { MailFile } from '#app/domain/outbox/mailer.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { formatDate, formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import type { LetterCtx } from './letter-context.server.ts';
import {
  deliveryText,
  isAtSupplier,
  type LetterOrder,
  partLines,
  pickupPlace,
  placeLine,
  totalLines,
} from './letter-lines.ts';
import { orderCalendar, placeOf } from './order-calendar.server.ts';
import { sellerIdentity, statutoryParagraphs } from './statutory.ts';
import { toBuyer } from './to-buyer.ts';

type Part = LetterOrder['whole']['parts'][number];

/** The letter of an order that was paid, or accepted on account. */
export async function orderLetter(ctx: LetterCtx, of: LetterOrder): Promise<Letter> {
  const { order, parts } = of.whole;
  const { locale, number, dueOn } = order;
  const t = catalogues[locale];
  const total = formatMoney(currentTotals(of.whole, of.outcomes).totalCents, locale);
  const owed = await owedTransfer(ctx, of);
  const sellers = parts.flatMap(({ supplierId }) => of.sellers.get(supplierId) ?? []);
  const calendar = orderCalendar(ctx, of);
  return {
    ...toBuyer(ctx, of, sellers.length === 1 ? sellers[0] : undefined, {
      subject: dueOn ? t.mails.onAccount.subject(number) : t.mails.paid.subject(number),
      paragraphs: [
        dueOn ? t.mails.onAccount.text(number, total, formatDate(dueOn, locale)) : t.mails.paid.text(number, total),
        t.orderMails.keep(formatDate(order.placedAt, locale)),
        ...parts.flatMap((part) => partParagraphs(ctx, of, part)),
        [t.orderMails.totals, ...totalLines(of)].join('\n'),
        owed?.paragraph,
        t.orderMails.buyer(order.buyerName, `${order.address}, ${placeOf(ctx, order.insee)}`, order.contactPhone),
        order.note && t.orderMails.note(order.note),
        calendar && t.orderMails.calendar(calendar.filename),
        ...statutoryParagraphs(t, { order, sellers, contact: ctx.town.contact.email }),
        ...promiseParagraphs(ctx, order.id, t.mails.promise),
        t.mails.checkpoint[headTrust(ctx)],
        compactCheckpoint(ctx, latestCheckpoint(ctx)).note,
      ],
    }),
    files: [...(calendar ? [calendar] : []), ...(owed ? [owed.file] : [])],
    ...(owed && { picture: { after: owed.paragraph, cid: owed.file.cid, alt: t.orderMails.owed.picture } }),
  };
}

/** The ledger's signed promise of the order's entries, to be kept with the letter. */
function promiseParagraphs(ctx: LetterCtx, orderId: string, lead: string): string[] {
  const promise = findPromise(ctx, orderId);
  return promise === null ? [] : [lead, promise];
}

/** A supplier's lines, how they arrive, where and with which code, and who sells them. */
function partParagraphs(ctx: LetterCtx, of: LetterOrder, part: Part): string[] {
  const { locale } = of.whole.order;
  const t = catalogues[locale];
  const seller = of.sellers.get(part.supplierId);
  const place = isAtSupplier(part) ? pickupPlace(seller, locale) : '';
  const facts = [
    place && placeLine(part, place, locale),
    `${t.orderChanges.code(part.handOverCode)}. ${t.orderMails.codeLead}`,
    seller && t.orderMails.soldBy(sellerIdentity(t, seller)),
  ];
  return [
    [`${part.supplierName} (${deliveryText(part, locale)})`, ...partLines(of, part)].join('\n'),
    cancellationLines(ctx, of, part).join('\n'),
    facts.filter(Boolean).join('\n'),
  ].filter(Boolean);
}

/** Each booking's terms of cancelling as they were agreed, and a consumer's right to withdraw. */
function cancellationLines(ctx: LetterCtx, { whole: { order, lines } }: LetterOrder, part: Part): string[] {
  const { locale } = order;
  const t = catalogues[locale];
  const placedAt = new Date(order.placedAt);
  const terms = lines.flatMap(({ supplierId, name, cancellation }) => {
    if (supplierId !== part.supplierId || !cancellation) return [];
    const steps = listCancellationSteps(cancellation, placedAt, ctx.town);
    return [`- ${translated(name, locale)}${t.colon}${formatCancellation(steps, t, locale)}`];
  });
  const last = lastWithdrawalDay(order, ctx.town);
  if (terms.length === 0) return [];
  return [
    ...terms,
    ...(last === null ? [] : [t.cancelTerms.withdrawalUntil(formatDay(last, locale))]),
    t.cancelTerms.seller,
  ];
}

/** The amount to be paid by transfer, with the code that a bank's application reads; null when nothing is owed. */
async function owedTransfer(
  ctx: LetterCtx,
  { whole: { order } }: LetterOrder,
): Promise<{ paragraph: string; file: MailFile & { cid: string } } | null> {
  const { locale, number, dueOn } = order;
  const cents = owedFor(ctx, order.id);
  if (!dueOn || cents <= 0 || !ctx.bankIban) return null;
  const { owed } = catalogues[locale].orderMails;
  const holder = catalogues[locale].mails.sign(ctx.town.name);
  const spaced = ctx.bankIban.replace(/(.{4})(?=.)/g, '$1 ');
  return {
    paragraph: [
      owed.title(formatDate(dueOn, locale)),
      `- ${owed.amount(formatMoney(cents, locale))}`,
      `- ${owed.holder(holder)}`,
      `- ${owed.iban(spaced)}`,
      `- ${owed.remittance(number)}`,
      owed.code,
    ].join('\n'),
    file: {
      filename: `halle-${number}-sepa.png`,
      contentType: 'image/png',
      cid: `epc-${number}@halle`,
      content: await epcPicture({ holder, iban: ctx.bankIban, cents, remittance: number }),
    },
  };
}
