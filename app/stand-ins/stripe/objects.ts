// Objects in the shape of Stripe's API, limited to the fields that Halle reads.
import type { BalanceMovement, Charge, DisputeRow, RefundRow, ReversalRow, TransferRow } from './money.ts';
import type { StandInAccount, Store } from './store.ts';

const common = { currency: 'eur', livemode: false };

export function chargeObject({ id, amount, refunded, at, group }: Charge) {
  return {
    ...common,
    id,
    object: 'charge',
    amount,
    amount_refunded: refunded,
    balance_transaction: `txn_${id}`,
    created: at,
    payment_intent: `pi_${id.slice(3)}`,
    status: 'succeeded',
    transfer_group: group,
  };
}

export function intentObject(charge: Charge, expanded: boolean, store: Store) {
  return {
    ...common,
    id: `pi_${charge.id.slice(3)}`,
    object: 'payment_intent',
    amount: charge.amount,
    amount_received: charge.amount,
    status: 'succeeded',
    transfer_group: charge.group,
    latest_charge: expanded
      ? { ...chargeObject(charge), balance_transaction: moveObject(store.findMove(`txn_${charge.id}`)!, store, false) }
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
    status: refund.failedAt === null ? 'succeeded' : 'failed',
    ...(refund.failedAt !== null && { failure_reason: 'lost_or_stolen_card' }),
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
): Record<string, unknown> {
  return {
    ...common,
    id,
    object: 'dispute',
    amount,
    charge,
    created: at,
    payment_intent: `pi_${charge.slice(3)}`,
    reason,
    status,
    evidence_details: { due_by: dueBy, has_evidence: false, past_due: false, submission_count: 0 },
    balance_transactions: store.movesOfDispute(id).map((move) => moveObject(move, store, false)),
  };
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
    source: expanded ? sourceObject(source, store) : source,
  };
}

function sourceObject(id: string, store: Store): Record<string, unknown> {
  if (id.startsWith('ch_')) return chargeObject(store.findCharge(id)!);
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
