import { isPosted, postEntry, reverseEntry } from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import { listDisputesOf } from '#app/domain/payments/dispute-rows.server.ts';
import { recordEvent } from '#app/domain/payments/events.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import {
  applyRefund,
  disputeReference,
  findRefund,
  listRefundsUnderWay,
  payRefund,
  type Refund,
  type RefundOutcomes,
} from '#app/domain/payments/refunds.server.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findOrderPayment } from './charges.server.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { refundPaidEntry, refundPaidKey } from './postings.ts';

/** After so many days a refund that is still under way is a case. */
const delayedDays = 7;

/**
 * Asks the provider for a refund and posts it once it is paid. Idempotent. A refund refused because a lost dispute
 * already returned the money is not owed any more: its agreement is reversed. Throws like `payRefund`.
 */
export async function executeRefund(ctx: PaymentCtx, refundId: string): Promise<void> {
  const refund = findRefund(ctx, refundId);
  if (!refund) return;
  const sessionId = refund.sessionId ?? findOrderPayment(ctx, refund.reference)?.id;
  invariant(sessionId, `refund ${refundId} of something that was never paid`);
  await payRefund(ctx, refundId, sessionId, outcomes(ctx));
}

/**
 * Brings a refund to the provider's current state. `ignored`: not one of ours, or one whose answer was lost, which the
 * outbox asks for again. Throws when the provider does not answer.
 */
export async function syncRefund(
  ctx: PaymentCtx,
  providerId: string,
  event?: { id: string; type: string },
): Promise<Refund['state'] | 'known-event' | 'ignored'> {
  const truth = await ctx.payments.stripe.refunds.retrieve(providerId);
  return inTransaction(ctx, () => {
    const refund = applyRefund(ctx, truth, outcomes(ctx));
    if (!refund) return 'ignored';
    return event && !recordEvent(ctx, event, providerId) ? 'known-event' : refund.state;
  });
}

/**
 * Asks again for every refund under way, in case an event was lost; one that takes long is a case. A failing one is
 * passed to `onError` and does not block the others.
 */
export async function syncRefundsUnderWay(
  ctx: PaymentCtx,
  onError: (error: unknown, refundId: string) => void,
): Promise<void> {
  const before = addDays(localDay(ctx.now, ctx.town), -delayedDays);
  for (const { id, providerId, reference, amountCents, createdAt } of listRefundsUnderWay(ctx)) {
    try {
      const state = await syncRefund(ctx, providerId!);
      if (state === 'under-way' && localDay(new Date(createdAt), ctx.town) < before)
        openCase(ctx, id, reference, 'refund-delayed', { amountCents });
    } catch (error) {
      onError(error, id);
    }
  }
}

function outcomes(ctx: PaymentCtx): RefundOutcomes {
  return {
    paid: (refund) => postEntry(ctx, refundPaidEntry(refund)),
    returned: (refund) => reverseEntry(ctx, refundPaidKey({ ...refund, returned: refund.returned - 1 })),
    unpaid: (refund) => undoIfLost(ctx, refund),
  };
}

/** After a lost dispute the buyer has the money already. */
function undoIfLost(ctx: PaymentCtx, refund: Refund): void {
  const agreed = `refund-agreed:${refund.id}`;
  const isLost = listDisputesOf(ctx, disputeReference(ctx, refund)).some(({ state }) => state === 'lost');
  if (!isLost || isPosted(ctx, `reversal:${agreed}`)) return;
  reverseEntry(ctx, agreed);
  for (const { supplierId } of findOrder(ctx, refund.reference)?.parts ?? [])
    enqueueSettlement(ctx, refund.reference, supplierId, `refund-undone:${refund.id}`);
}
