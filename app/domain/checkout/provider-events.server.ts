// What the provider tells, by webhook or when asked: a hint to fetch the truth and act on it, once.
import { owedByReference, reverseEntry } from '#app/domain/books/books.server.ts';
import { listPartsOfSupplier } from '#app/domain/orders/parts.server.ts';
import { knownEvents, recordEvent } from '#app/domain/payments/events.server.ts';
import {
  listUnreadyAccounts,
  type PaymentAccount,
  refreshAccount,
} from '#app/domain/payments/payment-accounts.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { failRefund, findRefund } from '#app/domain/payments/refunds.server.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { refundPaidKey } from '#app/domain/settlement/postings.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type SettlementCtx, syncPayment } from './sync-payment.server.ts';

export type ProviderEvent = { id: string; type: string; objectId: string };

/** What happens on our own account that we act on. */
export const ownEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;

/** Acts on an event of our own account. Says in a word what came of it. Throws when the provider does not answer. */
export async function applyProviderEvent(ctx: SettlementCtx, { id, type, objectId }: ProviderEvent): Promise<string> {
  if (!(ownEvents as readonly string[]).includes(type)) return 'ignored';
  if (type.startsWith('checkout.session.')) return syncPayment(ctx, objectId, { id, type });
  if (type.startsWith('charge.dispute.')) return syncDispute(ctx, objectId, { id, type });
  return applyFailedRefund(ctx, { id, type, objectId });
}

/** Acts on an event of a supplier's account: asks how the account stands; once it can take money, what waited is sent. */
export async function applyAccountEvent(ctx: SettlementCtx, event: ProviderEvent, accountId: string): Promise<string> {
  if (knownEvents(ctx, [event.id]).has(event.id)) return 'known-event';
  const account = await refreshPayeeAccount(ctx, accountId);
  if (!account) return 'not-ours';
  inTransaction(ctx, () => recordEvent(ctx, event, accountId));
  return account.transfers ? 'ready' : 'kept';
}

/**
 * Asks how the accounts that are not ready stand now, for what no webhook told. One that does not answer does not hold up
 * the others.
 */
export async function refreshUnreadyAccounts(
  ctx: SettlementCtx,
  onError: (error: unknown, accountId: string) => void,
): Promise<void> {
  for (const { accountId } of listUnreadyAccounts(ctx)) {
    try {
      await refreshPayeeAccount(ctx, accountId);
    } catch (error) {
      onError(error, accountId);
    }
  }
}

/** How an account stands now; when it has become able to take money, everything that it could not take before is asked for. */
export async function refreshPayeeAccount(ctx: PaymentCtx, accountId: string): Promise<PaymentAccount | null> {
  const account = await refreshAccount(ctx, accountId);
  if (account?.transfers)
    inTransaction(ctx, () => {
      for (const orderId of listUnsettledOrders(ctx, account.party))
        enqueueSettlement(ctx, orderId, account.party, `account:${account.seenAt}`);
    });
  return account;
}

/** Orders of which a supplier is owed something, by the books. */
function listUnsettledOrders(ctx: PaymentCtx, supplierId: string): string[] {
  const owed = owedByReference(ctx, supplierId);
  return listPartsOfSupplier(ctx, supplierId, 'handed-over').filter((orderId) => (owed.get(orderId) ?? 0) > 0);
}

/** A refund came back. One that we do not know to be paid yet is told again later, when we do. */
async function applyFailedRefund(ctx: SettlementCtx, { id, type, objectId }: ProviderEvent): Promise<string> {
  const truth = await ctx.payments.stripe.refunds.retrieve(objectId);
  if (truth.status !== 'failed') return 'ignored';
  const ours = truth.metadata?.refund ? findRefund(ctx, truth.metadata.refund) : undefined;
  if (ours?.state === 'pending') throw new Error(`refund ${ours.id} failed before it was known to be paid`);
  return inTransaction(ctx, () => {
    if (!recordEvent(ctx, { id, type }, objectId)) return 'known-event';
    const failed = failRefund(ctx, objectId, truth.failure_reason ?? 'unknown', (refund) =>
      reverseEntry(ctx, refundPaidKey({ ...refund, returned: refund.returned - 1 })),
    );
    return failed ? 'refund-failed' : 'not-ours';
  });
}
