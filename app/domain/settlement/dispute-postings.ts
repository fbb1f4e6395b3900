// Entries for disputes.
import type { JournalEntry } from '#app/domain/books/posting.ts';
import { ownPosting, type SaleShare, sharePostings, signedPosting } from './postings.ts';

/** The provider withdrew money for a dispute, or returned it (negative), with its fee. One entry per movement. */
export function disputeFundsEntry(
  orderId: string,
  movement: { id: string; amountCents: number; feeCents: number },
): JournalEntry {
  const { id, amountCents, feeCents } = movement;
  return {
    key: `dispute-funds:${id}`,
    code: 'dispute-funds',
    reference: orderId,
    postings: [
      signedPosting('disputes', -amountCents),
      signedPosting('fees', -feeCents),
      signedPosting('provider', amountCents + feeCents),
    ],
  };
}

/** A dispute that was won on appeal may be lost again, so each loss has its own key. */
export function disputeLostKey(disputeId: string, n: number): string {
  return n === 0 ? `dispute-lost:${disputeId}` : `dispute-lost:${disputeId}:${n}`;
}

/** The suppliers bear a lost dispute, in proportion to their remaining shares of the order. */
export function disputeLostEntry(key: string, orderId: string, borne: readonly SaleShare[]): JournalEntry {
  const total = borne.reduce((all, { htCents, vatCents }) => all + htCents + vatCents, 0);
  return {
    key,
    code: 'dispute-lost',
    reference: orderId,
    postings: [...sharePostings(borne, 'debit'), ownPosting('disputes', 'credit', total)],
  };
}

/** Lost dispute of an unallocated payment: the money is not owed to the buyer any more, and no supplier bears it. */
export function unallocatedLostEntry(key: string, orderId: string, amountCents: number): JournalEntry {
  return {
    key,
    code: 'dispute-lost',
    reference: orderId,
    postings: [ownPosting('unsettled', 'debit', amountCents), ownPosting('disputes', 'credit', amountCents)],
  };
}
