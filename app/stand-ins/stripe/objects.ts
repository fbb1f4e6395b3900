// Money objects in the whole shape of Stripe's API: tests/stand-in-shape.test.ts compares them with the SDK's types.
import {
  type BalanceMovement,
  type Charge,
  type DisputeRow,
  disputeStatuses,
  type RefundRow,
  type ReversalRow,
  type TransferRow,
} from './money-rows.ts';
import type { Store } from './store.ts';

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
    amount_captured: amount,
    amount_refunded: refunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: settledBy(charge),
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured: true,
    created: at,
    customer: null,
    description: null,
    disputed: charge.isDisputed,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: null,
    metadata: {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: `pi_${id.slice(3)}`,
    payment_method: null,
    payment_method_details: null,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: refunded === amount,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: group,
  };
}

export function intentObject(charge: Charge, expanded: boolean, store: Store) {
  const settled = settledBy(charge);
  return {
    ...common,
    id: `pi_${charge.id.slice(3)}`,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: charge.amount,
    amount_capturable: 0,
    amount_received: charge.amount,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: null,
    confirmation_method: 'automatic',
    created: charge.at,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: [charge.id.startsWith('py_') ? 'sepa_debit' : 'card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_group: charge.group,
    latest_charge: expanded
      ? { ...chargeObject(charge), balance_transaction: settled && moveObject(store.findMove(settled)!, store, false) }
      : charge.id,
  };
}

export function refundObject(refund: RefundRow) {
  return {
    currency: 'eur',
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: refund.charge,
    metadata: JSON.parse(refund.metadata),
    payment_intent: `pi_${refund.charge.slice(3)}`,
    balance_transaction: refund.movedAt === null ? null : `txn_${refund.id}`,
    created: refund.at,
    customer: null,
    customer_account: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
    ...(refund.status === 'pending' && { pending_reason: 'insufficient_funds' }),
    ...(refund.status === 'failed' && { failure_reason: 'lost_or_stolen_card' }),
  };
}

export function transferObject(
  { id, account, amount, reversed, group, charge, at, metadata }: TransferRow,
  store: Store,
) {
  const url = `/v1/transfers/${id}/reversals`;
  return {
    ...common,
    id,
    object: 'transfer',
    amount,
    amount_reversed: reversed,
    balance_transaction: `txn_${id}`,
    created: at,
    description: null,
    destination: account,
    metadata: JSON.parse(metadata),
    reversals: { object: 'list', data: store.reversalsOf(id).map(reversalObject), has_more: false, url },
    reversed: reversed === amount,
    source_transaction: charge,
    transfer_group: group,
  };
}

export function reversalObject({ id, transfer, amount, at, metadata }: ReversalRow) {
  return {
    currency: 'eur',
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: `txn_${id}`,
    created: at,
    destination_payment_refund: null,
    metadata: JSON.parse(metadata),
    source_refund: null,
    transfer,
  };
}

const evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

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
    enhanced_eligibility_types: [],
    evidence,
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    metadata: {},
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
    fee_details:
      fee === 0 ? [] : [{ amount: fee, application: null, currency: 'eur', description: null, type: 'stripe_fee' }],
    net: amount - fee,
    available_on: at,
    balance_type: 'payments',
    created: at,
    currency: 'eur',
    description: null,
    exchange_rate: null,
    reporting_category: reportingCategories.get(type) ?? type,
    status: 'available',
    source: expanded && source ? sourceObject(source, store) : source,
  };
}

/** Categories named differently from their type: https://docs.stripe.com/reports/reporting-categories. */
const reportingCategories = new Map([
  ['payment', 'charge'],
  ['payment_refund', 'refund'],
  ['payment_failure_refund', 'refund_failure'],
  ['transfer_refund', 'transfer_reversal'],
  ['adjustment', 'dispute'],
  ['stripe_fee', 'fee'],
]);

function sourceObject(id: string, store: Store): Record<string, unknown> {
  if (id.startsWith('ch_') || id.startsWith('py_')) return chargeObject(store.findCharge(id)!);
  if (id.startsWith('tr_')) return transferObject(store.findTransfer(id)!, store);
  if (id.startsWith('trr_')) return reversalObject(store.findReversal(id)!);
  if (id.startsWith('du_')) return disputeObject(store.findDispute(id)!, store);
  return refundObject(store.findRefund(id)!);
}
