// Amounts that the provider's payment page takes, in cents of the euro: https://docs.stripe.com/currencies. Pure.
const minCents = 50;
const maxCents = 99_999_999;
/** A bank debit (SEPA) has a lower limit: https://docs.stripe.com/payments/sepa-debit. */
const maxDebitCents = 1_000_000;

/** `nothing`: there is nothing to pay; `card`: by card only. */
export type OnlinePayment = 'nothing' | 'too-small' | 'card-or-debit' | 'card' | 'too-large';

/** How a total can be paid online. */
export function onlinePaymentOf(totalCents: number): OnlinePayment {
  if (totalCents === 0) return 'nothing';
  if (totalCents < minCents) return 'too-small';
  if (totalCents > maxCents) return 'too-large';
  return totalCents > maxDebitCents ? 'card' : 'card-or-debit';
}

/** Whether the provider's page can take a total. */
export function isPayableOnline(totalCents: number): boolean {
  return ['card-or-debit', 'card'].includes(onlinePaymentOf(totalCents));
}
