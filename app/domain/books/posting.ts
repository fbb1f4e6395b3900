// Entries of the books and their postings, in integer cents. Pure.
export const entryCodes = [
  'payment',
  'late-payment',
  'second-payment',
  'invoiced',
  'bank-received',
  'bank-payout',
  'provider-fee',
  'contribution',
  'transfer',
  'transfer-reversed',
  'refund-agreed',
  'refund-paid',
  'dispute-funds',
  'dispute-lost',
  'provider-own',
  'claim-paid',
  'reversal',
] as const;
/** Codes of the entries that callers post; a reversal is made from the entry that it reverses. */
export type EntryCode = Exclude<(typeof entryCodes)[number], 'reversal'>;

/**
 * - `provider`: held for us by the payment provider; `bank`: in the cooperative's own bank account
 * - `receivables`: owed by buyers on account
 * - `supplier`: owed to a supplier, excl. VAT
 * - `vat`: VAT collected on a supplier's behalf, by rate; without a party, the cooperative's own
 * - `contribution`: the cooperative's share of a supplier's sales, excl. VAT; `fees`: kept by the provider
 * - `refunds`: agreed, not yet paid out; `disputes`: withdrawn by buyers' banks, not yet decided
 * - `unsettled`: unallocated payments, which their order could not take
 * - `reserves`: withheld by the provider for a time: reserves, holds, minimum balances
 */
export const accountNames = [
  'provider',
  'bank',
  'receivables',
  'supplier',
  'vat',
  'contribution',
  'fees',
  'refunds',
  'disputes',
  'unsettled',
  'reserves',
] as const;
export type AccountName = (typeof accountNames)[number];

export const sides = ['debit', 'credit'] as const;
export type Side = (typeof sides)[number];

export type Posting = {
  account: AccountName;
  party: string;
  vatBasisPoints: number | null;
  side: Side;
  amountCents: number;
};
export type JournalEntry = { key: string; code: EntryCode; reference: string; postings: readonly Posting[] };
