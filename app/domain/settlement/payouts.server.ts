// What a supplier was sent, is owed and has to give back, from the books.
import { listBalances } from '#app/domain/books/books.server.ts';
import { type AccountStatus, accountStatus, findPaymentAccount } from '#app/domain/payments/payment-accounts.server.ts';
import { listTransfersOf, type Transfer } from '#app/domain/payments/transfers.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';

export type Payouts = {
  status: AccountStatus;
  /** What the provider still wants to know, as it names it. */
  due: string[];
  /** Owed and not sent yet, what is not handed over included; less than nothing when more has to come back. */
  owedCents: number;
  /** The cooperative's contribution so far, excl. VAT. */
  contributionCents: number;
  transfers: Transfer[];
};

export function payoutsOf(ctx: Pick<Ctx, 'db'>, supplierId: string): Payouts {
  const account = findPaymentAccount(ctx, supplierId);
  const own = listBalances(ctx, supplierId);
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
