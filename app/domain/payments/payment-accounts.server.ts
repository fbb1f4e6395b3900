// Owns payment_accounts: the provider's account of each payee. Knows a supplier only as a party.
import { eq, or, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { paymentAccounts } from '#db/schema/payments.ts';
import type { PaymentCtx } from './payment-sessions.server.ts';

export type PaymentAccount = typeof paymentAccounts.$inferSelect;
export type Payee = { party: string; name: string; email: string; site: string };

/**
 * Returns the address of the provider's onboarding pages (identity, bank account). Opens the account the first
 * time, and only once. The address works once and for a few minutes. Throws Stripe's errors.
 */
export async function openOnboarding(
  ctx: PaymentCtx,
  { party, name, email, site }: Payee,
  pages: { returnUrl: string; refreshUrl: string },
): Promise<{ url: string }> {
  const { stripe } = ctx.payments;
  const account = findPaymentAccount(ctx, party);
  if (!account) {
    const created = await stripe.accounts.create(
      {
        country: 'FR',
        email,
        // The cooperative pays fees and bears losses; Stripe collects requirements and has the dashboard.
        controller: {
          fees: { payer: 'application' },
          losses: { payments: 'application' },
          requirement_collection: 'stripe',
          stripe_dashboard: { type: 'express' },
        },
        capabilities: { transfers: { requested: true } },
        business_profile: { name, url: site },
        metadata: { party },
      },
      { idempotencyKey: `account:${party}` },
    );
    saveAccount(ctx, party, created);
  }
  const link = await stripe.accountLinks.create({
    account: account?.accountId ?? findPaymentAccount(ctx, party)!.accountId,
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

/** Saves the provider's latest state of a party's account. */
export function saveAccount(ctx: Ctx, party: string, account: Stripe.Account): void {
  const { requirements } = account;
  const row: PaymentAccount = {
    party,
    accountId: account.id,
    submitted: account.details_submitted ?? false,
    transfers: account.capabilities?.transfers === 'active',
    payouts: account.payouts_enabled ?? false,
    due: [...new Set([...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])])],
    disabledReason: requirements?.disabled_reason ?? null,
    seenAt: isoUtc(ctx.now),
  };
  ctx.db.insert(paymentAccounts).values(row).onConflictDoUpdate({ target: paymentAccounts.party, set: row }).run();
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
