import { expect, test } from 'vitest';
import { judgeNeed, recordOwed, thresholdOn, thresholds } from './procurement-thresholds.ts';

const euros = (amount: number) => amount * 100;

/** A year's family of supplies, this purchase included, and the day on which it is asked. */
const needs: [title: string, euros: number, askedOn: string, verdict: ReturnType<typeof judgeNeed>][] = [
  ['a ninth cleaning to 41,000 asked in March 2026', 41_000, '2026-03-20', 'over'],
  ['the same asked in April', 41_000, '2026-04-02', 'under'],
  ['48,000 in April: four fifths of the amount', 48_000, '2026-04-02', 'warning'],
  ['a cent under four fifths', 47_999.99, '2026-04-02', 'under'],
  ['two sellers of one family, 35,000 and 30,000, in May 2026', 65_000, '2026-05-20', 'over'],
  ['one of the two alone would be under', 35_000, '2026-05-20', 'under'],
  ['exactly the amount', 60_000, '2026-05-20', 'over'],
  ['a day before the first known row', 41_000, '2019-12-31', 'unknown'],
];

test.each(needs)('judges %s', (_, amount, askedOn, verdict) => {
  expect(judgeNeed({ of: 'supplies', yearCents: Math.round(euros(amount)), askedOn })).toBe(verdict);
});

const records: [title: string, euros: number, notifiedOn: string, record: string, until: string | null][] = [
  ['a contract of 45,000: no publicity, yet published', 45_000, '2026-11-23', 'full', '2027-01-23'],
  ['an order of 26,000: the list or the record', 26_000, '2026-11-23', 'choice', null],
  ['24,999.99', 24_999.99, '2026-11-23', 'none', null],
  ['exactly 40,000', 40_000, '2026-12-31', 'full', '2027-02-28'],
];

test.each(records)('says what is owed for %s', (_, amount, notifiedOn, record, until) => {
  expect(recordOwed('supplies', Math.round(euros(amount)), notifiedOn)).toEqual({ record, until });
});

test('has one amount a day for each rule, and the amounts of 2026 and 2027', () => {
  for (const { rule, of, from } of thresholds)
    expect(
      thresholds.filter(
        (one) => one.rule === rule && one.of === of && one.from <= from && (one.until === null || from <= one.until),
      ),
      `${rule} ${of} ${from}`,
    ).toHaveLength(1);
  expect(thresholdOn('formal-local', 'supplies', '2025-12-31')).toBe(euros(221_000));
  expect(thresholdOn('formal-local', 'supplies', '2026-01-01')).toBe(euros(216_000));
  expect(thresholdOn('formal-state', 'supplies', '2027-12-31')).toBe(euros(140_000));
  expect(thresholdOn('no-publicity', 'works', '2026-06-01')).toBe(euros(100_000));
  expect(thresholdOn('formal-local', 'supplies', '2028-01-01')).toBeNull();
});
