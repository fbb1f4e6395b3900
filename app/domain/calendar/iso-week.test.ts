import { expect, test } from 'vitest';
import { localDay } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { mondayOf, mondayOfWeek, readWeek, weekOfDay, weeksOfYear, writeWeek } from './iso-week.ts';

// From ISO 8601 and the calendars of those years.
test.each([
  ['2026-12-31', 2026, 53],
  ['2027-01-01', 2026, 53],
  ['2027-01-03', 2026, 53],
  ['2027-01-04', 2027, 1],
  ['2026-01-01', 2026, 1],
  ['2025-12-29', 2026, 1],
  ['2024-02-29', 2024, 9],
  ['2027-05-31', 2027, 22],
  ['2027-06-06', 2027, 22],
  ['1969-12-29', 1970, 1],
])('%s lies in week %i-%i', (day, year, week) => {
  expect(weekOfDay(day)).toEqual({ year, week });
});

test('each Monday of sixty years is that of its week, and each year has 52 or 53 weeks', () => {
  let monday = Date.parse('1999-12-27');
  for (let n = 0; n < 60 * 52; n++, monday += 7 * 864e5) {
    const day = new Date(monday).toISOString().slice(0, 10);
    const week = weekOfDay(day);
    expect(mondayOfWeek(week)).toBe(day);
    expect(mondayOf(new Date(monday + 6 * 864e5).toISOString().slice(0, 10))).toBe(day);
    expect(readWeek(writeWeek(week))).toEqual(week);
  }
  expect([2015, 2020, 2026, 2032, 2037].map(weeksOfYear)).toEqual([53, 53, 53, 53, 53]);
  expect([2024, 2025, 2027, 2028, 2100].map(weeksOfYear)).toEqual([52, 52, 52, 52, 52]);
});

test('refuses a week that the year does not have', () => {
  expect([readWeek('2027-W53'), readWeek('2027-W00'), readWeek('2027-22'), readWeek('2026-W53')]).toEqual([
    null,
    null,
    null,
    { year: 2026, week: 53 },
  ]);
});

test.each([
  // Both nights of a clock change, and a Sunday evening of UTC that is Monday in the town.
  ['2027-03-28T00:30:00Z', '2027-W12'],
  ['2027-03-28T22:30:00Z', '2027-W13'],
  ['2026-10-25T00:30:00Z', '2026-W43'],
  ['2026-10-25T23:30:00Z', '2026-W44'],
])('at %s the town is in week %s', (now, week) => {
  expect(writeWeek(weekOfDay(localDay(new Date(now), demoTown)))).toBe(week);
});
