// What money did to an order, as postings: each supplier's share and VAT as frozen, to the cent.
import type { Entry, PartBalance, Posting, Side } from '#app/domain/books/books.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';

/** A supplier's goods or delivery, with the VAT taken on its behalf. */
export type Share = { supplierId: string; htCents: number; vatCents: number; vatBasisPoints: number };

const own = (account: Posting['account'], side: Side, amountCents: number): Posting => ({
  account,
  party: '',
  vatBasisPoints: null,
  side,
  amountCents,
});

function shares(of: readonly Share[], side: Side): Posting[] {
  return of.flatMap(({ supplierId: party, htCents, vatCents, vatBasisPoints }): Posting[] => [
    { account: 'supplier', party, vatBasisPoints: null, side, amountCents: htCents },
    { account: 'vat', party, vatBasisPoints, side, amountCents: vatCents },
  ]);
}

/** The order was paid: the provider holds its total, which is owed to its suppliers, with the VAT of each line and delivery. */
export function paymentEntry(whole: WholeOrder, sessionId: string): Entry {
  const { order } = whole;
  return {
    key: `payment:${sessionId}`,
    code: 'payment',
    reference: order.id,
    postings: [own('provider', 'debit', order.totalCents), ...shares(sold(whole), 'credit')],
  };
}

/** What each supplier sold: goods and deliveries, with their VAT. */
export function sold({ parts, lines }: WholeOrder): Share[] {
  const deliveries = parts.map((part) => ({
    supplierId: part.supplierId,
    htCents: part.deliveryCents,
    vatCents: part.deliveryVatCents,
    vatBasisPoints: part.deliveryVatBasisPoints,
  }));
  return [...lines, ...deliveries];
}

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

/** Money came that the order could not take: too late, or a second time. It waits for a person. */
export function unsettledEntry(
  code: 'late-payment' | 'second-payment',
  { order }: WholeOrder,
  sessionId: string,
): Entry {
  return {
    key: `payment:${sessionId}`,
    code,
    reference: order.id,
    postings: [own('provider', 'debit', order.totalCents), own('unsettled', 'credit', order.totalCents)],
  };
}

/** A supplier's share shrank: what it gives back is owed to the buyer, until the provider pays it out. */
export function refundAgreedEntry(refundId: string, orderId: string, given: readonly Share[]): Entry {
  const signed = shares(given, 'debit').map(
    (one): Posting => (one.amountCents < 0 ? { ...one, side: 'credit', amountCents: -one.amountCents } : one),
  );
  const total = given.reduce((all, { htCents, vatCents }) => all + htCents + vatCents, 0);
  return {
    key: `refund-agreed:${refundId}`,
    code: 'refund-agreed',
    reference: orderId,
    postings: [...signed, own('refunds', 'credit', total)],
  };
}

export function refundPaidEntry(refund: { id: string; reference: string; amountCents: number }): Entry {
  return {
    key: `refund-paid:${refund.id}`,
    code: 'refund-paid',
    reference: refund.reference,
    postings: [own('refunds', 'debit', refund.amountCents), own('provider', 'credit', refund.amountCents)],
  };
}

/** A signed amount on the side it belongs to: what is owed (credit) when positive. */
const owed = (
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

/** What the provider kept of a payment. */
export function feeEntry(orderId: string, chargeId: string, feeCents: number): Entry {
  return {
    key: `provider-fee:${chargeId}`,
    code: 'provider-fee',
    reference: orderId,
    postings: [own('fees', 'debit', feeCents), own('provider', 'credit', feeCents)],
  };
}

/** The cooperative's contribution changes by so much, excl. VAT and VAT: a supplier's share gives it, or gets it back. */
export function contributionEntry(
  { orderId, supplierId, n }: { orderId: string; supplierId: string; n: number },
  { htCents, vatCents, vatBasisPoints }: { htCents: number; vatCents: number; vatBasisPoints: number },
): Entry {
  return {
    key: `contribution:${orderId}:${supplierId}:${n}`,
    code: 'contribution',
    reference: orderId,
    postings: [
      owed('supplier', -htCents - vatCents, supplierId),
      owed('contribution', htCents, supplierId),
      owed('vat', vatCents, '', vatBasisPoints),
    ],
  };
}

/** What settles a supplier's share: accounts of the books, signed, and their sum. */
export type Settled = {
  id: string;
  reference: string;
  party: string;
  reverses: string | null;
  amountCents: number;
  split: readonly { account: 'supplier' | 'vat'; vatBasisPoints: number | null; cents: number }[];
};

/** Money went to a supplier's account, or came back from it. */
export function transferEntry({ id, reference, party, reverses, amountCents, split }: Settled): Entry {
  return {
    key: `transfer:${id}`,
    code: reverses ? 'transfer-reversed' : 'transfer',
    reference,
    postings: [
      own('provider', reverses ? 'debit' : 'credit', amountCents),
      ...split.map(({ account, vatBasisPoints, cents }) => owed(account, -cents, party, vatBasisPoints)),
    ],
  };
}

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

/** A lost dispute is borne by the suppliers, as the buyer paid them. */
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
