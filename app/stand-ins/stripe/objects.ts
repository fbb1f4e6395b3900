// Objects in the shape of Stripe's API, limited to the fields that Halle reads.
import {
  type BalanceMovement,
  type Charge,
  type DisputeRow,
  disputeStatuses,
  type RefundRow,
  type ReversalRow,
  type TransferRow,
} from './money-rows.ts';
import type { StandInAccount, Store } from './store.ts';

const common = { currency: 'eur', livemode: false };

/** The balance transaction of a charge that is settled; null before. */
function settledBy({ id, settledAt }: Charge): string | null {
  return settledAt <= Date.now() / 1000 ? `txn_${id}` : null;
}

export function chargeObject(charge: Charge) {
  const { id, amount, refunded, at, group } = charge;
  return {
    ...common,
    id,
    object: 'charge',
    amount,
    amount_refunded: refunded,
    balance_transaction: settledBy(charge),
    created: at,
    payment_intent: `pi_${id.slice(3)}`,
    status: 'succeeded',
    transfer_group: group,
  };
}

export function intentObject(charge: Charge, expanded: boolean, store: Store) {
  const settled = settledBy(charge);
  return {
    ...common,
    id: `pi_${charge.id.slice(3)}`,
    object: 'payment_intent',
    amount: charge.amount,
    amount_received: charge.amount,
    status: 'succeeded',
    transfer_group: charge.group,
    latest_charge: expanded
      ? { ...chargeObject(charge), balance_transaction: settled && moveObject(store.findMove(settled)!, store, false) }
      : charge.id,
  };
}

export function refundObject(refund: RefundRow) {
  return {
    ...common,
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: refund.charge,
    metadata: JSON.parse(refund.metadata),
    payment_intent: `pi_${refund.charge.slice(3)}`,
    balance_transaction: refund.movedAt === null ? null : `txn_${refund.id}`,
    created: refund.at,
    status: refund.status,
    ...(refund.status === 'pending' && { pending_reason: 'insufficient_funds' }),
    ...(refund.status === 'failed' && { failure_reason: 'lost_or_stolen_card' }),
  };
}

export function transferObject({ id, account, amount, reversed, group, charge, at, metadata }: TransferRow) {
  return {
    ...common,
    id,
    object: 'transfer',
    amount,
    amount_reversed: reversed,
    created: at,
    destination: account,
    metadata: JSON.parse(metadata),
    reversed: reversed === amount,
    source_transaction: charge,
    transfer_group: group,
  };
}

export function reversalObject({ id, transfer, amount, metadata }: ReversalRow) {
  return { ...common, id, object: 'transfer_reversal', amount, transfer, metadata: JSON.parse(metadata) };
}

export function disputeObject(
  { id, charge, amount, reason, status, at, dueBy }: DisputeRow,
  store: Store,
  expanded = false,
): Record<string, unknown> {
  return {
    ...common,
    id,
    object: 'dispute',
    amount,
    charge: expanded ? chargeObject(store.findCharge(charge)!) : charge,
    created: at,
    is_charge_refundable: isRefundable(status),
    payment_intent: `pi_${charge.slice(3)}`,
    reason,
    status,
    evidence_details: { due_by: dueBy, has_evidence: false, past_due: false, submission_count: 0 },
    balance_transactions: store.movesOfDispute(id).map((move) => moveObject(move, store, false)),
  };
}

/** Whether the buyer can be refunded: the bank does not have the money, and does not decide about it. */
export function isRefundable(status: DisputeRow['status']): boolean {
  return !disputeStatuses[status];
}

export function moveObject({ id, type, source, amount, fee, at }: BalanceMovement, store: Store, expanded: boolean) {
  return {
    id,
    object: 'balance_transaction',
    type,
    amount,
    fee,
    net: amount - fee,
    created: at,
    currency: 'eur',
    source: expanded && source ? sourceObject(source, store) : source,
  };
}

function sourceObject(id: string, store: Store): Record<string, unknown> {
  if (id.startsWith('ch_') || id.startsWith('py_')) return chargeObject(store.findCharge(id)!);
  if (id.startsWith('tr_')) return transferObject(store.findTransfer(id)!);
  if (id.startsWith('trr_')) return reversalObject(store.findReversal(id)!);
  if (id.startsWith('du_')) return disputeObject(store.findDispute(id)!, store);
  return refundObject(store.findRefund(id)!);
}

const bank = ['external_account'];
const papers = ['company.tax_id', 'representative.verification.document', 'tos_acceptance.date'];
const shown: Record<
  StandInAccount['state'],
  { due: string[]; review: string[]; open: boolean; reason: string | null }
> = {
  new: { due: [...papers, ...bank], review: [], open: false, reason: 'requirements.past_due' },
  'no-bank': { due: bank, review: [], open: false, reason: 'requirements.past_due' },
  'in-review': {
    due: [],
    review: ['representative.verification.document'],
    open: false,
    reason: 'requirements.pending_verification',
  },
  ready: { due: [], review: [], open: true, reason: null },
  restricted: { due: papers.slice(1, 2), review: [], open: false, reason: 'requirements.past_due' },
  refused: { due: [], review: [], open: false, reason: 'rejected.other' },
};

export function accountObject({ id, email, name, party, state, created }: StandInAccount) {
  const { due, review, open, reason } = shown[state];
  return {
    id,
    object: 'account',
    business_profile: { name },
    capabilities: { transfers: open ? 'active' : 'inactive' },
    charges_enabled: open,
    country: 'FR',
    created,
    default_currency: 'eur',
    details_submitted: state !== 'new',
    email,
    metadata: { party },
    payouts_enabled: open,
    requirements: { currently_due: due, past_due: [], pending_verification: review, disabled_reason: reason },
  };
}
