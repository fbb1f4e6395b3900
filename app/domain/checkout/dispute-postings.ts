// What disputes did to the books.
import type { Entry } from '#app/domain/books/books.server.ts';
import { owed, own, type Share, shares } from './postings.ts';

/** The provider took money for a dispute, or gave it back (`cents` negative), with its fee. One entry a movement. */
export function disputeFundsEntry(
  orderId: string,
  movement: { id: string; amountCents: number; feeCents: number },
): Entry {
  const { id, amountCents, feeCents } = movement;
  return {
    key: `dispute-funds:${id}`,
    code: 'dispute-funds',
    reference: orderId,
    postings: [owed('disputes', -amountCents), owed('fees', -feeCents), owed('provider', amountCents + feeCents)],
  };
}

/** A lost dispute is borne by the suppliers, each by what it still had of the order. */
export function disputeLostEntry(disputeId: string, orderId: string, borne: readonly Share[]): Entry {
  const total = borne.reduce((all, { htCents, vatCents }) => all + htCents + vatCents, 0);
  return {
    key: `dispute-lost:${disputeId}`,
    code: 'dispute-lost',
    reference: orderId,
    postings: [...shares(borne, 'debit'), own('disputes', 'credit', total)],
  };
}

/** A payment that no order could take was taken back by the buyer's bank: it was nobody's. */
export function unsettledLostEntry(disputeId: string, orderId: string, amountCents: number): Entry {
  return {
    key: `dispute-lost:${disputeId}`,
    code: 'dispute-lost',
    reference: orderId,
    postings: [own('unsettled', 'debit', amountCents), own('disputes', 'credit', amountCents)],
  };
}
