import { expect, test } from 'vitest';
import { isPayableOnline, onlinePaymentOf } from './online-limits.ts';

test.each([
  [0, 'nothing', false],
  [1, 'too-small', false],
  [49, 'too-small', false],
  [50, 'card-or-debit', true],
  [1_000_000, 'card-or-debit', true],
  [1_000_001, 'card', true],
  [99_999_999, 'card', true],
  [100_000_000, 'too-large', false],
])('%i cents are paid online as %s', (cents, payment, payable) => {
  expect([onlinePaymentOf(cents), isPayableOnline(cents)]).toEqual([payment, payable]);
});
