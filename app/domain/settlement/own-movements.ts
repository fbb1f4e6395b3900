// Movements of the provider's balance that belong to no order: its own fees, and what it withholds for a time. Pure.
import type { AccountName, JournalEntry } from '#app/domain/books/posting.ts';
import { ownPosting, signedPosting } from './postings.ts';

/** A movement of the balance; `netCents` is negative when the provider took it, `created` is in Unix seconds. */
export type OwnMovement = {
  id: string;
  type: string;
  account: Extract<AccountName, 'fees' | 'reserves'>;
  netCents: number;
  created: number;
};

/** Types of balance transactions. Holds and their releases cancel each other in one account. */
const accounts: ReadonlyMap<string, OwnMovement['account']> = new Map([
  ['stripe_fee', 'fees'],
  ['stripe_fx_fee', 'fees'],
  ['tax_fee', 'fees'],
  ['fee_credit_funding', 'fees'],
  ['contribution', 'fees'],
  ['climate_order_purchase', 'fees'],
  ['climate_order_refund', 'fees'],
  ['reserve_transaction', 'reserves'],
  ['reserved_funds', 'reserves'],
  ['reserve_hold', 'reserves'],
  ['reserve_release', 'reserves'],
  ['payment_network_reserve_hold', 'reserves'],
  ['payment_network_reserve_release', 'reserves'],
  ['payout_minimum_balance_hold', 'reserves'],
  ['payout_minimum_balance_release', 'reserves'],
  ['tax_fund', 'reserves'],
]);

/** The account of a movement that belongs to no order; undefined for any other type, also an unknown one. */
export function ownAccount(type: string): OwnMovement['account'] | undefined {
  return accounts.get(type);
}

/** The reference in the books of all movements of a type in a month (UTC), such as `provider:stripe_fee:2026-11`. */
export function ownReference({ type, created }: Pick<OwnMovement, 'type' | 'created'>): string {
  return `provider:${type}:${new Date(created * 1000).toISOString().slice(0, 7)}`;
}

export function ownMovementKey(id: string): string {
  return `provider-own:${id}`;
}

/** Enters one movement of the balance that the provider holds for us. */
export function ownMovementEntry(movement: OwnMovement): JournalEntry {
  const { id, account, netCents } = movement;
  return {
    key: ownMovementKey(id),
    code: 'provider-own',
    reference: ownReference(movement),
    postings: [
      signedPosting(account, netCents),
      ownPosting('provider', netCents < 0 ? 'credit' : 'debit', Math.abs(netCents)),
    ],
  };
}
