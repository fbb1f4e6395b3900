// Letters to the buyer about what is lent or booked. Each reads the booking as it is when the letter leaves, and is not
// written when it no longer holds.
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { listAlternatives } from '#app/domain/fulfilment/booking-alternatives.server.ts';
import { listBookedAtRisk } from '#app/domain/fulfilment/lending-letters.server.ts';
import {
  isOverdue,
  type LentSpan,
  lateCentsNow,
  listLentSpans,
  timeOfSpan,
} from '#app/domain/fulfilment/lent-spans.server.ts';
import { getRecord } from '#app/domain/fulfilment/span-conditions.server.ts';
import { findClaimOf } from '#app/domain/settlement/claim-rows.server.ts';
import { claimedCents } from '#app/domain/settlement/lending-claim.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { amountsFor, priceOf } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatClaimSums } from '#app/i18n/format-lending.ts';
import { formatTime } from '#app/i18n/format-time.ts';
import { catalogues } from '#app/i18n/messages.ts';
import type { Letter } from './html.ts';
import type { LetterCtx } from './letter-context.server.ts';
import { type LetterOrder, pickupPlace } from './letter-lines.ts';
import type { PartPayload } from './payload.ts';
import { type LetterBody, toBuyer } from './to-buyer.ts';

type Line = LetterOrder['whole']['lines'][number];
type Facts = { ctx: LetterCtx; of: LetterOrder; lent: LentSpan; line: Line; name: string };
type Body = (facts: Facts) => LetterBody | null;

/** Null when the booking is gone, or is no longer what the letter says. */
export function lendingLetter(
  ctx: LetterCtx,
  of: LetterOrder,
  template: keyof typeof bodies,
  { supplierId, spanId }: PartPayload,
): Letter | null {
  const lent = listLentSpans(ctx, [of.whole.order.id]).find(({ span }) => span.id === spanId);
  const line = of.whole.lines.find((own) => own.line === lent?.booked?.line);
  if (!lent || !line) return null;
  const body = bodies[template]({ ctx, of, lent, line, name: nameOf(ctx, of, lent, line) });
  return body && toBuyer(ctx, of, of.sellers.get(supplierId), body);
}

/** The name of the offer; the line's own name says its time too, and stands in where the offer is gone. */
function nameOf(ctx: LetterCtx, { whole: { order } }: LetterOrder, lent: LentSpan, line: Line): string {
  const [offer] = findOffers(ctx, [lent.offerId]);
  return translated(offer?.name ?? line.name, order.locale);
}

const bodies = {
  'thing-late': ({ ctx, of, lent, line, name }) => {
    if (!isOverdue(lent, ctx.now)) return null;
    const { t, locale, late } = inLanguage(of);
    const cents = lateCentsNow(ctx, lent);
    const part = of.whole.parts.find(({ supplierId }) => supplierId === lent.capacity.owner);
    const place = pickupPlace(of.sellers.get(lent.capacity.owner), locale);
    return {
      subject: late.subject(name),
      paragraphs: [
        late.text(name, formatDay(lastDay(lent), locale)),
        late.ask,
        part && place && `${part.supplierName}${t.colon}${place}`,
        cents > 0 && late.owes(amountText(of, cents, line)),
      ],
    };
  },
  'booking-at-risk': ({ ctx, of, lent, name }) => {
    if (!listBookedAtRisk(ctx, lent.capacity).spans.some(({ id }) => id === lent.span.id)) return null;
    const { atRisk } = inLanguage(of);
    return {
      subject: atRisk.subject(name),
      paragraphs: [atRisk.text(name, timeText(of, lent)), atRisk.next, insteadText(ctx, of, lent)],
    };
  },
  'booking-safe': ({ of, lent, name }) => {
    if (lent.span.state !== 'booked') return null;
    const { safe } = inLanguage(of);
    return { subject: safe.subject(name), paragraphs: [safe.text(name, timeText(of, lent))] };
  },
  'booking-missed': ({ of, lent, name, line }) => {
    const { missed } = inLanguage(of);
    const supplier = of.sellers.get(line.supplierId)?.name ?? '';
    return { subject: missed.subject(name), paragraphs: [missed.text(name, timeText(of, lent), supplier)] };
  },
  'thing-inspected': ({ ctx, of, lent, line, name }) => {
    const noted = getRecord(ctx, lent.span.id).inspection?.lender;
    if (!noted?.condition) return null;
    const { t, inspected } = inLanguage(of);
    return {
      subject: inspected.subject(name),
      paragraphs: [
        inspected.text(name, t.lending.said(t.lending.conditions[noted.condition], noted.note)),
        noted.lateCents > 0 && inspected.late(amountText(of, noted.lateCents, line)),
        inspected.differ,
      ],
    };
  },
  'claim-asked': ({ ctx, of, lent, name }) => {
    const claim = findClaimOf(ctx, lent.span.id);
    if (claim?.state !== 'open') return null;
    const { locale, t, claims } = inLanguage(of);
    return {
      subject: claims.asked.subject(name),
      paragraphs: [
        claims.asked.text(name, formatMoney(claimedCents(claim), locale)),
        ...formatClaimSums(claim, t, locale),
        claim.reason && t.lending.claim.reasonSaid(claim.reason),
        claims.asked.next(formatDay(localDay(new Date(claim.answerBy), ctx.town), locale)),
      ],
    };
  },
  'claim-paid': ({ ctx, of, lent, name }) => {
    const claim = findClaimOf(ctx, lent.span.id);
    if (claim?.state !== 'paid') return null;
    const { locale, t, claims } = inLanguage(of);
    return {
      subject: claims.paid.subject(name),
      paragraphs: [
        claims.paid.text(name, formatMoney(claimedCents(claim), locale)),
        ...formatClaimSums(claim, t, locale),
        claim.lateHtCents > 0 && claims.paid.invoice,
      ],
    };
  },
  'thing-lost': ({ of, name, line }) => {
    const { lost } = inLanguage(of);
    const supplier = of.sellers.get(line.supplierId)?.name ?? '';
    return { subject: lost.subject(name), paragraphs: [lost.text(name, supplier)] };
  },
} satisfies Record<string, Body>;

type LendingTemplate = keyof typeof bodies;

export function isLendingTemplate(template: string): template is LendingTemplate {
  return Object.hasOwn(bodies, template);
}

/** The same thing of others, free at the same time, one list item each. */
function insteadText(ctx: LetterCtx, of: LetterOrder, lent: LentSpan): string {
  const { t, atRisk, locale } = inLanguage(of);
  const [offer] = findOffers(ctx, [lent.offerId]);
  const others = offer ? listAlternatives(ctx, offer, timeOfSpan(lent), lent.span.units) : [];
  if (others.length === 0) return atRisk.none;
  const lines = others.map(({ name, slug }) => `- ${translated(name, locale)}${t.colon}${ctx.origin}/offers/${slug}`);
  return [atRisk.instead, ...lines].join('\n');
}

function timeText(of: LetterOrder, lent: LentSpan): string {
  const { t, locale } = inLanguage(of);
  return formatTime(timeOfSpan(lent), t, locale);
}

/** The day on which it must be back, YYYY-MM-DD. */
function lastDay(lent: LentSpan): string {
  const time = timeOfSpan(lent);
  return time.way === 'period' ? time.to : time.day;
}

/** An amount in cents excl. VAT as the reader of the order reads prices. */
function amountText(of: LetterOrder, cents: number, { vatBasisPoints, priceBasis }: Line): string {
  const { t, locale } = inLanguage(of);
  const [amount] = amountsFor(priceOf(cents, vatBasisPoints), priceBasis);
  return `${formatMoney(amount?.cents ?? cents, locale)} ${priceBasis === 'gross' ? t.ttc : t.ht}`;
}

function inLanguage({ whole: { order } }: LetterOrder) {
  const t = catalogues[order.locale];
  return { t, locale: order.locale, ...t.lendingMails };
}
