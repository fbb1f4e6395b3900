// What money did to an order, as postings: each supplier's share and VAT as frozen, to the cent.
import type { Entry, Posting, Side } from '#app/domain/books/books.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';

/** A supplier's goods or delivery, with the VAT taken on its behalf. */
type Share = { supplierId: string; htCents: number; vatCents: number; vatBasisPoints: number };

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
export function paymentEntry({ order, parts, lines }: WholeOrder, sessionId: string): Entry {
  const deliveries = parts.map((part) => ({
    supplierId: part.supplierId,
    htCents: part.deliveryCents,
    vatCents: part.deliveryVatCents,
    vatBasisPoints: part.deliveryVatBasisPoints,
  }));
  return {
    key: `payment:${sessionId}`,
    code: 'payment',
    reference: order.id,
    postings: [own('provider', 'debit', order.totalCents), ...shares([...lines, ...deliveries], 'credit')],
  };
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
