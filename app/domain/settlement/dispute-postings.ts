// What disputes did to the books.
import type { JournalEntry } from '#app/domain/books/books.server.ts';
import { ownPosting, type SaleShare, sharePostings, signedPosting } from './postings.ts';

/** The provider took money for a dispute, or gave it back (`cents` negative), with its fee. One entry a movement. */
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

/** A lost dispute is borne by the suppliers, each by what it still had of the order. */
export function disputeLostEntry(disputeId: string, orderId: string, borne: readonly SaleShare[]): JournalEntry {
  const total = borne.reduce((all, { htCents, vatCents }) => all + htCents + vatCents, 0);
  return {
    key: `dispute-lost:${disputeId}`,
    code: 'dispute-lost',
    reference: orderId,
    postings: [...sharePostings(borne, 'debit'), ownPosting('disputes', 'credit', total)],
  };
}

/** A payment that no order could take was taken back by the buyer's bank: it was nobody's. */
export function unallocatedLostEntry(disputeId: string, orderId: string, amountCents: number): JournalEntry {
  return {
    key: `dispute-lost:${disputeId}`,
    code: 'dispute-lost',
    reference: orderId,
    postings: [ownPosting('unsettled', 'debit', amountCents), ownPosting('disputes', 'credit', amountCents)],
  };
}
