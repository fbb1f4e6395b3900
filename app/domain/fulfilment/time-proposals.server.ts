// A supplier proposes another time for what it has promised: of a booking another stretch of its calendar, of goods another day.
// The stretch is held until the buyer answers; without an answer in time all is refunded.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import {
  axisSpan,
  type BookedTime,
  daysOfTime,
  readTime,
  stretchesOf,
  writeTime,
} from '#app/domain/calendar/booked-time.ts';
import { getCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, edge, quarterStart } from '#app/domain/calendar/civil-time.ts';
import { confirmSpans, holdSpan, listSpansOf, moveSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { cancellationTermsAt } from '#app/domain/catalogue/booking-terms.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { nameAtTime } from '#app/domain/checkout/freeze-order.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import { setPartDay } from '#app/domain/orders/orders.server.ts';
import {
  closeProposal,
  getSupplierPart,
  insertProposal,
  listUnansweredTimes,
  type Proposal,
  type SupplierPart,
  saveOutcome,
} from '#app/domain/orders/parts.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { roundBooking } from '#app/domain/rounds/round.ts';
import { holdRound, listRounds, releaseRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addMinutes, type Ctx, isoUtc, isoWeekday, type Zone } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { refuseLines } from './cancel-part.server.ts';
import { effectiveLines } from './line-changes.server.ts';
import { hasOwnTime, type TouchedPromise } from './touched-promises.server.ts';

/** So long a buyer has to answer, and not beyond the beginning of what was promised, but for the first hour. */
const answerHours = 72;

/** Proposes `time` instead of that of a promise, in the caller's transaction. */
export function proposeTime(
  ctx: Ctx,
  supplierId: string,
  { orderId, line, time: promised }: Pick<TouchedPromise, 'orderId' | 'line' | 'time'>,
  time: BookedTime,
  note: string,
): Result<object, { reason: 'taken' | 'already-open' }> {
  const supplierPart = getSupplierPart(ctx, supplierId, orderId);
  const own = effectiveLines(supplierPart).find(({ line: one, is }) =>
    line === null ? is.quantity > 0 && !hasOwnTime(is) : one.line === line,
  );
  if (!own) return refused('taken');
  const id = newId('prp');
  const until = answerBy(ctx, promised);
  if (line !== null && !holdProposed(ctx, `${orderId}/${line}`, { id, time, units: own.is.quantity, until }))
    return refused('taken');
  const proposal: Proposal = {
    ...{ id, orderId, line: own.line.line, supplierId, quantity: own.is.quantity, offerId: null, note, state: 'open' },
    ...{ proposedBy: requireUserId(ctx), proposedAt: isoUtc(ctx.now), answeredAt: null, refundCents: null },
    ...{ bookedTime: writeTime(time), answerBy: until },
  };
  if (!insertProposal(ctx, proposal)) return refused('already-open');
  enqueue(ctx, 'mail', `mail:proposal:${id}`, { template: 'proposal', orderId, supplierId, proposalId: id });
  return done();
}

function answerBy({ now, town }: Pick<Ctx, 'now' | 'town'>, promised: BookedTime): string {
  const begins = quarterStart(beginningOf(promised, town));
  const latest = new Date(Math.max(begins.getTime(), addMinutes(now, 60).getTime()));
  const usual = addMinutes(now, answerHours * 60);
  return isoUtc(usual < latest ? usual : latest);
}

function beginningOf(time: BookedTime, zone: Zone): number {
  return edge(zone, dayNumber(daysOfTime(time).first), time.way === 'slot' ? time.start : 0);
}

/** Holds the proposed stretch on the capacity of a booking. */
function holdProposed(
  ctx: Ctx,
  booking: string,
  { id, time, units, until }: { id: string; time: BookedTime; units: number; until: string },
): boolean {
  const [span] = listSpansOf(ctx, booking);
  const stretch = stretchOf(time, ctx.town);
  if (!span || !stretch) return false;
  const capacity = getCapacity(ctx, span.capacity);
  const { planVersion } = capacity;
  const hold = { capacity, booking: holdOf(id), fromT: stretch.from, toT: stretch.to, units, until, planVersion };
  return holdSpan(ctx, hold).ok;
}

/** Null for seats and several visits, which are not moved as one stretch. */
function stretchOf(time: BookedTime, zone: Zone): ReturnType<typeof axisSpan> {
  const [stretch, ...more] = stretchesOf(time);
  return !stretch || more.length > 0 || time.way === 'session' ? null : axisSpan(stretch, zone);
}

/** The booking of a proposal's hold: not below its order, whose spans are confirmed and released together. */
function holdOf(proposalId: string): string {
  return `proposal:${proposalId}`;
}

/**
 * The buyer agrees to another time, in the caller's transaction: the span, the line's name and time, and the part's day follow.
 * What its supplier moved is cancelled without a fee until it begins. False where it is no longer free.
 */
export function acceptTime(ctx: Ctx, supplierPart: SupplierPart, proposal: Proposal): boolean {
  const time = readTime(proposal.bookedTime);
  const own = effectiveLines(supplierPart).find(({ line }) => line.line === proposal.line);
  if (!time || !own) return false;
  if (!hasOwnTime(own.is)) return moveGoods(ctx, supplierPart, daysOfTime(time).first);
  const stretch = stretchOf(time, ctx.town);
  const [span] = listSpansOf(ctx, `${proposal.orderId}/${proposal.line}`);
  releaseSpans(ctx, holdOf(proposal.id), 'cancelled');
  if (!span || !stretch || !moveSpan(ctx, span.id, { fromT: stretch.from, toT: stretch.to }).ok) return false;
  const [offer] = findOffers(ctx, [own.is.offerId]);
  const terms = { hours: offer?.bookingTerms?.hours ?? [], cancellation: [{ daysBefore: 0, percentKept: 0 }] };
  saveOutcome(ctx, {
    ...own.is,
    ...{ orderId: proposal.orderId, line: proposal.line },
    name: nameAtTime(offer?.name ?? own.is.name, time),
    bookedTime: writeTime(time),
    cancellation: cancellationTermsAt(terms, time, ctx.town),
  });
  saveFirstDay(ctx, getSupplierPart(ctx, proposal.supplierId, proposal.orderId));
  return true;
}

/** A part of bookings alone has the day of the first of them. */
function saveFirstDay(ctx: Ctx, supplierPart: SupplierPart): void {
  const left = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  const days = left.flatMap(({ is }) => {
    const time = hasOwnTime(is) ? readTime(is.bookedTime) : null;
    return time ? [daysOfTime(time).first] : [];
  });
  const first = days.toSorted()[0];
  const { part } = supplierPart;
  if (first && days.length === left.length) setPartDay(ctx, part, first, part.deliverHours);
}

function moveGoods(ctx: Ctx, { part }: SupplierPart, day: string): boolean {
  const { orderId, supplierId, choice } = part;
  if (choice === 'round') {
    releaseRound(ctx, orderId, supplierId);
    const until = isoUtc(addMinutes(ctx.now, reservationMinutes));
    if (!holdRound(ctx, { ...part, deliverOn: day }, until) || !confirmSpans(ctx, roundBooking(orderId, supplierId)).ok)
      return false;
  }
  const round = choice === 'round' ? listRounds(ctx).find(({ weekday }) => weekday === isoWeekday(day)) : undefined;
  setPartDay(ctx, part, day, round?.hours ?? part.deliverHours);
  return true;
}

/** The buyer does not agree, or has not answered: what was promised cannot be kept, and is refunded whole. */
export function refuseTime(
  ctx: LedgerCtx & ActiveRules,
  supplierPart: SupplierPart,
  proposal: Proposal,
): { refundCents: number } {
  releaseSpans(ctx, holdOf(proposal.id), 'cancelled');
  const left = effectiveLines(supplierPart).filter(({ is }) => is.quantity > 0);
  const isBooking = left.some(({ line, is }) => line.line === proposal.line && hasOwnTime(is));
  const lines = isBooking ? [proposal.line] : left.filter(({ is }) => !hasOwnTime(is)).map(({ line }) => line.line);
  const refusal = refuseLines(ctx, proposal.supplierId, proposal.orderId, lines, proposal.note);
  return { refundCents: refusal.ok ? refusal.refundCents : 0 };
}

/** Gives back what was promised where no answer came in time; at most a hundred. Returns their number. */
export function endUnansweredTimes(ctx: LedgerCtx & ActiveRules): number {
  const due = listUnansweredTimes(ctx, 100);
  for (const proposal of due)
    inTransaction(ctx, () => {
      if (!closeProposal(ctx, proposal.id, 'withdrawn')) return;
      refuseTime(ctx, getSupplierPart(ctx, proposal.supplierId, proposal.orderId), proposal);
    });
  return due.length;
}
