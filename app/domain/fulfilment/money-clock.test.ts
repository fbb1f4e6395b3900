import { expect, test } from 'vitest';
import { dismissCase } from '#app/domain/checkout/unallocated-payments.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { trustsClock } from './money-clock.server.ts';

const noe = 'noe@cooperative-112.example';

test('stops what moves money by time at a jump of the clock, until a steward has looked', async () => {
  const town = await openTown();
  const begin = Date.parse('2026-12-01T12:00:00Z');
  const on = (day: number) => new Date(begin + day * 864e5);
  const trusts = (day: number) => trustsClock({ ...town.ctx(), now: on(day) });
  const cases = () => listCases(town).filter(({ reason }) => reason === 'clock-jumped');
  expect([0, 1, 3, 2, 5].map(trusts)).toEqual([true, true, true, true, true]);
  expect([trusts(45), trusts(46)]).toEqual([false, false]);
  expect(cases()).toHaveLength(1);
  // The clock is right again; the steward puts the case away, which does not mean that the jump was right.
  expect(trusts(5)).toBe(true);
  dismissCase({ ...town.ctx(noe), now: on(5) }, cases()[0]!.id);
  expect([trusts(45), cases().length]).toEqual([false, 1]);
  // The server was off for forty days: the steward says so on that day.
  dismissCase({ ...town.ctx(noe), now: on(46) }, cases()[0]!.id);
  expect([trusts(47), trusts(49), cases().length]).toEqual([true, true, 0]);
  expect(trusts(52)).toBe(false);
});
