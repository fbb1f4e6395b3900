// States of what the provider moves for us, and the reasons for which a payment case is opened. Pure.
export const sessionStates = ['open', 'processing', 'paid', 'failed', 'expired'] as const;
export const refundStates = ['pending', 'done', 'refused', 'failed'] as const;
/** `waiting`: refused by the provider; retried as a new request. */
export const transferStates = ['pending', 'waiting', 'done'] as const;
export const disputeStates = ['open', 'won', 'lost'] as const;

export const caseReasons = [
  'mismatch',
  'paid-after-release',
  'paid-twice',
  'payment-overdue',
  'cannot-settle',
  'transfer-refused',
  'refund-refused',
  'refund-failed',
  'disputed',
  'books-differ',
  'invoice-remade',
] as const;

/** Details of a case beside its reason. `detail`: the message of the provider or of an error. */
export type CaseFacts = {
  amountCents?: number;
  expectedCents?: number;
  what?: 'amount' | 'currency' | 'livemode' | 'reference';
  detail?: string;
};

/** The share of an amount per account of the books, signed. The payments room only stores it. */
export type TransferShare = { account: 'supplier' | 'vat'; vatBasisPoints: number | null; cents: number };
