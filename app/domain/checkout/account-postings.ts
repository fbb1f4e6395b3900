// What orders on account did, as postings: receivables, and our own bank instead of the provider.
import type { Entry, PartBalance, Posting } from '#app/domain/books/books.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { owed, own, refundAgreedEntry, type Share, shares, sold } from './postings.ts';

/** The order was taken on account: its buyer owes what its suppliers are owed. */
export function invoicedEntry(whole: WholeOrder, organisationId: string): Entry {
  const { id, totalCents } = whole.order;
  return {
    key: `invoiced:${id}`,
    code: 'invoiced',
    reference: id,
    postings: [{ ...own('receivables', 'debit', totalCents), party: organisationId }, ...shares(sold(whole), 'credit')],
  };
}

/** A transfer of a buyer on account reached our bank. */
export function bankReceivedEntry(key: string, orderId: string, organisationId: string, amountCents: number): Entry {
  return {
    key: `bank-received:${key}`,
    code: 'bank-received',
    reference: orderId,
    postings: [
      own('bank', 'debit', amountCents),
      { ...own('receivables', 'credit', amountCents), party: organisationId },
    ],
  };
}

/** Our bank paid a supplier, or a buyer, what it was owed, by account and rate; or got it back. */
export function bankPayoutEntry(
  { orderId, party, n }: { orderId: string; party: string; n: number },
  settled: readonly PartBalance[],
): Entry {
  const total = settled.reduce((all, { owedCents }) => all + owedCents, 0);
  return {
    key: `bank-payout:${orderId}:${party}:${n}`,
    code: 'bank-payout',
    reference: orderId,
    postings: [
      ...settled.map(({ account, vatBasisPoints, owedCents }) => owed(account, -owedCents, party, vatBasisPoints)),
      owed('bank', total),
    ],
  };
}

/** What a supplier gives back of an order on account: its buyer owes less. */
export function creditedEntry(
  occasion: string,
  { id, organisationId }: WholeOrder['order'],
  given: readonly Share[],
): Entry {
  const entry = refundAgreedEntry(occasion, id, given);
  const postings = entry.postings.map(
    (one): Posting => (one.account === 'refunds' ? { ...one, account: 'receivables', party: organisationId! } : one),
  );
  return { ...entry, postings };
}
