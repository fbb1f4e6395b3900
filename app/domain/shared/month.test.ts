import { expect, test } from 'vitest';
import { lastDayOf, monthStart, nextMonth } from './month.ts';

test('months follow each other over the end of a year', () => {
  expect(['2026-01', '2026-02', '2026-12'].map(nextMonth)).toEqual(['2026-02', '2026-03', '2027-01']);
  expect(['2026-02', '2028-02', '2026-12'].map(lastDayOf)).toEqual(['2026-02-28', '2028-02-29', '2026-12-31']);
});

test('a month begins at midnight of the town, in summer and in winter', () => {
  const paris = { timeZone: 'Europe/Paris' };
  const starts = ['2026-01', '2026-04', '2026-11'].map((month) => monthStart(month, paris).toISOString());
  expect(starts).toEqual(['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
});
