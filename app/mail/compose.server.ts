// Composes the letter of an outbox row. Letters to a buyer use the language of the order.
import type { Mail } from '#app/domain/outbox/mailer.server.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { composeAccountMail } from './compose-account.server.ts';
import { composeCodeMail } from './compose-code.server.ts';
import { composeDisputeMail } from './compose-dispute.server.ts';
import { composeNoticeMail } from './compose-notice.server.ts';
import { composeRequestMail } from './compose-request.server.ts';
import { composeRoleMail } from './compose-role.server.ts';
import { composeSearchMail } from './compose-search.server.ts';
import { composeSecurityMail } from './compose-security.server.ts';
import { composeSellerMail } from './compose-seller.server.ts';
import { composeSessionMail } from './compose-session.server.ts';
import { composeTeamMail } from './compose-team.server.ts';
import { type Letter, letterHtml } from './html.ts';
import { isLendingTemplate, lendingLetter } from './lending-letters.server.ts';
import { findLetterOrder, type LetterCtx } from './letter-context.server.ts';
import type { LetterOrder } from './letter-lines.ts';
import { orderLetter } from './order-letter.server.ts';
import { isPartTemplate, partLetter } from './part-letters.server.ts';
import { parsePartPayload } from './payload.ts';
import { isSupplierTemplate, supplierLetter } from './supplier-letters.server.ts';
import { toBuyer } from './to-buyer.ts';

/** Null if the subject or the recipient of the letter is gone. Throws for an unknown template. */
export async function composeMail(ctx: LetterCtx, payload: Record<string, unknown>): Promise<Mail | null> {
  const letter =
    composeAccountMail(ctx, payload, ctx.origin) ??
    composeTeamMail(ctx, payload, ctx.origin) ??
    composeSellerMail(ctx, payload, ctx.origin) ??
    composeSessionMail(ctx, payload, ctx.origin) ??
    composeSearchMail(ctx, payload, ctx.origin) ??
    composeNoticeMail(ctx, payload, ctx.origin) ??
    composeCodeMail(ctx, payload) ??
    composeDisputeMail(ctx, payload, ctx.origin) ??
    composeRoleMail(ctx, payload, ctx.origin) ??
    composeRequestMail(ctx, payload, ctx.origin) ??
    composeSecurityMail(ctx, payload, ctx.origin) ??
    (await composeOrderMail(ctx, payload));
  if (!letter?.to) return null;
  const { lang: _, picture: __, ...mail } = letter;
  return { ...mail, html: letterHtml(letter, ctx.origin) };
}

async function composeOrderMail(ctx: LetterCtx, payload: Record<string, unknown>): Promise<Letter | null> {
  if (!('orderId' in payload)) return null;
  const of = findLetterOrder(ctx, String(payload.orderId));
  if (!of) return null;
  const template = String(payload.template);
  if (template === 'order-paid') return orderLetter(ctx, of);
  if (isLendingTemplate(template)) return lendingLetter(ctx, of, template, parsePartPayload(payload));
  if (isPartTemplate(template)) return partLetter(ctx, of, template, parsePartPayload(payload));
  if (isSupplierTemplate(template)) return supplierLetter(ctx, of, template, parsePartPayload(payload));
  return paymentLetter(ctx, of, { template, amountCents: Number(payload.amountCents), why: payload.why });
}

/** A payment that failed, came too late, or was refunded. */
function paymentLetter(
  ctx: LetterCtx,
  of: LetterOrder,
  { template, amountCents, why }: { template: string; amountCents: number; why: unknown },
): Letter {
  const { number, locale } = of.whole.order;
  const { mails: t } = catalogues[locale];
  const letter = (subject: string, text: string) => toBuyer(ctx, of, undefined, { subject, paragraphs: [text] });
  switch (template) {
    case 'payment-failed':
      return letter(t.failed.subject(number), t.failed.text);
    case 'order-paid-late':
      return letter(t.late.subject(number), t.late.text);
    case 'payment-refunded':
      return letter(
        t.paymentGivenBack.subject(number),
        [
          why === 'time-taken' ? t.paymentGivenBack.timeTaken : '',
          t.paymentGivenBack.text(number, formatMoney(amountCents, locale)),
        ]
          .filter(Boolean)
          .join(' '),
      );
    default:
      throw new Error(`no mail template ${template}`);
  }
}
