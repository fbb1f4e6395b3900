// Events of the payment provider, from a webhook or from polling. An event is only a hint: the object is fetched, and
// each event is applied once.
import { owedByReference } from '#app/domain/books/balances.server.ts';
import { listPartsOfSupplier } from '#app/domain/orders/parts.server.ts';
import { knownEvents, recordEvent } from '#app/domain/payments/events.server.ts';
import {
  listUnreadyAccounts,
  type PaymentAccount,
  refreshAccount,
} from '#app/domain/payments/payment-accounts.server.ts';
import type { PaymentCtx } from '#app/domain/payments/payment-sessions.server.ts';
import { listPaidClaims } from '#app/domain/settlement/claim-rows.server.ts';
import { enqueueSettlement } from '#app/domain/settlement/enqueue-settlement.server.ts';
import { syncRefund } from '#app/domain/settlement/execute-refund.server.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type SettlementCtx, syncPayment } from './sync-payment.server.ts';

/** `objectId` is undefined for an object without an id, such as the balance. */
export type ProviderEvent = { id: string; type: string; objectId?: string | undefined };

/** Event types of our own account that we act on. */
export const ownEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;

/**
 * Applies an event of our own account. Returns the outcome as a code; `ignored` for a type that we do not act on,
 * `no-object` without an object to fetch. Throws when the provider does not answer.
 */
export async function applyProviderEvent(ctx: SettlementCtx, { id, type, objectId }: ProviderEvent): Promise<string> {
  if (!(ownEvents as readonly string[]).includes(type)) return 'ignored';
  if (!objectId) return 'no-object';
  if (type.startsWith('checkout.session.')) return syncPayment(ctx, objectId, { id, type });
  if (type.startsWith('charge.dispute.')) return syncDispute(ctx, objectId, { id, type });
  return syncRefund(ctx, objectId, { id, type });
}

/** Applies an event of a supplier's account: refreshes it and, when it can receive transfers, starts settlements. */
export async function applyAccountEvent(ctx: SettlementCtx, event: ProviderEvent, accountId: string): Promise<string> {
  if (knownEvents(ctx, [event.id]).has(event.id)) return 'known-event';
  const account = await refreshPayeeAccount(ctx, accountId);
  if (!account) return 'not-ours';
  inTransaction(ctx, () => recordEvent(ctx, event, accountId));
  return account.transfers ? 'ready' : 'kept';
}

/** Refreshes accounts that are not ready, in case a webhook was lost. A failing one does not block the others. */
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

/** Refreshes an account; if it can receive transfers, enqueues the settlement of all that its supplier is owed. */
export async function refreshPayeeAccount(ctx: PaymentCtx, accountId: string): Promise<PaymentAccount | null> {
  const account = await refreshAccount(ctx, accountId);
  if (account?.transfers)
    inTransaction(ctx, () => {
      for (const orderId of [...listUnsettledOrders(ctx, account.party), ...listUnsettledClaims(ctx, account.party)])
        enqueueSettlement(ctx, orderId, account.party, `account:${account.seenAt}`);
    });
  return account;
}

/** Orders with a handed-over part for which the books owe the supplier. */
function listUnsettledOrders(ctx: PaymentCtx, supplierId: string): string[] {
  const orderIds = listPartsOfSupplier(ctx, supplierId, 'handed-over');
  const owed = owedByReference(ctx, supplierId, orderIds);
  return orderIds.filter((orderId) => (owed.get(orderId) ?? 0) > 0);
}

/** Paid claims for which the books owe the lender. */
function listUnsettledClaims(ctx: PaymentCtx, supplierId: string): string[] {
  const ids = listPaidClaims(ctx, supplierId);
  const owed = owedByReference(ctx, supplierId, ids);
  return ids.filter((id) => (owed.get(id) ?? 0) > 0);
}
