// The charge behind a paid session, and what the provider kept of it.
import type Stripe from 'stripe';
import { postEntry } from '#app/domain/books/books.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listWithoutCharge, markPaid, type PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { enqueueSettlement } from './enqueue-settlement.server.ts';
import { feeEntry } from './postings.ts';

/** What to ask for with a session, so that one call brings its charge and fee. */
export const expandCharge: string[] = ['payment_intent.latest_charge.balance_transaction'];

/** The session's money came: remembers its charge and enters the fee, in the caller's transaction. Not known yet, it is learnt later. */
export function recordCharge(ctx: Ctx, orderId: string, truth: Stripe.Checkout.Session): void {
  const charge = chargeOf(truth);
  markPaid(ctx, truth.id, charge?.id ?? null);
  if (charge && charge.feeCents > 0) postEntry(ctx, feeEntry(orderId, charge.id, charge.feeCents));
}

function chargeOf({ payment_intent: intent }: Stripe.Checkout.Session): { id: string; feeCents: number } | null {
  if (!intent || typeof intent === 'string') return null;
  const charge = intent.latest_charge;
  if (!charge || typeof charge === 'string') return null;
  const moved = charge.balance_transaction;
  return moved && typeof moved !== 'string' ? { id: charge.id, feeCents: moved.fee } : null;
}

/**
 * The session whose payment an order took, and its charge: a second or late payment is not it. Null when none was, as for
 * an order on account.
 */
export function findOrderPayment(ctx: Ctx, orderId: string): { id: string; chargeId: string | null } | null {
  const paid = preparedSql(
    ctx.db,
    `select s.id, s.charge_id as chargeId from payment_sessions s join book_entries e on e.key in ('payment:' || s.id, 'taken-up:' || s.id)
     where s.reference = ? and s.state = 'paid' and e.code = 'payment'`,
  ).get(orderId);
  return (paid as { id: string; chargeId: string | null } | undefined) ?? null;
}

/**
 * Asks again for charges that were not known when their payment came; what was handed over meanwhile is settled. One that
 * cannot be learnt does not hold up the others.
 */
export async function recordMissingCharges(
  ctx: PaymentCtx,
  onError: (error: unknown, sessionId: string) => void,
): Promise<void> {
  for (const { id, reference } of listWithoutCharge(ctx)) {
    try {
      const truth = await ctx.payments.stripe.checkout.sessions.retrieve(id, { expand: expandCharge });
      inTransaction(ctx, () => {
        recordCharge(ctx, reference, truth);
        for (const { supplierId } of findOrder(ctx, reference)?.parts ?? [])
          enqueueSettlement(ctx, reference, supplierId, `charge:${id}`);
      });
    } catch (error) {
      onError(error, id);
    }
  }
}
