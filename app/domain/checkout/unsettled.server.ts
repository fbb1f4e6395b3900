// Money that an order could not take, because it came too late or twice: a steward gives it back, or takes the order up.
import { isEntered, post, reverse } from '#app/domain/books/books.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { reserveStock } from '#app/domain/catalogue/stock.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { findOrder, moveOrder, setPartDay, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, findOpenCase, type PaymentCase } from '#app/domain/payments/cases.server.ts';
import { listDisputesOf } from '#app/domain/payments/disputes.server.ts';
import { openRefund, reopenRefund } from '#app/domain/payments/refunds.server.ts';
import { findSession, type PaymentSession } from '#app/domain/payments/sessions.server.ts';
import { nextRoundDay } from '#app/domain/rounds/round.ts';
import { bookedGrams, bookRound, listRounds } from '#app/domain/rounds/rounds.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrUndone } from '#app/domain/shared/transaction.server.ts';
import { arrivalDay } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { completeOrder } from './complete-order.server.ts';
import { paymentEntry, unsettledGivenBackEntry } from './postings.ts';

export type CaseRefusal =
  | { reason: 'not-now' }
  | { reason: 'disputed' }
  | { reason: 'out-of-stock'; name: string }
  | { reason: 'no-day'; name: string };

/** Gives a late or second payment back to its buyer, who is told; a late order ends with it. */
export function giveBackUnsettled(ctx: Ctx, caseId: string): Result<object, CaseRefusal> {
  return inTransaction(ctx, () => {
    const held = unsettledOf(ctx, caseId);
    if (!held) return { ok: false as const, reason: 'not-now' as const };
    if (isContested(ctx, held.session)) return { ok: false as const, reason: 'disputed' as const };
    const { session, reason } = held;
    const { reference: orderId, amountCents } = session;
    const refundId = openRefund(ctx, orderId, amountCents, reason, session.id);
    post(ctx, unsettledGivenBackEntry(refundId, orderId, amountCents));
    enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
    if (reason === 'paid-after-release') moveOrder(ctx, orderId, 'give-back', 'given-back');
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
export function takeUpLate(ctx: LedgerCtx, caseId: string): Result<object, CaseRefusal> {
  return inTransactionOrUndone(ctx, (refuse: (refusal: CaseRefusal) => never) => {
    const held = unsettledOf(ctx, caseId);
    if (held?.reason !== 'paid-after-release') return refuse({ reason: 'not-now' });
    const { session } = held;
    if (isContested(ctx, session)) return refuse({ reason: 'disputed' });
    const late = findOrder(ctx, session.reference)!;
    for (const line of late.lines)
      if (!reserveStock(ctx, line.offerId, line.quantity))
        refuse({ reason: 'out-of-stock', name: ctx.locale === 'fr' ? line.nameFr : line.nameEn });
    setDays(ctx, late, refuse);
    if (!moveOrder(ctx, late.order.id, 'take-up', 'paid')) return refuse({ reason: 'not-now' });
    reverse(ctx, `payment:${session.id}`);
    const whole = findOrder(ctx, late.order.id)!;
    post(ctx, paymentEntry(whole, session.id, `taken-up:${session.id}`));
    completeOrder(ctx, whole, 'takeUpLate');
    closeCase(ctx, session.id, held.reason);
    return { ok: true as const };
  });
}

/** The first day that each supplier can still serve; room on the town's round is taken again. */
function setDays(ctx: Ctx, { order, parts, lines }: WholeOrder, refuse: (refusal: CaseRefusal) => never): void {
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
    const held = findOpenCase(ctx, caseId);
    if (held?.reason !== 'refund-refused' && held?.reason !== 'refund-failed') return false;
    if (isEntered(ctx, `reversal:refund-agreed:${held.subject}`)) return false;
    const refund = reopenRefund(ctx, held.subject);
    if (!refund) return false;
    enqueue(ctx, 'refund', `refund:${refund.id}:${refund.attempt}`, { refundId: refund.id });
    recordAudit(ctx, `retryRefund:${refund.amountCents}`, refund.reference);
    return true;
  });
}

/** Which cases end by a decision of their own, and not by being put away. */
export const decided: readonly PaymentCase['reason'][] = ['paid-after-release', 'paid-twice'];

/** A steward has looked after it elsewhere. Money that waits for a decision cannot be put away. False when it was not open. */
export function putCaseAway(ctx: Ctx, caseId: string): boolean {
  return inTransaction(ctx, () => {
    const held = findOpenCase(ctx, caseId);
    if (!held || decided.includes(held.reason) || !closeCase(ctx, held.subject, held.reason)) return false;
    recordAudit(ctx, `putCaseAway:${held.reason}`, held.reference ?? held.subject);
    return true;
  });
}

type Unsettled = { session: PaymentSession; reason: 'paid-after-release' | 'paid-twice' };

/** The payment that an open case is about; null when it was decided already. */
function unsettledOf(ctx: Ctx, caseId: string): Unsettled | null {
  const held = findOpenCase(ctx, caseId);
  if (held?.reason !== 'paid-after-release' && held?.reason !== 'paid-twice') return null;
  const session = findSession(ctx, held.subject);
  return session ? { session, reason: held.reason } : null;
}

/** The buyer's bank decides, or has taken it back already. */
function isContested(ctx: Ctx, { id, chargeId }: PaymentSession): boolean {
  return listDisputesOf(ctx, chargeId ?? id).some(({ state }) => state !== 'won');
}
