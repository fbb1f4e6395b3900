// Payout overview of a supplier from the books: account status, amount owed, contribution, transfers.
import { listBalancesOf } from '#app/domain/books/balances.server.ts';
import { type AccountStatus, accountStatus, findPaymentAccount } from '#app/domain/payments/payment-accounts.server.ts';
import { listTransfersOf, type Transfer } from '#app/domain/payments/transfers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';

export type Payouts = {
  status: AccountStatus;
  /** Requirements that the provider still asks for, in its own codes. */
  due: string[];
  /** Owed and not yet sent, including parts still to be handed over; negative when the supplier owes money. */
  owedCents: number;
  /** Contribution to date, excl. VAT. */
  contributionCents: number;
  transfers: Transfer[];
};

export function payoutsOf(ctx: Pick<Ctx, 'db'>, supplierId: string): Payouts {
  const account = findPaymentAccount(ctx, supplierId);
  const own = listBalancesOf(ctx, supplierId);
  const owed = (names: readonly string[]) =>
    sum(own.filter((one) => names.includes(one.account)).map((one) => one.creditCents - one.debitCents));
  return {
    status: accountStatus(account),
    due: account?.due ?? [],
    owedCents: owed(['supplier', 'vat']),
    contributionCents: owed(['contribution']),
    transfers: listTransfersOf(ctx, supplierId),
  };
}
