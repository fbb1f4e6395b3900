// Entries for the money of an order: each supplier's share and VAT as frozen in the order, to the cent.
import type { JournalEntry, Posting, Side } from '#app/domain/books/posting.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import type { Transfer } from '#app/domain/payments/transfers.server.ts';

/** A supplier's goods or delivery, with the VAT collected on its behalf. */
export type SaleShare = { supplierId: string; htCents: number; vatCents: number; vatBasisPoints: number };

export const ownPosting = (account: Posting['account'], side: Side, amountCents: number): Posting => ({
  account,
  party: '',
  vatBasisPoints: null,
  side,
  amountCents,
});

export function sharePostings(of: readonly SaleShare[], side: Side): Posting[] {
  return of.flatMap(({ supplierId: party, htCents, vatCents, vatBasisPoints }): Posting[] => [
    { account: 'supplier', party, vatBasisPoints: null, side, amountCents: htCents },
    { account: 'vat', party, vatBasisPoints, side, amountCents: vatCents },
  ]);
}

/** Key of the entry of a session's payment, whether its order took it or not. */
export const paymentKey = (sessionId: string): string => `payment:${sessionId}`;

/** Key of the entry of a payment whose order was reinstated. */
export const reinstatedKey = (sessionId: string): string => `reinstated:${sessionId}`;

/** The order was paid: the provider holds the total, owed to the suppliers with the VAT of lines and deliveries. */
export function paymentEntry(whole: WholeOrder, sessionId: string, key = paymentKey(sessionId)): JournalEntry {
  const { order } = whole;
  return {
    key,
    code: 'payment',
    reference: order.id,
    postings: [ownPosting('provider', 'debit', order.totalCents), ...sharePostings(saleShares(whole), 'credit')],
  };
}

/** A claim was paid: the price of being late with its VAT and the compensation, which has none, are owed to the lender. */
export function claimPaidEntry(
  claim: {
    id: string;
    supplierId: string;
    lateHtCents: number;
    lateVatCents: number;
    vatBasisPoints: number;
    damageCents: number;
  },
  cents: number,
): JournalEntry {
  const { id, supplierId, lateHtCents, lateVatCents: vatCents, vatBasisPoints, damageCents } = claim;
  const share = { supplierId, htCents: lateHtCents + damageCents, vatCents, vatBasisPoints };
  return {
    key: `claim-paid:${id}`,
    code: 'claim-paid',
    reference: id,
    postings: [ownPosting('provider', 'debit', cents), ...sharePostings([share], 'credit')],
  };
}

/** Sales of each supplier: lines and deliveries, with their VAT. */
export function saleShares({ parts, lines }: WholeOrder): SaleShare[] {
  const deliveries = parts.flatMap(({ supplierId, deliveryByRate }) =>
    deliveryByRate.map((share) => ({ supplierId, ...share })),
  );
  return [...lines, ...deliveries];
}

/** Unallocated payment: it came too late, or twice, and waits for a steward's decision. */
export function unallocatedEntry(
  code: 'late-payment' | 'second-payment',
  { order }: WholeOrder,
  sessionId: string,
): JournalEntry {
  return receivedEntry(code, order.id, sessionId, order.totalCents);
}

/** The same for an amount that the provider names, whatever the order says. */
export function receivedEntry(
  code: 'late-payment' | 'second-payment',
  orderId: string,
  sessionId: string,
  amountCents: number,
): JournalEntry {
  return {
    key: paymentKey(sessionId),
    code,
    reference: orderId,
    postings: [ownPosting('provider', 'debit', amountCents), ownPosting('unsettled', 'credit', amountCents)],
  };
}

/** The refund of an unallocated payment was agreed: owed to the buyer until the provider pays it out. */
export function unallocatedRefundEntry(refundId: string, orderId: string, amountCents: number): JournalEntry {
  return {
    key: `refund-agreed:${refundId}`,
    code: 'refund-agreed',
    reference: orderId,
    postings: [ownPosting('unsettled', 'debit', amountCents), ownPosting('refunds', 'credit', amountCents)],
  };
}

/**
 * A refund was agreed: it reduces the supplier's share and is owed to the buyer until the provider pays it out.
 */
export function refundAgreedEntry(refundId: string, orderId: string, given: readonly SaleShare[]): JournalEntry {
  const signed = sharePostings(given, 'debit').map(
    (one): Posting => (one.amountCents < 0 ? { ...one, side: 'credit', amountCents: -one.amountCents } : one),
  );
  const total = given.reduce((all, { htCents, vatCents }) => all + htCents + vatCents, 0);
  return {
    key: `refund-agreed:${refundId}`,
    code: 'refund-agreed',
    reference: orderId,
    postings: [...signed, ownPosting('refunds', 'credit', total)],
  };
}

type PaidRefund = { id: string; reference: string; amountCents: number; returned: number };

/** A refund that failed is paid again, so each payment has its own key. */
export function refundPaidKey({ id, returned }: Pick<PaidRefund, 'id' | 'returned'>): string {
  return returned === 0 ? `refund-paid:${id}` : `refund-paid:${id}:${returned}`;
}

export function refundPaidEntry(refund: PaidRefund): JournalEntry {
  return {
    key: refundPaidKey(refund),
    code: 'refund-paid',
    reference: refund.reference,
    postings: [
      ownPosting('refunds', 'debit', refund.amountCents),
      ownPosting('provider', 'credit', refund.amountCents),
    ],
  };
}

/** Signed amount to posting: positive is owed (credit), negative is a debit. */
export const signedPosting = (
  account: Posting['account'],
  cents: number,
  party = '',
  vatBasisPoints: number | null = null,
): Posting => ({
  account,
  party,
  vatBasisPoints,
  side: cents < 0 ? 'debit' : 'credit',
  amountCents: Math.abs(cents),
});

/** The provider's fee for a payment. */
export function feeEntry(orderId: string, chargeId: string, feeCents: number): JournalEntry {
  return {
    key: `provider-fee:${chargeId}`,
    code: 'provider-fee',
    reference: orderId,
    postings: [ownPosting('fees', 'debit', feeCents), ownPosting('provider', 'credit', feeCents)],
  };
}

/** Change of the contribution and its VAT: taken from the supplier's share, or returned to it if negative. */
export function contributionEntry(
  { orderId, supplierId, n }: { orderId: string; supplierId: string; n: number },
  { htCents, vatCents, vatBasisPoints }: { htCents: number; vatCents: number; vatBasisPoints: number },
): JournalEntry {
  return {
    key: `contribution:${orderId}:${supplierId}:${n}`,
    code: 'contribution',
    reference: orderId,
    postings: [
      signedPosting('supplier', -htCents - vatCents, supplierId),
      signedPosting('contribution', htCents, supplierId),
      signedPosting('vat', vatCents, '', vatBasisPoints),
    ],
  };
}

/** A transfer to a supplier's account, or its reversal. */
export function transferEntry({ id, reference, party, reverses, amountCents, split }: Transfer): JournalEntry {
  return {
    key: `transfer:${id}`,
    code: reverses ? 'transfer-reversed' : 'transfer',
    reference,
    postings: [
      ownPosting('provider', reverses ? 'debit' : 'credit', amountCents),
      ...split.map(({ account, vatBasisPoints, cents }) => signedPosting(account, -cents, party, vatBasisPoints)),
    ],
  };
}
