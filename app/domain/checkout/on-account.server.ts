// Orders on account: accepted within a credit limit, invoiced, paid by bank transfer within thirty days. The
// cooperative's bank then pays the suppliers.

import { creditLimitOf } from '#app/domain/accounts/credit-limits.server.ts';
import { mayBuyFor } from '#app/domain/accounts/memberships.server.ts';
import { listOwedToParties, receivablesByReference } from '#app/domain/books/balances.server.ts';
import { isPosted, postEntry } from '#app/domain/books/books.server.ts';
import { confirmSpans } from '#app/domain/calendar/spans.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import {
  type AccountOrder,
  listAccountOrders,
  listAccountParts,
  markOnAccount,
} from '#app/domain/orders/account-orders.server.ts';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import { findOrder, transitionOrder } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { hasSession } from '#app/domain/payments/payment-sessions.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { bankReceivedEntry, invoicedEntry } from '#app/domain/settlement/account-postings.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { sum } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction, inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { completeOrder } from './complete-order.server.ts';

const paymentDays = 30;

export type Credit = { limitCents: number; owedCents: number; leftCents: number };

/** Credit limit, debt and remaining credit of an organisation. Overpaying one order does not reduce the debt. */
export function creditOf(ctx: Pick<Ctx, 'db'>, organisationId: string): Credit {
  const limitCents = creditLimitOf(ctx, organisationId);
  const own = listReceivables(ctx, { organisationId });
  const owedCents = sum(own.map((one) => Math.max(0, one.owedCents)));
  return { limitCents, owedCents, leftCents: Math.max(0, limitCents - owedCents) };
}

/** Whether the actor buys for the organisation and its remaining credit covers the total. */
export function canOrderOnAccount(ctx: Ctx, organisationId: string, totalCents: number): boolean {
  return mayBuyFor(ctx, organisationId) && creditOf(ctx, organisationId).leftCents >= totalCents;
}

export type OnAccountRefusal = { reason: 'not-now' | 'credit' | 'overdue' };

/** Accepts a placed order on account. Refused above the credit limit, or while an order is overdue. */
export function orderOnAccount(ctx: LedgerCtx & ActiveRules, orderId: string): Result<object, OnAccountRefusal> {
  const whole = getOrderToChange(ctx, orderId);
  const { organisationId, totalCents } = whole.order;
  if (!organisationId) throw new Forbidden('only an organisation orders on account');
  return inTransactionOrRollback(ctx, (refuse: (refusal: { reason: 'not-now' }) => never) => {
    if (creditOf(ctx, organisationId).leftCents < totalCents) return refused('credit');
    if (isOverdue(ctx, organisationId)) return refused('overdue');
    // An order with a payment page is paid online: accepting it on account as well could charge the buyer twice.
    if (hasSession(ctx, orderId, livePage) || !transitionOrder(ctx, orderId, 'pay', 'paid')) return refused('not-now');
    if (!confirmSpans(ctx, orderId).ok) refuse({ reason: 'not-now' });
    markOnAccount(ctx, orderId, addDays(localDay(ctx.now, ctx.town), paymentDays));
    postEntry(ctx, invoicedEntry(whole, organisationId));
    completeOrder(ctx, findOrder(ctx, orderId)!, 'orderOnAccount');
    return done();
  });
}

const livePage = ['open', 'processing', 'paid'] as const;

function isOverdue(ctx: Ctx, organisationId: string): boolean {
  return listReceivables(ctx, { organisationId }).some(
    (one) => one.owedCents > 0 && one.dueOn < localDay(ctx.now, ctx.town),
  );
}

export type Receivable = AccountOrder & { owedCents: number };

/**
 * Orders on account with a balance: all, those of an organisation, or one; the earliest due first. A negative amount
 * is owed to the buyer.
 */
export function listReceivables(
  ctx: Pick<Ctx, 'db'>,
  only: { organisationId?: string; orderId?: string } = {},
): Receivable[] {
  const orders = listAccountOrders(ctx, only);
  const owed = receivablesByReference(
    ctx,
    orders.map(({ orderId }) => orderId),
  );
  return orders
    .map((order) => ({ ...order, owedCents: owed.get(order.orderId) ?? 0 }))
    .filter(({ owedCents }) => owedCents !== 0);
}

/** Cents still owed for an order; zero for one that was paid online. */
export function owedFor(ctx: Pick<Ctx, 'db'>, orderId: string): number {
  return listReceivables(ctx, { orderId })[0]?.owedCents ?? 0;
}

/** Enters a transfer for an order; false if its key is already entered. Throws NotFound unless on account. */
export function receiveTransfer(ctx: Ctx, orderId: string, amountCents: number, key: string): boolean {
  return inTransaction(ctx, () => {
    const order = findOrder(ctx, orderId)?.order;
    if (order?.payment !== 'account' || !order.organisationId) throw new NotFound(`order on account ${orderId}`);
    if (isPosted(ctx, `bank-received:${key}`)) return false;
    postEntry(ctx, bankReceivedEntry(key, orderId, order.organisationId, amountCents));
    recordAudit(ctx, `receiveTransfer:${amountCents}`, orderId);
    return true;
  });
}

export type BankPayout = ReturnType<typeof listAccountParts>[number] & { owedCents: number };

/**
 * Handed-over parts of orders on account with the amount that the cooperative's bank owes the supplier, once the buyer
 * owes nothing any more. A negative amount is owed by the supplier, after a return.
 */
export function listBankPayouts(ctx: Pick<Ctx, 'db'>): BankPayout[] {
  const parts = listAccountParts(ctx);
  const references = [...new Set(parts.map(({ orderId }) => orderId))];
  const receivable = receivablesByReference(ctx, references);
  const owed = new Map(
    listOwedToParties(ctx, references).map(({ reference, party, cents }) => [`${reference} ${party}`, cents]),
  );
  return parts
    .map((part) => ({ ...part, owedCents: owed.get(`${part.orderId} ${part.supplierId}`) ?? 0 }))
    .filter(({ orderId, owedCents }) => {
      const buyerOwes = receivable.get(orderId);
      return owedCents < 0 || (owedCents > 0 && buyerOwes !== undefined && buyerOwes <= 0);
    });
}
