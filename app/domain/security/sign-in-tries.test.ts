import { expect, test } from 'vitest';
import { accountWaitSeconds, addressDelayMs } from './sign-in-tries.ts';

test('three tries are free, then each waits twice as long, a quarter of an hour at most', () => {
  expect([1, 2, 3, 4, 5, 9, 12, 1000].map(accountWaitSeconds)).toEqual([0, 0, 2, 4, 8, 128, 900, 900]);
});

test('an address is answered later and later after twenty failures, three seconds at most, never refused', () => {
  expect([0, 20, 21, 30, 50, 1e6].map(addressDelayMs)).toEqual([0, 0, 100, 1000, 3000, 3000]);
});
