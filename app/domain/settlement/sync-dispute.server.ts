// Disputes: the buyer's bank withdraws the money at once; the books show who bears it when the dispute closes.
import type Stripe from 'stripe';
import { isPosted, listKeys, postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findOrder, transitionOrder, type WholeOrder } from '#app/domain/orders/orders.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, openCase } from '#app/domain/payments/cases.server.ts';
import { type Dispute, listOpenDisputes, markBorne, saveDispute } from '#app/domain/payments/dispute-rows.server.ts';
import { recordEvent } from '#app/domain/payments/events.server.ts';
import { type PaymentCtx, type PaymentSession, sessionOfCharge } from '#app/domain/payments/payment-sessions.server.ts';
import { openRefund } from '#app/domain/payments/refunds.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTurn } from '#app/domain/shared/in-turn.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findOrderPayment } from './charges.server.ts';
import { announceDispute } from './dispute-letters.server.ts';
import { disputeFundsEntry, disputeLostEntry, disputeLostKey, unallocatedLostEntry } from './dispute-postings.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { refundAgreedEntry, type SaleShare, saleShares } from './postings.ts';
import { listOverearned, remainingShares } from './supplier-shares.server.ts';

export type DisputeOutcome = 'known-event' | 'not-ours' | 'open' | 'won' | 'lost';

/**
 * Brings a dispute to the provider's current state: posts each movement, and keeps a case and letters for it.
 * - Open: a case, until it closes. No transfer is sent; refunds wait unless it is an inquiry.
 * - Lost, whatever came before: the suppliers bear it in proportion to what they still have, and overpaid transfers
 *   are reversed. The provider's fee is the cooperative's. A case tells the stewards. An unallocated payment is no
 *   supplier's loss.
 * - Won: a loss that was entered is undone, whatever came between.
 *
 * Throws when the provider does not answer, and for a charge of ours that is not known yet, so that the event comes
 * again.
 */
export function syncDispute(
  ctx: PaymentCtx,
  disputeId: string,
  event?: { id: string; type: string },
): Promise<DisputeOutcome> {
  // Two answers of the provider must not be written in the other order than they were given.
  return inTurn(`dispute:${disputeId}`, async () => {
    const truth = await ctx.payments.stripe.disputes.retrieve(disputeId, { expand: ['charge'] });
    if (truth.livemode !== ctx.payments.livemode) return 'not-ours';
    const session = sessionOf(ctx, truth);
    if (!session) return 'not-ours';
    return inTransaction(ctx, () => {
      if (event && !recordEvent(ctx, event, disputeId)) return 'known-event';
      return applyDispute(ctx, truth, session);
    });
  });
}

/**
 * Asks again for every open dispute, in case an event was lost. A failing one is passed to `onError` and does not block
 * the others.
 */
export async function syncOpenDisputes(
  ctx: PaymentCtx,
  onError: (error: unknown, disputeId: string) => void,
): Promise<void> {
  for (const { id } of listOpenDisputes(ctx)) {
    try {
      await syncDispute(ctx, id);
    } catch (error) {
      onError(error, id);
    }
  }
}

/** Null for a charge that is not ours, or whose order a restore lost. Throws for one of ours whose session does not know it yet. */
function sessionOf(ctx: PaymentCtx, { id, charge }: Stripe.Dispute): Pick<PaymentSession, 'id' | 'reference'> | null {
  const chargeId = typeof charge === 'string' ? charge : charge.id;
  const session = sessionOfCharge(ctx, chargeId);
  if (session) return findOrder(ctx, session.reference) ? session : null;
  const reference = typeof charge === 'string' ? null : charge.transfer_group;
  if (reference && findOrder(ctx, reference))
    throw new Error(`dispute ${id} is about charge ${chargeId} of order ${reference}, which is not known yet`);
  return null;
}

function applyDispute(
  ctx: PaymentCtx,
  truth: Stripe.Dispute,
  session: Pick<PaymentSession, 'id' | 'reference'>,
): DisputeOutcome {
  const { reference: orderId } = session;
  const whole = findOrder(ctx, orderId);
  invariant(whole, `dispute ${truth.id} is about an order that is not there`);
  const paysOrder = findOrderPayment(ctx, orderId)?.id === session.id;
  for (const { id, amount, fee } of truth.balance_transactions)
    postEntry(ctx, disputeFundsEntry(orderId, { id, amountCents: -amount, feeCents: fee }));
  // A dispute of an unallocated payment is saved under its charge, so it does not block the order's own money.
  const { dispute, before } = saveDispute(ctx, truth, paysOrder ? orderId : chargeIdOf(truth));
  keepCase(ctx, dispute, before, orderId);
  const losses = listKeys(ctx, orderId, 'dispute-lost').filter((key) => key.split(':')[1] === truth.id);
  const entered = losses.find((key) => !isPosted(ctx, `reversal:${key}`));
  if (entered && dispute.state === 'won') undoLoss(ctx, dispute, whole, entered);
  if (dispute.state === 'lost' && dispute.borneCents !== dispute.amountCents) {
    if (entered) reverseEntry(ctx, entered); // of another amount
    enterLoss(ctx, dispute, whole, session.id, losses.length);
  }
  if (before?.state === dispute.state) return dispute.state;
  const occasion = `${dispute.id}:${dispute.state}:${isoUtc(ctx.now)}`;
  const supplierIds = paysOrder ? whole.parts.map(({ supplierId }) => supplierId) : [];
  const step = dispute.state === 'open' ? 'opened' : dispute.state;
  announceDispute(ctx, step, { disputeId: dispute.id, orderId, supplierIds }, occasion);
  // Won or lost: settlements that the open dispute blocked can run.
  if (dispute.state !== 'open')
    for (const { supplierId } of whole.parts) enqueueSettlement(ctx, orderId, supplierId, `dispute:${occasion}`);
  return dispute.state;
}

/** An open dispute has a case that cannot be dismissed; each new state of the dispute changes its facts. */
function keepCase(ctx: PaymentCtx, dispute: Dispute, before: Dispute | undefined, orderId: string): void {
  const { id, state, status, amountCents, reason: detail, dueBy, refundable } = dispute;
  if (state !== 'open') closeCase(ctx, id, 'disputed');
  else if (before?.state !== 'open' || before.status !== status)
    openCase(ctx, id, orderId, 'disputed', { amountCents, detail, status, refundable, ...(dueBy && { dueBy }) });
}

function enterLoss(ctx: PaymentCtx, dispute: Dispute, whole: WholeOrder, sessionId: string, losses: number): void {
  const orderId = whole.order.id;
  const key = disputeLostKey(dispute.id, losses);
  const paysOrder = dispute.reference === orderId;
  postEntry(
    ctx,
    paysOrder
      ? disputeLostEntry(key, orderId, sharesOf(ctx, dispute.amountCents, whole))
      : unallocatedLostEntry(key, orderId, dispute.amountCents),
  );
  markBorne(ctx, dispute.id, dispute.amountCents);
  openCase(ctx, dispute.id, orderId, 'dispute-lost', { amountCents: dispute.amountCents, detail: dispute.reason });
  if (paysOrder) return;
  // Of an unallocated payment there is no money left to decide about.
  closeCase(ctx, sessionId, 'paid-twice');
  if (closeCase(ctx, sessionId, 'paid-after-release')) transitionOrder(ctx, orderId, 'refund', 'refunded');
}

/** Shares a loss among the suppliers' remaining shares, account by account, by largest remainder. */
function sharesOf(ctx: PaymentCtx, amountCents: number, whole: WholeOrder): SaleShare[] {
  const had = remainingShares(ctx, whole.order.id);
  const shares: SaleShare[] = had.length > 0 ? had : saleShares(whole);
  const borne = allocate(
    amountCents,
    shares.flatMap(({ htCents, vatCents }) => [htCents, vatCents]),
  );
  return shares.map((one, i) => ({ ...one, htCents: borne[2 * i]!, vatCents: borne[2 * i + 1]! }));
}

function undoLoss(ctx: PaymentCtx, dispute: Dispute, whole: WholeOrder, key: string): void {
  const orderId = whole.order.id;
  reverseEntry(ctx, key);
  markBorne(ctx, dispute.id, 0);
  closeCase(ctx, dispute.id, 'dispute-lost');
  if (dispute.reference === orderId) refundCancelled(ctx, whole, key);
  else {
    const session = sessionOfCharge(ctx, dispute.reference);
    if (session) openCase(ctx, session.id, orderId, 'paid-twice', { amountCents: dispute.amountCents });
  }
}

/** The money is back: what was cancelled while the buyer's bank had it is owed to the buyer again. */
function refundCancelled(ctx: PaymentCtx, whole: WholeOrder, key: string): void {
  const orderId = whole.order.id;
  const over = listOverearned(ctx, whole);
  const cents = sum(over.flatMap(({ htCents, vatCents }) => [htCents, vatCents]));
  if (cents <= 0) return;
  const refundId = openRefund(ctx, orderId, cents, `reversal:${key}`);
  postEntry(ctx, refundAgreedEntry(refundId, orderId, over));
  enqueue(ctx, 'refund', `refund:${refundId}`, { refundId });
}

function chargeIdOf({ charge }: Stripe.Dispute): string {
  return typeof charge === 'string' ? charge : charge.id;
}
