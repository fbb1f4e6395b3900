// Entries for orders on account: receivables and the cooperative's own bank take the place of the provider.
import type { PartBalance } from '#app/domain/books/balances.server.ts';
import type { JournalEntry, Posting } from '#app/domain/books/posting.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { ownPosting, refundAgreedEntry, type SaleShare, saleShares, sharePostings, signedPosting } from './postings.ts';

/** The order was accepted on account: its buyer owes what is owed to its suppliers. */
export function invoicedEntry(whole: WholeOrder, organisationId: string): JournalEntry {
  const { id, totalCents } = whole.order;
  return {
    key: `invoiced:${id}`,
    code: 'invoiced',
    reference: id,
    postings: [
      { ...ownPosting('receivables', 'debit', totalCents), party: organisationId },
      ...sharePostings(saleShares(whole), 'credit'),
    ],
  };
}

/** A buyer's bank transfer reached our bank. */
export function bankReceivedEntry(
  key: string,
  orderId: string,
  organisationId: string,
  amountCents: number,
): JournalEntry {
  return {
    key: `bank-received:${key}`,
    code: 'bank-received',
    reference: orderId,
    postings: [
      ownPosting('bank', 'debit', amountCents),
      { ...ownPosting('receivables', 'credit', amountCents), party: organisationId },
    ],
  };
}

/**
 * Our bank paid a supplier or a buyer the amount owed, by account and VAT rate; negative amounts came back to it.
 */
export function bankPayoutEntry(
  { orderId, party, n }: { orderId: string; party: string; n: number },
  balances: readonly PartBalance[],
): JournalEntry {
  const total = balances.reduce((all, { owedCents }) => all + owedCents, 0);
  return {
    key: `bank-payout:${orderId}:${party}:${n}`,
    code: 'bank-payout',
    reference: orderId,
    postings: [
      ...balances.map(({ account, vatBasisPoints, owedCents }) =>
        signedPosting(account, -owedCents, party, vatBasisPoints),
      ),
      signedPosting('bank', total),
    ],
  };
}

/** Credit for an order on account: it reduces the supplier's share and the buyer's debt. */
export function creditedEntry(
  occasion: string,
  { id, organisationId }: WholeOrder['order'],
  given: readonly SaleShare[],
): JournalEntry {
  const entry = refundAgreedEntry(occasion, id, given);
  const postings = entry.postings.map(
    (one): Posting => (one.account === 'refunds' ? { ...one, account: 'receivables', party: organisationId! } : one),
  );
  return { ...entry, postings };
}
