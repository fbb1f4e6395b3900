// Money that an order could not take, because it came too late or twice: a steward gives it back, or takes the order up.
import { isPosted, postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { findOrder, setPartDay, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, findOpenCase, type PaymentCase } from '#app/domain/payments/cases.server.ts';
import { listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import { findSession, type PaymentSession } from '#app/domain/payments/payment-sessions.server.ts';
import { openRefund, reopenRefund } from '#app/domain/payments/refunds.server.ts';
import { nextRoundDay } from '#app/domain/rounds/round.ts';
import { bookedGrams, bookRound, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { paymentEntry, unallocatedRefundEntry } from '#app/domain/settlement/postings.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { arrivalDay } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { completeOrder } from './complete-order.server.ts';

export type CaseRefusal =
  | { reason: 'not-now' }
  | { reason: 'disputed' }
  | { reason: 'out-of-stock'; name: string }
  | { reason: 'no-day'; name: string };

/** Gives a late or second payment back to its buyer, who is told; a late order ends with it. */
export function refundUnallocated(ctx: Ctx, caseId: string): Result<object, CaseRefusal> {
  return inTransaction(ctx, () => {
    const openedCase = findUnallocated(ctx, caseId);
    if (!openedCase) return { ok: false as const, reason: 'not-now' as const };
    if (isDisputed(ctx, openedCase.session)) return { ok: false as const, reason: 'disputed' as const };
    const { session, reason } = openedCase;
    const { reference: orderId, amountCents } = session;
    const refundId = openRefund(ctx, orderId, amountCents, reason, session.id);
    postEntry(ctx, unallocatedRefundEntry(refundId, orderId, amountCents));
    enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
    if (reason === 'paid-after-release') transitionOrder(ctx, orderId, 'give-back', 'given-back');
    enqueue(ctx, 'mail', `mail:given-back:${refundId}`, { template: 'payment-given-back', orderId, amountCents });
    closeCase(ctx, session.id, reason);
    recordAudit(ctx, `giveBackUnsettled:${amountCents}`, orderId);
    return { ok: true as const };
  });
}

/**
 * Takes an order up whose payment came too late: its stock is taken again, each part gets the next day it can arrive, and
 * it goes on as if it had just been paid. Refused, and nothing changed, when something of it is not there any more.
 */
export function reinstateOrder(ctx: LedgerCtx, caseId: string): Result<object, CaseRefusal> {
  return inTransactionOrRollback(ctx, (refuse: (refusal: CaseRefusal) => never) => {
    const openedCase = findUnallocated(ctx, caseId);
    if (openedCase?.reason !== 'paid-after-release') return refuse({ reason: 'not-now' });
    const { session } = openedCase;
    if (isDisputed(ctx, session)) return refuse({ reason: 'disputed' });
    const late = findOrder(ctx, session.reference)!;
    for (const line of late.lines)
      if (!reserveStock(ctx, line.offerId, line.quantity))
        refuse({ reason: 'out-of-stock', name: ctx.locale === 'fr' ? line.nameFr : line.nameEn });
    assignArrivalDays(ctx, late, refuse);
    if (!transitionOrder(ctx, late.order.id, 'take-up', 'paid')) return refuse({ reason: 'not-now' });
    reverseEntry(ctx, `payment:${session.id}`);
    const whole = findOrder(ctx, late.order.id)!;
    postEntry(ctx, paymentEntry(whole, session.id, `taken-up:${session.id}`));
    completeOrder(ctx, whole, 'takeUpLate');
    closeCase(ctx, session.id, openedCase.reason);
    return { ok: true as const };
  });
}

/** The first day that each supplier can still serve; room on the town's round is taken again. */
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
  for (const { supplierId, supplierName, choice, roundGrams: grams } of parts) {
    const supplier = suppliers.get(supplierId)!;
    const own = offers.filter((offer) => offer.supplierId === supplierId);
    const leadDays = Math.max(...own.map((offer) => offer.leadDays));
    const day =
      choice === 'round'
        ? nextRoundDay(rounds, bookedGrams(ctx), { grams, leadDays, closures: supplier.closures }, ctx.now)
        : arrivalDay(supplier, choice, leadDays, ctx.now);
    const served = day && (choice !== 'round' || bookRound(ctx, day, grams));
    setPartDay(ctx, order.id, supplierId, served ? day : refuse({ reason: 'no-day', name: supplierName }));
  }
}

/** Asks anew for a refund that was refused or came back; not one that a lost dispute undid. False when there is nothing to ask. */
export function retryRefund(ctx: Ctx, caseId: string): boolean {
  return inTransaction(ctx, () => {
    const openedCase = findOpenCase(ctx, caseId);
    if (openedCase?.reason !== 'refund-refused' && openedCase?.reason !== 'refund-failed') return false;
    if (isPosted(ctx, `reversal:refund-agreed:${openedCase.subject}`)) return false;
    const refund = reopenRefund(ctx, openedCase.subject);
    if (!refund) return false;
    enqueue(ctx, 'refund', `refund:${refund.id}:${refund.attempt}`, { refundId: refund.id });
    recordAudit(ctx, `retryRefund:${refund.amountCents}`, refund.reference);
    return true;
  });
}

/** Which cases end by a decision of their own, and not by being put away. */
export const casesWithDecision: readonly PaymentCase['reason'][] = ['paid-after-release', 'paid-twice'];

/** A steward has looked after it elsewhere. Money that waits for a decision cannot be put away. False when it was not open. */
export function dismissCase(ctx: Ctx, caseId: string): boolean {
  return inTransaction(ctx, () => {
    const openedCase = findOpenCase(ctx, caseId);
    if (
      !openedCase ||
      casesWithDecision.includes(openedCase.reason) ||
      !closeCase(ctx, openedCase.subject, openedCase.reason)
    )
      return false;
    recordAudit(ctx, `putCaseAway:${openedCase.reason}`, openedCase.reference ?? openedCase.subject);
    return true;
  });
}

type UnallocatedPayment = { session: PaymentSession; reason: 'paid-after-release' | 'paid-twice' };

/** The payment that an open case is about; null when it was decided already. */
function findUnallocated(ctx: Ctx, caseId: string): UnallocatedPayment | null {
  const openedCase = findOpenCase(ctx, caseId);
  if (openedCase?.reason !== 'paid-after-release' && openedCase?.reason !== 'paid-twice') return null;
  const session = findSession(ctx, openedCase.subject);
  return session ? { session, reason: openedCase.reason } : null;
}

/** The buyer's bank decides, or has taken it back already. */
function isDisputed(ctx: Ctx, { id, chargeId }: PaymentSession): boolean {
  return listDisputesOf(ctx, chargeId ?? id).some(({ state }) => state !== 'won');
}
