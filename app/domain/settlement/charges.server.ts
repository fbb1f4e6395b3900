// The charge of a paid session, and the provider's fee for it.
import type Stripe from 'stripe';
import { listKeys, postEntry } from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import {
  listPaidSessions,
  listWithoutFee,
  markPaid,
  type PaymentCtx,
} from '#app/domain/payments/payment-sessions.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findClaim } from './claim-rows.server.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { isClaimReference } from './lending-claim.ts';
import { feeEntry, paymentKey, reinstatedKey } from './postings.ts';

/** Expands a session, so that one call returns its charge and fee. */
export const expandCharge: string[] = ['payment_intent.latest_charge.balance_transaction'];

/**
 * Marks a session as paid with its charge and posts the fee, in the caller's transaction. The provider says the id of
 * the charge at once and its fee later: what is missing is learnt by `recordMissingCharges`.
 */
export function recordCharge(ctx: Ctx, orderId: string, truth: Stripe.Checkout.Session): void {
  const charge = chargeOf(truth);
  markPaid(ctx, truth.id, charge);
  if (charge?.feeCents) postEntry(ctx, feeEntry(orderId, charge.id, charge.feeCents));
}

function chargeOf({ payment_intent: intent }: Stripe.Checkout.Session): { id: string; feeCents: number | null } | null {
  if (!intent || typeof intent === 'string' || !intent.latest_charge) return null;
  const charge = intent.latest_charge;
  if (typeof charge === 'string') return { id: charge, feeCents: null };
  const moved = charge.balance_transaction;
  return { id: charge.id, feeCents: moved && typeof moved !== 'string' ? moved.fee : null };
}

/**
 * The session and charge whose payment the order took, never an unallocated payment. Null when there is none, as
 * for an order on account.
 */
export function findOrderPayment(ctx: Ctx, orderId: string): { id: string; chargeId: string | null } | null {
  const keys = new Set(listKeys(ctx, orderId, 'payment'));
  return (
    listPaidSessions(ctx, [orderId]).find(({ id }) => keys.has(paymentKey(id)) || keys.has(reinstatedKey(id))) ?? null
  );
}

/**
 * Fetches charges and fees that were unknown at the time of payment, then enqueues the settlement of their parts. A
 * failing one is passed to `onError` and does not block the others.
 */
export async function recordMissingCharges(
  ctx: PaymentCtx,
  onError: (error: unknown, sessionId: string) => void,
): Promise<void> {
  for (const { id, reference } of listWithoutFee(ctx)) {
    try {
      const truth = await ctx.payments.stripe.checkout.sessions.retrieve(id, { expand: expandCharge });
      inTransaction(ctx, () => {
        recordCharge(ctx, reference, truth);
        const claim = isClaimReference(reference) ? findClaim(ctx, reference) : undefined;
        for (const { supplierId } of claim ? [claim] : (findOrder(ctx, reference)?.parts ?? []))
          enqueueSettlement(ctx, reference, supplierId, `charge:${id}`);
      });
    } catch (error) {
      onError(error, id);
    }
  }
}
