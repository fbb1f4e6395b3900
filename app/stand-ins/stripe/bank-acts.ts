// Which actions of a bank are possible from each state of a dispute or refund.
import type { DisputeStatus, RefundStatus } from './money-rows.ts';

/** The next state of a dispute. */
export type DisputeAct = DisputeStatus;
export type RefundAct = 'arrive' | 'cancel' | 'fail';
export type BankAct = DisputeAct | RefundAct | 'next-pending' | 'next-requires-action' | 'empty' | 'restrict';

export const disputeActs: Record<DisputeStatus, readonly DisputeAct[]> = {
  warning_needs_response: ['warning_under_review', 'warning_closed', 'needs_response'],
  warning_under_review: ['warning_closed', 'needs_response'],
  warning_closed: [],
  needs_response: ['under_review', 'won', 'lost', 'prevented'],
  under_review: ['won', 'lost'],
  appeal_needs_response: ['appeal_under_review', 'lost'],
  appeal_under_review: ['won', 'lost'],
  prevented: [],
  won: [],
  lost: ['appeal_needs_response', 'won'],
};

export const refundActs: Record<RefundStatus, readonly RefundAct[]> = {
  succeeded: ['fail'],
  pending: ['arrive', 'fail'],
  requires_action: ['arrive', 'cancel'],
  failed: [],
  canceled: [],
};
