// The booked times of an order as text: their states with their times, both words about lent things, and the bookings at risk.
import type { Capacity } from '#app/domain/calendar/span.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { listAlternatives } from '#app/domain/fulfilment/booking-alternatives.server.ts';
import { openMoments } from '#app/domain/fulfilment/borrower-word.server.ts';
import { listBookedAtRisk } from '#app/domain/fulfilment/lending-letters.server.ts';
import {
  isLent,
  isOverdue,
  type LentSpan,
  lateCentsNow,
  listLentSpans,
  timeOfSpan,
} from '#app/domain/fulfilment/lent-spans.server.ts';
import { listRecords, listThings } from '#app/domain/fulfilment/span-conditions.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { type LendingClaim, listClaims } from '#app/domain/settlement/claim-rows.server.ts';
import { claimedCents } from '#app/domain/settlement/lending-claim.ts';
import { isoUtc, localDay } from '#app/domain/shared/context.ts';
import { amountsFor, priceOf } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatClaim, formatLentState, formatMoments } from '#app/i18n/format-lending.ts';
import { formatTime } from '#app/i18n/format-time.ts';

/** The booked times of a paid order, in their order; none for an order of goods, which is asked nothing more. */
export function viewBookings(ctx: RequestContext, { order, lines }: WholeOrder, mayAct: boolean) {
  if (order.state === 'placed' || lines.every(({ bookedTime }) => bookedTime === '')) return [];
  const lent = listLentSpans(ctx, [order.id]);
  const ids = lent.map(({ span }) => span.id);
  const [record, things] = [listRecords(ctx, ids), listThings(ctx, ids)];
  const offers = new Map(findOffers(ctx, [...new Set(lent.map((one) => one.offerId))]).map((one) => [one.id, one]));
  const claims = new Map(listClaims(ctx, [order.id]).map((claim) => [claim.span, claim]));
  const atRisk = listIdsAtRisk(ctx, lent);
  return lent.map((one) => {
    const { span, capacity, booked } = one;
    const line = lines.find((own) => own.line === booked?.line);
    const offer = offers.get(one.offerId);
    const time = timeOfSpan(one);
    const noted = record(span.id);
    const numbers = things.get(span.id) ?? [];
    const isLate = isOverdue(one, ctx.now);
    const lateCents = isLate ? lateCentsNow(ctx, one) : (noted.back?.lender.lateCents ?? 0);
    const isThreatened = atRisk.has(span.id);
    return {
      spanId: span.id,
      name: translated(offer?.name ?? line!.name, ctx.locale),
      units: span.units,
      time: formatTime(time, ctx.t, ctx.locale),
      state: formatLentState(one, noted, ctx),
      things: numbers.length > 0 ? ctx.t.lending.things(numbers.join(', ')) : null,
      dueBy:
        isLent(capacity) && time.way === 'period' && (span.state === 'booked' || (span.state === 'out' && !isLate))
          ? ctx.t.lending.buyer.dueBy(formatDay(time.to, ctx.locale))
          : null,
      isLate,
      late: lateCents > 0 && line ? lateText(ctx, lateCents, line, isLate) : null,
      claim: viewAsked(ctx, claims.get(span.id), mayAct),
      moments: formatMoments(noted, ctx),
      open: mayAct ? openMoments(span.state, noted) : [],
      isThreatened,
      instead:
        isThreatened && offer
          ? listAlternatives(ctx, offer, time, span.units).map(({ slug, name }) => ({
              slug,
              name: translated(name, ctx.locale),
            }))
          : [],
    };
  });
}

/** The sum that the lender asks for, with the answers that its buyer has now. The latest one: an earlier one was dropped. */
function viewAsked(ctx: RequestContext, claim: LendingClaim | undefined, mayAct: boolean) {
  if (!claim) return null;
  const waits = claim.state === 'open' || claim.state === 'contested';
  const mayContest = mayAct && claim.state === 'open' && claim.answerBy > isoUtc(ctx.now);
  return {
    id: claim.id,
    lines: formatClaim(claim, ctx.t, ctx.locale),
    pay: mayAct && waits ? ctx.t.lending.claim.pay(formatMoney(claimedCents(claim), ctx.locale)) : null,
    answerBy: mayContest
      ? ctx.t.lending.claim.answerBy(formatDay(localDay(new Date(claim.answerBy), ctx.town), ctx.locale))
      : null,
  };
}

/** One reading for each thing of the order that is booked. */
function listIdsAtRisk(ctx: RequestContext, lent: readonly LentSpan[]): Set<string> {
  const booked = lent.filter(({ span }) => span.state === 'booked').map(({ capacity }) => capacity);
  const capacities = new Map<number, Capacity>(booked.map((capacity) => [capacity.id, capacity]));
  return new Set([...capacities.values()].flatMap((one) => listBookedAtRisk(ctx, one).spans.map(({ id }) => id)));
}

function lateText(
  ctx: RequestContext,
  cents: number,
  { vatBasisPoints, priceBasis }: WholeOrder['lines'][number],
  isStillOut: boolean,
): string {
  const [amount] = amountsFor(priceOf(cents, vatBasisPoints), priceBasis);
  const shown = `${formatMoney(amount!.cents, ctx.locale)} ${priceBasis === 'gross' ? ctx.t.ttc : ctx.t.ht}`;
  return isStillOut ? ctx.t.lending.owes(shown) : ctx.t.lending.owed(shown);
}

export type BookingView = ReturnType<typeof viewBookings>[number];
