// The data of the lending pages, already as text.
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { mayBeMissed, undoableUntil } from '#app/domain/fulfilment/lending.server.ts';
import type { LendingRecord } from '#app/domain/fulfilment/lending.ts';
import { findClaimable } from '#app/domain/fulfilment/lending-claims.server.ts';
import { listBookedAtRisk } from '#app/domain/fulfilment/lending-letters.server.ts';
import {
  getLentSpan,
  isLent,
  isOverdue,
  type LentSpan,
  lateCentsNow,
  listLentSpans,
  readLentSpan,
  timeOfSpan,
} from '#app/domain/fulfilment/lent-spans.server.ts';
import { listLoans, loanGroups } from '#app/domain/fulfilment/loan-list.server.ts';
import { listRecords, listThings, listThingsHere } from '#app/domain/fulfilment/span-conditions.server.ts';
import { listOrderHeads } from '#app/domain/orders/orders.server.ts';
import { findSupplierPart } from '#app/domain/orders/parts.server.ts';
import { findClaimOf } from '#app/domain/settlement/claim-rows.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDay, formatMoney } from '#app/i18n/format.ts';
import { formatClaim, formatLentState, formatMoments } from '#app/i18n/format-lending.ts';
import { formatTime } from '#app/i18n/format-time.ts';

/** The loans of a supplier by group, the pressing ones first. */
export function viewLoans(ctx: RequestContext, supplierId: string) {
  const rows = viewRows(ctx, listLoans(ctx, supplierId));
  return loanGroups.flatMap((group) => {
    const own = rows.filter((row) => row.group === group);
    return own.length > 0 ? [{ group, rows: own }] : [];
  });
}

function viewRows<T extends LentSpan>(ctx: RequestContext, rows: readonly T[]) {
  const offers = new Map(findOffers(ctx, [...new Set(rows.map((row) => row.offerId))]).map((one) => [one.id, one]));
  const heads = listOrderHeads(ctx, [...new Set(rows.flatMap(({ booked }) => booked?.orderId ?? []))]);
  const ids = rows.map(({ span }) => span.id);
  const [record, things] = [listRecords(ctx, ids), listThings(ctx, ids)];
  return rows.map((row) => {
    const { span, capacity, offerId, booked, ...rest } = row;
    const head = booked && heads.get(booked.orderId);
    const noted = record(span.id);
    const numbers = things.get(span.id) ?? [];
    return {
      ...rest,
      spanId: span.id,
      name: `${span.units} × ${translated(offers.get(offerId)?.name ?? { fr: capacity.subject }, ctx.locale)}`,
      who: head ? `${head.buyerName}, ${ctx.t.lending.order(head.number)}` : ctx.t.lending.own,
      time: formatTime(timeOfSpan(row), ctx.t, ctx.locale),
      state: formatLentState(row, noted, ctx),
      things: numbers.length > 0 ? ctx.t.lending.things(numbers.join(', ')) : null,
      differs: hasOtherWord(noted),
    };
  });
}

function hasOtherWord({ out, back }: LendingRecord): boolean {
  return Boolean(out?.borrower ?? back?.borrower);
}

/** The lent things of an order that are still to be handed out here, for the pages of its part. */
export function viewToHandOut(ctx: RequestContext, supplierId: string, orderId: string) {
  const own = listLentSpans(ctx, [orderId]).filter(
    ({ capacity, span }) => capacity.owner === supplierId && isLent(capacity) && span.state === 'booked',
  );
  return viewRows(ctx, own).map(({ spanId, name, time }) => ({ spanId, name, time }));
}

/** One booking: both words about it, the bookings that it puts at risk, and the steps that can be taken now. */
export function viewLent(ctx: RequestContext, supplierId: string, spanId: string) {
  const lent = getLentSpan(ctx, supplierId, spanId);
  const { span, capacity, booked } = lent;
  const [row] = viewRows(ctx, [lent]);
  const record = listRecords(ctx, [spanId])(spanId);
  const supplierPart = booked && findSupplierPart(ctx, supplierId, booked.orderId);
  const time = timeOfSpan(lent);
  const firstDay = time.way === 'period' ? time.from : time.day;
  const hasBegun = firstDay <= localDay(ctx.now, ctx.town);
  const atRisk = listBookedAtRisk(ctx, capacity);
  const undoUntil = undoableUntil(record, span.state);
  const lateCents = isOverdue(lent, ctx.now) ? lateCentsNow(ctx, lent) : (record.back?.lender.lateCents ?? 0);
  return {
    ...row!,
    order: supplierPart && {
      id: supplierPart.order.id,
      contact: `${supplierPart.order.contactName}, ${supplierPart.order.contactPhone}`,
    },
    units: span.units,
    moments: formatMoments(record, ctx),
    claim: viewClaim(ctx, lent),
    late: lateCents > 0 ? lateText(ctx, lateCents, isOverdue(lent, ctx.now)) : null,
    isThreatened: atRisk.spans.some(({ id }) => id === spanId),
    threatens:
      atRisk.cause && (span.state === 'out' || span.state === 'lost')
        ? viewRows(
            ctx,
            atRisk.spans.flatMap((one) => readLentSpan(one, capacity) ?? []),
          )
        : [],
    opensOn: span.state === 'booked' && !hasBegun ? formatDay(firstDay, ctx.locale) : null,
    steps: {
      handOut: isLent(capacity) && span.state === 'booked' && hasBegun,
      takeBack: span.state === 'out' || span.state === 'lost',
      inspect: span.state === 'back',
      miss: hasBegun && mayBeMissed(ctx, lent),
      lose: span.state === 'out' || span.state === 'back',
      replace: span.state === 'lost',
    },
    isLost: span.state === 'lost',
    undoUntil: undoUntil > ctx.now.toISOString() ? undoUntil : null,
    numbersHere: isLent(capacity) && span.state === 'booked' ? listThingsHere(ctx, capacity.id) : [],
  };
}

/** The sum that was asked for after the loan, or the one that can be. */
function viewClaim(ctx: RequestContext, lent: LentSpan) {
  const claim = findClaimOf(ctx, lent.span.id);
  const claimable = claim ? null : findClaimable(ctx, lent);
  const money = (cents: number) => formatMoney(cents, ctx.locale);
  return {
    made: claim
      ? { lines: formatClaim(claim, ctx.t, ctx.locale), mayDrop: claim.state === 'open' || claim.state === 'contested' }
      : null,
    ask: claimable && {
      deposit: money(claimable.depositCents),
      late: claimable.lateHtCents > 0 ? money(claimable.lateHtCents + claimable.lateVatCents) : null,
    },
  };
}

function lateText(ctx: RequestContext, cents: number, isStillOut: boolean): string {
  const amount = `${formatMoney(cents, ctx.locale)} ${ctx.t.ht}`;
  return isStillOut ? ctx.t.lending.owes(amount) : ctx.t.lending.owed(amount);
}

export type LentView = ReturnType<typeof viewLent>;
