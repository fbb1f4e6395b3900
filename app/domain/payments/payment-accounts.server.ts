// Reads and refreshes the provider's account of each payee (payment_accounts). Knows a supplier only as a party.
import { eq, or, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { paymentAccounts } from '#db/schema/payments.ts';
import { openAccount, type Payee, saveAccount } from './account-requests.server.ts';
import type { PaymentCtx } from './payment-sessions.server.ts';

export type PaymentAccount = typeof paymentAccounts.$inferSelect;

/**
 * Returns the address of the provider's onboarding pages (identity, bank account). Opens the account the first
 * time, and only once. The address works once and for a few minutes. Throws Stripe's errors.
 */
export async function openOnboarding(
  ctx: PaymentCtx,
  payee: Payee,
  pages: { returnUrl: string; refreshUrl: string },
): Promise<{ url: string }> {
  const known = findPaymentAccount(ctx, payee.party);
  const link = await ctx.payments.stripe.accountLinks.create({
    account: known?.accountId ?? (await openAccount(ctx, payee)),
    type: 'account_onboarding',
    return_url: pages.returnUrl,
    refresh_url: pages.refreshUrl,
  });
  return { url: link.url };
}

/**
 * Fetches an account from the provider and saves its state. Null for an unknown account. Throws Stripe's errors.
 */
export async function refreshAccount(ctx: PaymentCtx, accountId: string): Promise<PaymentAccount | null> {
  const account = ctx.db.select().from(paymentAccounts).where(eq(paymentAccounts.accountId, accountId)).get();
  if (!account) return null;
  saveAccount(ctx, account.party, await ctx.payments.stripe.accounts.retrieve(accountId));
  return findPaymentAccount(ctx, account.party) ?? null;
}

export function findPaymentAccount({ db }: Pick<Ctx, 'db'>, party: string): PaymentAccount | undefined {
  return db.select().from(paymentAccounts).where(eq(paymentAccounts.party, party)).get();
}

/** Accounts without transfers or payouts, to be refreshed in case an event was lost; at most a hundred. */
export function listUnreadyAccounts({ db }: Pick<Ctx, 'db'>): PaymentAccount[] {
  const unready = or(eq(paymentAccounts.transfers, false), eq(paymentAccounts.payouts, false));
  return db.select().from(paymentAccounts).where(unready).orderBy(sql`seen_at`).limit(100).all();
}

export type AccountStatus = 'none' | 'to-complete' | 'in-review' | 'ready' | 'refused';

/** Status of an account, as one code. */
export function accountStatus(account: PaymentAccount | undefined): AccountStatus {
  if (!account) return 'none';
  if (account.transfers && account.payouts) return 'ready';
  if (account.disabledReason?.startsWith('rejected')) return 'refused';
  return account.due.length > 0 || !account.submitted ? 'to-complete' : 'in-review';
}
