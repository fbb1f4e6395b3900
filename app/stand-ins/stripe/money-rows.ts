// Rows of the stand-in's books.
export type Charge = {
  id: string;
  amount: number;
  fee: number;
  /** When its fee is known and its balance transaction exists, in Unix seconds. */
  settledAt: number;
  refunded: number;
  at: number;
  group: string | null;
  isDisputed: boolean;
  /** The first state of its next refunds. */
  refundStatus: RefundStatus;
};
export type RefundStatus = 'succeeded' | 'pending' | 'requires_action' | 'failed' | 'canceled';
export type TransferRow = {
  id: string;
  account: string;
  amount: number;
  reversed: number;
  group: string | null;
  charge: string | null;
  at: number;
  /** As JSON, as all metadata here. */
  metadata: string;
};
export type RefundRow = {
  id: string;
  charge: string;
  amount: number;
  at: number;
  status: RefundStatus;
  /** When its money left the balance; null while it did not. */
  movedAt: number | null;
  failedAt: number | null;
  metadata: string;
};
export type ReversalRow = { id: string; transfer: string; amount: number; at: number; metadata: string };
/** States of a dispute, and whether the buyer's bank has the money in them. */
export const disputeStatuses = {
  warning_needs_response: false,
  warning_under_review: false,
  warning_closed: false,
  needs_response: true,
  under_review: true,
  appeal_needs_response: true,
  appeal_under_review: true,
  prevented: false,
  won: false,
  lost: true,
} as const;
export type DisputeStatus = keyof typeof disputeStatuses;
export type DisputeRow = {
  id: string;
  charge: string;
  amount: number;
  reason: string;
  status: DisputeStatus;
  at: number;
  dueBy: number;
};
/** One balance transaction of the platform. `source` is the object that caused it. */
export type BalanceMovement = {
  id: string;
  type: string;
  source: string | null;
  amount: number;
  fee: number;
  at: number;
};
export type Refused = { code: string; message: string };
