// States of an order as one table. Guarded updates follow it; a transition that is not listed cannot happen.
import { sum } from '#app/domain/shared/money.ts';
import { isPartOpen, type PartState } from './part.ts';

export const orderStates = ['placed', 'paid', 'payment-failed', 'expired', 'paid-late', 'refunded'] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderStep = 'pay' | 'fail' | 'expire' | 'reinstate' | 'refund';

/** Allowed steps of each state and the state they lead to. */
export const transitions: Record<OrderState, Partial<Record<OrderStep, OrderState>>> = {
  placed: { pay: 'paid', fail: 'payment-failed', expire: 'expired' },
  paid: {},
  'payment-failed': { pay: 'paid-late' },
  expired: { pay: 'paid-late' },
  // A steward decides, and the buyer gets a mail.
  'paid-late': { reinstate: 'paid', refund: 'refunded' },
  refunded: {},
};

/**
 * The state that a buyer reads: that of the payment until it is paid, then how far the parts are. `cancelled`:
 * no part is left; `handed-over`: none is open and at least one was handed over.
 */
export const orderProgresses = [...orderStates, 'partly-handed-over', 'handed-over', 'cancelled'] as const;
export type OrderProgress = (typeof orderProgresses)[number];

export function progressOf(state: OrderState, parts: readonly PartState[]): OrderProgress {
  if (state !== 'paid' || parts.length === 0) return state;
  // For ten minutes a hand-over can be undone; its buyer has the goods.
  const handedOver = parts.includes('handed-over') || parts.includes('handing-over');
  if (parts.some(isPartOpen)) return handedOver ? 'partly-handed-over' : state;
  return handedOver ? 'handed-over' : 'cancelled';
}

/** Groups of progress that a buyer filters a list of orders by. */
export const orderFilters = ['open', 'handed-over', 'ended'] as const;
export type OrderFilter = (typeof orderFilters)[number];

export function filterOf(progress: OrderProgress): OrderFilter {
  if (progress === 'handed-over') return progress;
  return ['placed', 'paid', 'paid-late', 'partly-handed-over'].includes(progress) ? 'open' : 'ended';
}

/** `account`: invoiced, to be paid by bank transfer. */
export const orderPayments = ['online', 'account'] as const;

/** Stock stays reserved for as long as a payment page is open. */
export const reservationMinutes = 30;

/** Maximum time for a bank debit to arrive; the stock stays reserved until then. */
export const delayedPaymentDays = 14;

/** A part of a delivery's fee, taxed like the goods that it carries. */
export type DeliveryShare = { vatBasisPoints: number; htCents: number; vatCents: number };

/** VAT of an order by rate, lines and deliveries together. */
export function vatByRate(taxed: readonly { vatBasisPoints: number; vatCents: number }[]): Record<number, number> {
  const byRate = Map.groupBy(taxed, (item) => item.vatBasisPoints);
  return Object.fromEntries([...byRate].map(([rate, items]) => [rate, sum(items.map((item) => item.vatCents))]));
}
