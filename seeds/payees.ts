// The suppliers' accounts at the payment stand-in. Nearly all are ready; one has no bank account yet, one was not
// begun.
import type Stripe from 'stripe';
import { saveAccount } from '#app/domain/payments/account-requests.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { accountObject } from '#app/stand-ins/stripe/account-object.ts';
import type { StandInAccount } from '#app/stand-ins/stripe/store.ts';
import type { Db } from '#db/client.ts';

const withoutBank = 'atelier-rebond';
const notBegun = 'octet-second';

export function seedPayees(ctx: Ctx): void {
  for (const account of payeeAccounts(ctx.db))
    saveAccount(ctx, account.party, accountObject(account) as unknown as Stripe.Account);
}

/** The accounts that the database has, to be loaded into the stand-in. */
export function seededPayees(db: Db): StandInAccount[] {
  const known = new Set(db.$client.prepare('select account_id from payment_accounts').pluck().all() as string[]);
  return payeeAccounts(db).filter(({ id }) => known.has(id));
}

function payeeAccounts(db: Db): StandInAccount[] {
  const rows = db.$client
    .prepare('select id, slug, name, email, created_at as createdAt from suppliers where slug <> ? order by slug')
    .all(notBegun) as { id: string; slug: string; name: string; email: string; createdAt: string }[];
  return rows.map(({ id, slug, name, email, createdAt }) => ({
    id: `acct_past_${slug}`,
    name,
    email,
    party: id,
    state: slug === withoutBank ? 'no-bank' : 'ready',
    created: Math.floor(Date.parse(createdAt) / 1000),
  }));
}
