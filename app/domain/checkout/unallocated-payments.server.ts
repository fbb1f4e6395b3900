// Unallocated payments: an order could not take them because they came too late or twice. A steward refunds the
// payment or reinstates the order.
import { isPosted, postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { confirmSpans } from '#app/domain/calendar/spans.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { reservationMinutes } from '#app/domain/orders/order.ts';
import { findOrder, setPartDay, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, findOpenCase } from '#app/domain/payments/cases.server.ts';
import { findDispute, listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import { endingsOf } from '#app/domain/payments/payment.ts';
import { findSession, type PaymentSession } from '#app/domain/payments/payment-sessions.server.ts';
import { openRefund, reopenRefund } from '#app/domain/payments/refunds.server.ts';
import { nextRoundDay } from '#app/domain/rounds/round.ts';
import { bookedGrams, holdRound, listRounds, releaseRound } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { paymentEntry, unallocatedRefundEntry } from '#app/domain/settlement/postings.ts';
import { addMinutes, type Ctx, isoUtc, isoWeekday } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { type GateRefusal, passGate } from '#app/domain/suppliers/deciding.server.ts';
import type { DecisionVerb } from '#app/domain/suppliers/decision.ts';
import { requireImpartial } from '#app/domain/suppliers/interests.server.ts';
import { arrivalDay, promisingSeller } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { completeOrder } from './complete-order.server.ts';
import { haveBegun } from './hold-times.server.ts';
import { orderParties } from './order-parties.server.ts';

export type CaseRefusal =
  | GateRefusal
  | { reason: 'not-now' }
  | { reason: 'disputed' }
  | { reason: 'out-of-stock'; name: string }
  | { reason: 'no-day'; name: string }
  | { reason: 'time-taken' };

/** Refunds a late or second payment and mails the buyer; this also ends a late order. */
export function refundUnallocated(ctx: Ctx, caseId: string): Result<object, CaseRefusal> {
  return inTransaction(ctx, () => {
    const openedCase = findUnallocated(ctx, caseId);
    if (!openedCase) return refused('not-now');
    if (isDisputed(ctx, openedCase.session)) return refused('disputed');
    const { session, reason } = openedCase;
    const { reference: orderId, amountCents } = session;
    const gate = passCaseGate(ctx, 'case-refunded', caseId, orderId, amountCents);
    if (!gate.ok) return gate;
    refundPayment(ctx, session, reason);
    closeCase(ctx, session.id, reason);
    recordAudit(ctx, `giveBackUnsettled:${amountCents}`, orderId);
    return done();
  });
}

function refundPayment(
  ctx: Ctx,
  { id, reference: orderId, amountCents }: PaymentSession,
  reason: UnallocatedPayment['reason'],
  why?: 'time-taken',
): void {
  const refundId = openRefund(ctx, orderId, amountCents, reason, id);
  postEntry(ctx, unallocatedRefundEntry(refundId, orderId, amountCents));
  enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
  if (reason === 'paid-after-release') transitionOrder(ctx, orderId, 'refund', 'refunded');
  const letter = { template: 'payment-refunded', orderId, amountCents, ...(why && { why }) };
  enqueue(ctx, 'mail', `mail:refunded:${refundId}`, letter);
}

/**
 * Reinstates an order that was paid too late: reserves its stock again, gives each part the next possible day,
 * and goes on as if it had just been paid. Refused without any change when stock or a day is missing.
 */
export function reinstateOrder(ctx: LedgerCtx & ActiveRules, caseId: string): Result<object, CaseRefusal> {
  const late = findUnallocated(ctx, caseId);
  if (late?.reason !== 'paid-after-release') return refused('not-now');
  const { reference, amountCents } = late.session;
  const gate = passCaseGate(ctx, 'case-reinstated', caseId, reference, amountCents);
  if (!gate.ok) return gate;
  return inTransactionOrRollback(ctx, (refuse: (refusal: CaseRefusal) => never) => {
    const openedCase = findUnallocated(ctx, caseId);
    if (openedCase?.reason !== 'paid-after-release') return refuse({ reason: 'not-now' });
    const { session } = openedCase;
    if (isDisputed(ctx, session)) return refuse({ reason: 'disputed' });
    reinstate(ctx, session, refuse);
    closeCase(ctx, session.id, openedCase.reason);
    return done();
  });
}

/**
 * Decides by itself about a payment that came after the hold of the time that it books: the order is reinstated where all
 * of it still fits, else the payment is refunded with a letter that says so. A disputed payment waits for a steward. In the
 * caller's transaction.
 */
export function decideLateBooking(
  ctx: LedgerCtx & ActiveRules,
  sessionId: string,
): 'reinstated' | 'refunded' | 'waiting' {
  const session = findSession(ctx, sessionId);
  if (!session || isDisputed(ctx, session)) return 'waiting';
  const reinstated = inTransactionOrRollback(ctx, (refuse: (refusal: CaseRefusal) => never) => {
    reinstate(ctx, session, refuse);
    return done();
  });
  if (reinstated.ok) return 'reinstated';
  refundPayment(ctx, session, 'paid-after-release', 'time-taken');
  recordAudit(ctx, `refundLateBooking:${reinstated.reason}`, session.reference);
  return 'refunded';
}

/** Takes stock, days and times of a late order again, and goes on as if it had just been paid. */
function reinstate(
  ctx: LedgerCtx & ActiveRules,
  session: PaymentSession,
  refuse: (refusal: CaseRefusal) => never,
): void {
  const late = findOrder(ctx, session.reference)!;
  for (const line of late.lines)
    if (!line.bookedTime && !reserveStock(ctx, line.offerId, line.quantity, late.order.id))
      refuse({ reason: 'out-of-stock', name: translated(line.name, ctx.locale) });
  if (haveBegun(ctx, late.lines)) refuse({ reason: 'time-taken' });
  assignArrivalDays(ctx, late, refuse);
  if (!confirmSpans(ctx, late.order.id).ok) refuse({ reason: 'time-taken' });
  if (!transitionOrder(ctx, late.order.id, 'reinstate', 'paid')) refuse({ reason: 'not-now' });
  reverseEntry(ctx, `payment:${session.id}`);
  const whole = findOrder(ctx, late.order.id)!;
  postEntry(ctx, paymentEntry(whole, session.id, `reinstated:${session.id}`));
  completeOrder(ctx, whole, 'takeUpLate');
}

/** Sets each part to the first day its supplier can still serve, and books the town's round again. */
function assignArrivalDays(
  ctx: Ctx,
  { order, parts, lines }: WholeOrder,
  refuse: (refusal: CaseRefusal) => never,
): void {
  const ids = parts.map(({ supplierId }) => supplierId);
  const suppliers = new Map(findSuppliers(ctx, ids).map((supplier) => [supplier.id, supplier]));
  const offers = findOffers(
    ctx,
    lines.map(({ offerId }) => offerId),
  );
  const rounds = listRounds(ctx);
  const until = isoUtc(addMinutes(ctx.now, reservationMinutes));
  for (const part of parts) {
    const { supplierId, supplierName, choice, roundGrams: grams } = part;
    // A part that is all booked for a time keeps its day.
    if (lines.every((line) => line.supplierId !== supplierId || line.bookedTime)) continue;
    const supplier = suppliers.get(supplierId)!;
    const own = offers.filter((offer) => offer.supplierId === supplierId);
    const leadDays = Math.max(...own.map((offer) => offer.leadDays));
    const day =
      choice === 'round'
        ? nextRoundDay(
            rounds,
            bookedGrams(ctx),
            { grams, seller: promisingSeller(supplier, leadDays) },
            ctx.now,
            ctx.town,
          )
        : arrivalDay(supplier, choice, leadDays, ctx.now, ctx.town);
    releaseRound(ctx, order.id, supplierId);
    const served = day && (choice !== 'round' || holdRound(ctx, { ...part, deliverOn: day }, until));
    const promised = served ? day : refuse({ reason: 'no-day', name: supplierName });
    const round = choice === 'round' ? rounds.find(({ weekday }) => weekday === isoWeekday(promised)) : undefined;
    setPartDay(ctx, part, promised, round?.hours ?? (choice === 'shared' ? supplier.deliveryHours : ''));
  }
}

/** Retries a refund that was refused or failed, unless a lost dispute has undone it. False if there is none. */
export function retryRefund(ctx: Ctx, caseId: string): boolean {
  return inTransaction(ctx, () => {
    const openedCase = findOpenCase(ctx, caseId);
    requireImpartial(ctx, 'steward', orderParties(ctx, openedCase?.reference ?? null));
    if (openedCase?.reason !== 'refund-refused' && openedCase?.reason !== 'refund-failed') return false;
    if (isPosted(ctx, `reversal:refund-agreed:${openedCase.subject}`)) return false;
    const refund = reopenRefund(ctx, openedCase.subject);
    if (!refund) return false;
    enqueue(ctx, 'refund', `refund:${refund.id}:${refund.attempt}`, { refundId: refund.id });
    recordAudit(ctx, `retryRefund:${refund.amountCents}`, refund.reference);
    return true;
  });
}

/**
 * Dismisses a case looked after elsewhere. `not-now` when it is not open, its money waits for a decision, or its
 * dispute is open.
 */
export function dismissCase(ctx: Ctx, caseId: string): Result<object, GateRefusal | { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const openedCase = findOpenCase(ctx, caseId);
    if (
      !openedCase ||
      !endingsOf[openedCase.reason].includes('put-away') ||
      (openedCase.reason === 'disputed' && findDispute(ctx, openedCase.subject)?.state === 'open')
    )
      return refused('not-now');
    const { reference, facts } = openedCase;
    const gate = passCaseGate(ctx, 'case-dismissed', caseId, reference, facts.amountCents ?? 0);
    if (!gate.ok) return gate;
    if (!closeCase(ctx, openedCase.subject, openedCase.reason)) return refused('not-now');
    recordAudit(ctx, `putCaseAway:${openedCase.reason}`, reference ?? openedCase.subject);
    return done();
  });
}

/** `caseId` and the amount are what a second person is shown and confirms. */
export function passCaseGate(
  ctx: Ctx,
  verb: Extract<DecisionVerb, `case-${string}`>,
  caseId: string,
  orderId: string | null,
  amountCents: number,
): Result<object, GateRefusal> {
  const facts = { case: caseId, cents: amountCents };
  return passGate(ctx, { verb, parties: orderParties(ctx, orderId), sumCents: Math.abs(amountCents), facts });
}

type UnallocatedPayment = { session: PaymentSession; reason: 'paid-after-release' | 'paid-twice' };

/** The unallocated payment of an open case; null for a closed case or another reason. */
function findUnallocated(ctx: Ctx, caseId: string): UnallocatedPayment | null {
  const openedCase = findOpenCase(ctx, caseId);
  if (openedCase?.reason !== 'paid-after-release' && openedCase?.reason !== 'paid-twice') return null;
  const session = findSession(ctx, openedCase.subject);
  return session ? { session, reason: openedCase.reason } : null;
}

/** A dispute took the money, or will decide who has it. An inquiry may be refunded: that ends it. */
function isDisputed(ctx: Ctx, { id, chargeId }: PaymentSession): boolean {
  return listDisputesOf(ctx, chargeId ?? id).some(
    ({ state, refundable }) => state === 'lost' || (state === 'open' && !refundable),
  );
}
