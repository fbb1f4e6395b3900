// States of what the provider moves for us, and the reasons for which a payment case is opened. Pure.
export const sessionStates = ['open', 'processing', 'paid', 'failed', 'expired'] as const;
/** `under-way`: the provider took it and has not paid it yet. */
export const refundStates = ['pending', 'under-way', 'done', 'refused', 'failed'] as const;
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
  'refund-delayed',
  'disputed',
  'dispute-lost',
  'books-differ',
  'charge-without-order',
  'invoice-remade',
  'code-locked',
  'clock-jumped',
  'claim-contested',
] as const;

export type CaseReason = (typeof caseReasons)[number];
/** A steward's decisions about a case: reinstate the order, refund, ask the provider again, dismiss. */
export const caseEndings = ['take-up', 'give-back', 'retry', 'put-away'] as const;
export type CaseEnding = (typeof caseEndings)[number];

/** The endings of each reason. A case whose money waits for a decision cannot be dismissed without one. */
export const endingsOf: Record<CaseReason, readonly CaseEnding[]> = {
  mismatch: ['give-back', 'retry', 'put-away'],
  'paid-after-release': ['take-up', 'give-back'],
  'paid-twice': ['give-back'],
  'payment-overdue': ['retry', 'put-away'],
  'cannot-settle': ['retry', 'give-back'],
  // Asked again by itself, with each settlement.
  'transfer-refused': ['put-away'],
  'refund-refused': ['retry', 'put-away'],
  'refund-failed': ['retry', 'put-away'],
  // On its way at the provider, which says the end of it.
  'refund-delayed': ['put-away'],
  // The bank decides; while it is open it cannot be dismissed.
  disputed: ['put-away'],
  'dispute-lost': ['put-away'],
  'books-differ': ['put-away'],
  // After a restore that lacks its order, and every word of its payment.
  'charge-without-order': ['give-back', 'put-away'],
  'code-locked': ['put-away'],
  'clock-jumped': ['put-away'],
  // A lender and a borrower do not agree; a steward hears both, and the buyer pays or the lender drops it.
  'claim-contested': ['put-away'],
  'invoice-remade': ['put-away'],
};

/** Details of a case beside its reason. `detail`: the message of the provider or of an error. */
export type CaseFacts = {
  amountCents?: number;
  expectedCents?: number;
  what?: 'amount' | 'currency' | 'livemode' | 'reference';
  /** Of a dispute: the provider's word for its state, the time to answer by (UTC), whether a refund ends it. */
  status?: string;
  dueBy?: string;
  refundable?: boolean;
  detail?: string;
};

/** Data of a payee that the provider gets when its account is opened. */
export type AccountBody = { name: string; email: string; site: string };

/** The share of an amount per account of the books, signed. The payments room only stores it. */
export type TransferShare = { account: 'supplier' | 'vat'; vatBasisPoints: number | null; cents: number };
