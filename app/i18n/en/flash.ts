import { formatMoney } from '../format.ts';
import type { flash as fr } from '../fr/flash.ts';
import { common } from './common.ts';

const refund = (cents: number, payment: keyof typeof common.givenBack) =>
  common.givenBack[payment](formatMoney(cents, 'en'));

export const flash: typeof fr = {
  saved: () => 'Saved.',
  'order.payment-down': () => 'The payment service does not answer. Your order is kept; try again in a moment.',
  'order.credit': () =>
    'This order is more than the organisation may owe. Pay online, or ask the cooperative for a limit.',
  'order.overdue': () => 'An invoice of the organisation is overdue: pay it first, or pay this order online.',
  'order.cancelled': (cents, payment) => `Cancelled. ${refund(cents, payment)}`,
  'order.proposal-accepted': (cents, payment) => `Accepted. ${refund(cents, payment)}`,
  'order.proposal-refused': () => 'Refused. The supplier is told.',
  'order.proposal-late': () => 'This proposal no longer waits for an answer.',
  'order.proposal-no-stock': () => 'This substitute is out of stock.',
  'order.return-asked': () => 'The supplier has received your request.',
  'order.not-now': () => 'This part of the order has changed in the meantime. Nothing was done.',
  'order.too-late': () => 'The time for it is over. Write to the supplier or to the cooperative.',
  'order.return-open': () => 'A return already waits for an answer on this line.',
  'team.invited': (email) => `Invitation sent to ${email}. The link holds for two weeks.`,
};
