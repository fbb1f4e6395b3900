// Letters to a buyer about one supplier's part: each line as it is now, why, and what is refunded.
import { invoiceFile } from '#app/documents/invoice-file.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { type Invoice, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { listProposals, type Proposal } from '#app/domain/orders/parts.server.ts';
import { findReturn } from '#app/domain/orders/return-rows.server.ts';
import type { MailFile } from '#app/domain/outbox/mailer.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { describeProposal } from '#app/i18n/format-proposal.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import type { LetterCtx } from './letter-context.server.ts';
import { cancelledLines, deliveryText, type LetterOrder, partLines } from './letter-lines.ts';
import type { PartPayload } from './payload.ts';
import { type LetterBody, toBuyer } from './to-buyer.ts';

type Part = LetterOrder['whole']['parts'][number];
type PartBody = (LetterBody & { documents?: Invoice[] }) | null;

/** Null when what the letter is about is gone. */
export async function partLetter(
  ctx: LetterCtx,
  of: LetterOrder,
  template: keyof typeof bodies,
  payload: PartPayload,
): Promise<Letter | null> {
  const part = of.whole.parts.find((own) => own.supplierId === payload.supplierId);
  const body = part ? bodies[template](ctx, of, part, payload) : null;
  if (!part || !body) return null;
  const { documents = [], ...text } = body;
  const { locale, number } = of.whole.order;
  const t = catalogues[locale];
  const named = documents.map((one) => `${t.invoices.kinds[one.kind]} ${one.number}`).join(', ');
  const paragraphs = [
    ...text.paragraphs,
    named && t.orderMails.attached(named),
    t.orderMails.answer(part.supplierName),
  ];
  const files = await Promise.all(documents.map((one) => documentFile(ctx, one, number)));
  return { ...toBuyer(ctx, of, of.sellers.get(part.supplierId), { ...text, paragraphs }), files };
}

const bodies = {
  'part-confirmed': (_: LetterCtx, of: LetterOrder, part: Part): PartBody => {
    const { t, number } = inLanguage(of);
    return {
      subject: t.mails.confirmed.subject(number, part.supplierName),
      paragraphs: [t.mails.confirmed.text(part.supplierName), linesNow(of, part)],
    };
  },
  'handed-over': handedOver,
  'code-locked': (_: LetterCtx, of: LetterOrder, part: Part): PartBody => {
    const { t, number } = inLanguage(of);
    return { subject: t.mails.codeLocked.subject(number), paragraphs: [t.mails.codeLocked.text(part.supplierName)] };
  },
  'code-renewed': (_: LetterCtx, of: LetterOrder, part: Part): PartBody => {
    const { t, number } = inLanguage(of);
    const text = t.mails.codeRenewed.text(part.supplierName, part.handOverCode);
    return { subject: t.mails.codeRenewed.subject(number), paragraphs: [text] };
  },
  'part-refused': (_: LetterCtx, of: LetterOrder, part: Part, payload: PartPayload): PartBody => {
    const { t, number } = inLanguage(of);
    return {
      subject: t.mails.refused.subject(number, part.supplierName),
      paragraphs: [
        t.mails.refused.text(part.supplierName),
        payload.why && t.orderChanges.refusedWhy(payload.why),
        ...cancelledParagraphs(of, part, payload),
      ],
    };
  },
  'cancellation-confirmed': (ctx: LetterCtx, of: LetterOrder, part: Part, payload: PartPayload): PartBody => {
    const { t, number } = inLanguage(of);
    return {
      subject: t.orderMails.cancelled.subject(number, part.supplierName),
      paragraphs: [t.orderMails.cancelled.text(part.supplierName), ...cancelledParagraphs(of, part, payload)],
      documents: part.feeKeptAt === null ? [] : invoicesOf(ctx, of, part),
    };
  },
  proposal: (ctx: LetterCtx, of: LetterOrder, _: Part, { proposalId }: PartPayload): PartBody => {
    const { t, number } = inLanguage(of);
    const proposal = listProposals(ctx, [of.whole.order.id]).find(({ id }) => id === proposalId);
    return {
      subject: t.mails.proposal.subject(number),
      paragraphs: [
        t.mails.proposal.text,
        proposal && proposalText(ctx, of, proposal),
        proposal?.note && t.orderMails.why(proposal.note),
      ],
    };
  },
  'change-confirmed': (
    ctx: LetterCtx,
    of: LetterOrder,
    part: Part,
    { proposalId, refundCents }: PartPayload,
  ): PartBody => {
    const { t, number } = inLanguage(of);
    const proposal = listProposals(ctx, [of.whole.order.id]).find(({ id }) => id === proposalId);
    if (!proposal) return null;
    return {
      subject: t.orderMails.changed.subject(number, part.supplierName),
      paragraphs: [
        t.orderMails.changed.text(part.supplierName),
        proposal.note && t.orderMails.why(proposal.note),
        linesNow(of, part),
        givenBack(of, refundCents),
        totalNow(of),
      ],
    };
  },
  'session-called-off': (_: LetterCtx, of: LetterOrder, part: Part, { line, refundCents }: PartPayload): PartBody => {
    const { t, number, locale } = inLanguage(of);
    const own = of.whole.lines.find((one) => one.line === line);
    if (!own) return null;
    const what = `${own.quantity} × ${translated(own.name, locale)}`;
    return {
      subject: t.sessions.letter.subject(number, part.supplierName),
      paragraphs: [t.sessions.letter.text(part.supplierName, what), givenBack(of, refundCents), totalNow(of)],
    };
  },
  'return-answered': returnAnswered,
};

export type PartTemplate = keyof typeof bodies;

export function isPartTemplate(template: string): template is PartTemplate {
  return Object.hasOwn(bodies, template);
}

/** The lines that were there, the missing ones and why, the refund, and the invoice. */
function handedOver(ctx: LetterCtx, of: LetterOrder, part: Part, { missing, refundCents }: PartPayload): PartBody {
  const { t, number, locale } = inLanguage(of);
  const name = (line: number) => {
    const own = of.outcomes.get(line) ?? of.whole.lines.find((one) => one.line === line);
    return own ? translated(own.name, locale) : '';
  };
  const short = missing.map(
    ({ line, quantity, refundCents: cents }) =>
      `- ${quantity} × ${name(line)}${t.colon}${formatMoney(cents, locale)} ${t.ttc}`,
  );
  const documents = invoicesOf(ctx, of, part);
  return {
    subject: t.mails.handed.subject(number, part.supplierName),
    paragraphs: [
      t.mails.handed.text(part.supplierName),
      [t.orderMails.handedLines, ...partLines(of, part)].join('\n'),
      short.length > 0 && [t.orderMails.missing, ...short].join('\n'),
      short.length > 0 && part.missingReason && t.orderMails.why(part.missingReason),
      givenBack(of, refundCents),
      refundCents > 0 && totalNow(of),
      !part.releasedAt && t.mails.handed.received(`${ctx.origin}/orders/${of.whole.order.id}`),
    ],
    documents,
  };
}

function returnAnswered(ctx: LetterCtx, of: LetterOrder, part: Part, { returnId }: PartPayload): PartBody {
  const { t, number, locale } = inLanguage(of);
  const returned = findReturn(ctx, returnId);
  const line = of.whole.lines.find((own) => own.line === returned?.line);
  if (!returned || !line) return null;
  const yes = returned.state === 'accepted';
  const { subject, yes: accepted, no } = t.mails.returnAnswered;
  const what = `${returned.quantity} × ${translated(line.name, locale)}`;
  return {
    subject: subject(number, yes),
    paragraphs: [
      yes ? accepted(part.supplierName, what) : no(part.supplierName, what, returned.answer),
      yes && givenBack(of, returned.refundCents ?? 0),
      yes && totalNow(of),
    ],
    documents: listInvoices(ctx, [of.whole.order.id]).filter(({ occasion }) => occasion === returnId),
  };
}

function invoicesOf(ctx: LetterCtx, of: LetterOrder, part: Part): Invoice[] {
  return listInvoices(ctx, [of.whole.order.id]).filter(
    ({ supplierId, kind }) => supplierId === part.supplierId && kind === 'invoice',
  );
}

/** The cancelled lines, the fee that is kept of it, the refund, and the total that remains. */
function cancelledParagraphs(of: LetterOrder, part: Part, { lines, feeCents, refundCents }: PartPayload): string[] {
  const { t, locale } = inLanguage(of);
  const own = cancelledLines(of, part, lines);
  const ordered = own.map(({ quantity, name }) => `- ${quantity} × ${translated(name, locale)}`);
  return [
    [t.orderMails.cancelled.lines, ...ordered].join('\n'),
    feeCents > 0 ? t.orderChanges.cancelFee(formatMoney(feeCents, locale)) : '',
    givenBack(of, refundCents),
    totalNow(of),
  ];
}

function linesNow(of: LetterOrder, part: Part): string {
  return [`${part.supplierName} (${deliveryText(part, of.whole.order.locale)})`, ...partLines(of, part)].join('\n');
}

/** Empty without a refund. */
function givenBack(of: LetterOrder, cents: number): string {
  const { t, locale } = inLanguage(of);
  return cents > 0 ? t.givenBack[of.whole.order.payment](formatMoney(cents, locale)) : '';
}

function totalNow(of: LetterOrder): string {
  const { t, locale, number } = inLanguage(of);
  return t.orderMails.totalNow(number, formatMoney(currentTotals(of.whole, of.outcomes).totalCents, locale));
}

/** The sentence of the order's page: "Au lieu de 4 × Carottes : 1." */
function proposalText(ctx: LetterCtx, of: LetterOrder, proposal: Proposal): string {
  const { t, locale } = inLanguage(of);
  const line = of.whole.lines.find((own) => own.line === proposal.line)!;
  const is = of.outcomes.get(proposal.line) ?? line;
  const [instead] = proposal.offerId === null ? [] : findOffers(ctx, [proposal.offerId]);
  const names = {
    was: `${is.quantity} × ${translated(is.name, locale)}`,
    instead: instead ? translated(instead.name, locale) : null,
  };
  return describeProposal(proposal, names, t, locale);
}

async function documentFile(ctx: LetterCtx, invoice: Invoice, number: string): Promise<MailFile> {
  return {
    filename: `${number} ${invoice.number}.pdf`,
    contentType: 'application/pdf',
    content: await invoiceFile(ctx, invoice),
  };
}

function inLanguage({ whole: { order } }: LetterOrder) {
  return { t: catalogues[order.locale], locale: order.locale, number: order.number };
}
