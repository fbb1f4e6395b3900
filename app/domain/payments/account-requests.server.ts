// Owns payment_account_requests and payment_accounts: opens the provider's account of a payee, once. The body of the
// request is kept with its key: the provider refuses the key with another body, also when its answer was lost.
import { eq } from 'drizzle-orm';
import type Stripe from 'stripe';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { paymentAccountRequests, paymentAccounts } from '#db/schema/payments.ts';
import { askProviderOnce } from './ask-provider-once.server.ts';
import type { AccountBody } from './payment.ts';
import type { PaymentCtx } from './payment-sessions.server.ts';

export type Payee = { party: string } & AccountBody;
type AccountRequest = typeof paymentAccountRequests.$inferSelect;

class AccountRefused extends Error {}

/**
 * Opens the account of a payee at the provider and returns its id. Asked again after a lost answer, it sends what it
 * sent before, and what changed as an update. A definite refusal ends the request, so that the next one sends the
 * payee's data of then. Throws while the outcome is unknown, and when it is refused.
 */
export async function openAccount(ctx: PaymentCtx, { party, ...wanted }: Payee): Promise<string> {
  const request = keepRequest(ctx, party, wanted);
  const answer = await askProviderOnce(ctx, {
    createdAt: request.createdAt,
    find: () => findAtProvider(ctx, party),
    create: async () => (await ctx.payments.stripe.accounts.create(...creation(request))).id,
    renewKey: () => changeRequest(ctx, party, { idempotencyKey: newId('acr') }),
  });
  if ('refusal' in answer) {
    endRequest(ctx, party);
    throw new AccountRefused(answer.refusal);
  }
  const { stripe } = ctx.payments;
  const isOld = JSON.stringify(request.body) !== JSON.stringify(wanted);
  const account = isOld
    ? await stripe.accounts.update(answer.id, { email: wanted.email, business_profile: profileOf(wanted) })
    : await stripe.accounts.retrieve(answer.id);
  inTransaction(ctx, () => {
    saveAccount(ctx, party, account);
    endRequest(ctx, party);
  });
  return account.id;
}

function creation({
  party,
  idempotencyKey,
  body,
}: AccountRequest): [Stripe.AccountCreateParams, { idempotencyKey: string }] {
  return [
    {
      country: 'FR',
      email: body.email,
      // The cooperative pays fees and bears losses; Stripe collects requirements and has the dashboard.
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        requirement_collection: 'stripe',
        stripe_dashboard: { type: 'express' },
      },
      capabilities: { transfers: { requested: true } },
      business_profile: profileOf(body),
      metadata: { party },
    },
    { idempotencyKey },
  ];
}

function profileOf({ name, site }: AccountBody): { name: string; url: string } {
  return { name, url: site };
}

/** The request of a party that has not ended yet, or a new one with this body. */
function keepRequest(ctx: Ctx, party: string, body: AccountBody): AccountRequest {
  const row = { party, idempotencyKey: newId('acr'), body, createdAt: isoUtc(ctx.now) };
  ctx.db.insert(paymentAccountRequests).values(row).onConflictDoNothing().run();
  return ctx.db.select().from(paymentAccountRequests).where(eq(paymentAccountRequests.party, party)).get()!;
}

function changeRequest({ db }: Pick<Ctx, 'db'>, party: string, changes: Partial<AccountRequest>): void {
  db.update(paymentAccountRequests).set(changes).where(eq(paymentAccountRequests.party, party)).run();
}

/** Deletes a request: its body names a person. */
function endRequest({ db }: Pick<Ctx, 'db'>, party: string): void {
  db.delete(paymentAccountRequests).where(eq(paymentAccountRequests.party, party)).run();
}

/** Finds the account by our party in its metadata, when the provider's answer is unknown. */
async function findAtProvider({ payments }: PaymentCtx, party: string): Promise<string | undefined> {
  for await (const { id, metadata } of payments.stripe.accounts.list({ limit: 100 }))
    if (metadata?.party === party) return id;
  return undefined;
}

/** Saves the provider's latest state of a party's account. */
export function saveAccount(ctx: Ctx, party: string, account: Stripe.Account): void {
  const { requirements } = account;
  const row: typeof paymentAccounts.$inferSelect = {
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
