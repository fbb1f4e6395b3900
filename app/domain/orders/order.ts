// An order's life, as one table. Guarded updates move it; anything not listed cannot happen.
import { sum } from '#app/domain/shared/money.ts';

export const orderStates = ['placed', 'paid', 'payment-failed', 'expired', 'paid-late', 'given-back'] as const;
export type OrderState = (typeof orderStates)[number];

export type OrderStep = 'pay' | 'fail' | 'expire' | 'take-up' | 'give-back';

/** From each state, what may happen and where it leads. */
export const transitions: Record<OrderState, Partial<Record<OrderStep, OrderState>>> = {
  placed: { pay: 'paid', fail: 'payment-failed', expire: 'expired' },
  paid: {},
  'payment-failed': { pay: 'paid-late' },
  expired: { pay: 'paid-late' },
  // The stewards decide, and the buyer is written to.
  'paid-late': { 'take-up': 'paid', 'give-back': 'given-back' },
  'given-back': {},
};

/** Stock is held for as long as a payment page lives. */
export const reservationMinutes = 30;

/** A bank debit that is on its way may take this long; the goods wait for it. */
export const delayedPaymentDays = 14;

/** VAT of an order by rate, lines and deliveries together. */
export function vatByRate(taxed: readonly { vatBasisPoints: number; vatCents: number }[]): Record<number, number> {
  const byRate = Map.groupBy(taxed, (item) => item.vatBasisPoints);
  return Object.fromEntries([...byRate].map(([rate, items]) => [rate, sum(items.map((item) => item.vatCents))]));
}
