// What the provider tells, by webhook or when asked: a hint to fetch the truth and act on it, once.
import { reverse } from '#app/domain/books/books.server.ts';
import { listPartsOfSupplier } from '#app/domain/orders/parts.server.ts';
import { listUnreadyAccounts, refreshAccount } from '#app/domain/payments/accounts.server.ts';
import { failRefund } from '#app/domain/payments/refunds.server.ts';
import { knownEvents, recordEvent } from '#app/domain/payments/sessions.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { settleDispute } from './disputes.server.ts';
import { type FulfilCtx, fulfil } from './fulfil.server.ts';
import { askToSettle } from './settle-part.server.ts';

export type Told = { id: string; type: string; objectId: string };

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
export async function takeEvent(ctx: FulfilCtx, { id, type, objectId }: Told): Promise<string> {
  if (!(ownEvents as readonly string[]).includes(type)) return 'ignored';
  if (type.startsWith('checkout.session.')) return fulfil(ctx, objectId, { id, type });
  if (type.startsWith('charge.dispute.')) return settleDispute(ctx, objectId, { id, type });
  return refundFailed(ctx, { id, type, objectId });
}

/** Acts on an event of a supplier's account: asks how the account stands; once it can take money, what waited is sent. */
export async function takeAccountEvent(ctx: FulfilCtx, told: Told, accountId: string): Promise<string> {
  if (knownEvents(ctx, [told.id]).has(told.id)) return 'known-event';
  const account = await refreshAccount(ctx, accountId);
  if (!account) return 'not-ours';
  inTransaction(ctx, () => {
    if (recordEvent(ctx, told, accountId) && account.transfers) settleAll(ctx, account.party);
  });
  return account.transfers ? 'ready' : 'kept';
}

/** Asks how the accounts that are not ready stand now, for what no webhook told. Throws when the provider does not answer. */
export async function refreshUnready(ctx: FulfilCtx): Promise<void> {
  for (const { accountId } of listUnreadyAccounts(ctx)) {
    const account = await refreshAccount(ctx, accountId);
    if (account?.transfers) inTransaction(ctx, () => settleAll(ctx, account.party));
  }
}

/** Everything handed over that a supplier's account could not take before. */
export function settleAll(ctx: FulfilCtx, supplierId: string): void {
  for (const orderId of listPartsOfSupplier(ctx, supplierId, 'handed-over'))
    askToSettle(ctx, orderId, supplierId, `account:${ctx.now.toISOString()}`);
}

async function refundFailed(ctx: FulfilCtx, { id, type, objectId }: Told): Promise<string> {
  const truth = await ctx.payments.stripe.refunds.retrieve(objectId);
  if (truth.status !== 'failed') return 'ignored';
  return inTransaction(ctx, () => {
    if (!recordEvent(ctx, { id, type }, objectId)) return 'known-event';
    const ours = failRefund(ctx, objectId, truth.failure_reason ?? 'unknown', (refund) =>
      reverse(ctx, `refund-paid:${refund.id}`),
    );
    return ours ? 'refund-failed' : 'not-ours';
  });
}
