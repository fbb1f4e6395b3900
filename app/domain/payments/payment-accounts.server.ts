// Owns payment_accounts: who is paid through which account of the provider. Knows a supplier only as a party.
import { eq, or, sql } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { paymentAccounts } from '#db/schema/payments.ts';
import type { PaymentCtx } from './payment-sessions.server.ts';

export type PaymentAccount = typeof paymentAccounts.$inferSelect;
export type Payee = { party: string; name: string; email: string; site: string };

/**
 * Sends somebody to the provider's own pages to say who they are and where their money goes. Opens the account the first
 * time; asked twice it is the same account. The address is for one use and a few minutes. Throws Stripe's errors.
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
        // The town pays the fees and answers for losses; the provider asks for the papers and shows its small desk.
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

/** Asks the provider how an account stands, and keeps the answer. Null when it is not one of ours. Throws Stripe's errors. */
export async function refreshAccount(ctx: PaymentCtx, accountId: string): Promise<PaymentAccount | null> {
  const account = ctx.db.select().from(paymentAccounts).where(eq(paymentAccounts.accountId, accountId)).get();
  if (!account) return null;
  saveAccount(ctx, account.party, await ctx.payments.stripe.accounts.retrieve(accountId));
  return findPaymentAccount(ctx, account.party) ?? null;
}

/** What the provider says of a party's account, the latest word. */
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

/** Accounts that cannot take money or pay it out: asked about again, in case an event was lost. */
export function listUnreadyAccounts({ db }: Pick<Ctx, 'db'>): PaymentAccount[] {
  const unready = or(eq(paymentAccounts.transfers, false), eq(paymentAccounts.payouts, false));
  return db.select().from(paymentAccounts).where(unready).orderBy(sql`seen_at`).limit(100).all();
}

export type AccountStatus = 'none' | 'to-complete' | 'in-review' | 'ready' | 'refused';

/** How an account stands, in one word. */
export function accountStatus(account: PaymentAccount | undefined): AccountStatus {
  if (!account) return 'none';
  if (account.transfers && account.payouts) return 'ready';
  if (account.disabledReason?.startsWith('rejected')) return 'refused';
  return account.due.length > 0 || !account.submitted ? 'to-complete' : 'in-review';
}
