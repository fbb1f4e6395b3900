import { expect, test } from 'vitest';
import { listOccurrences, maxOccurrences, type RecurrenceRule } from './recurrence.ts';

const reims = '51454';
const daysOf = (rule: RecurrenceRule) => listOccurrences(rule, reims).map(({ day }) => day);

test('every Tuesday until a day has the last Tuesday too, and names the holiday on one', () => {
  const rule: RecurrenceRule = { every: 'week', interval: 1, weekdays: [2], from: '2027-07-01', until: '2027-07-27' };
  expect(daysOf(rule)).toEqual(['2027-07-06', '2027-07-13', '2027-07-20', '2027-07-27']);
  const fridays = { ...rule, weekdays: [5], from: '2026-12-18', until: '2027-01-08' };
  expect(listOccurrences(fridays, reims)).toEqual([
    { day: '2026-12-18', holiday: null },
    { day: '2026-12-25', holiday: 'christmas' },
    { day: '2027-01-01', holiday: 'new-year' },
    { day: '2027-01-08', holiday: null },
  ]);
});

test('a first day outside the rule is no occurrence and does not count', () => {
  expect(daysOf({ every: 'week', interval: 1, weekdays: [2], from: '2026-12-02', count: 2 })).toEqual([
    '2026-12-08',
    '2026-12-15',
  ]);
});

test('every second week counts from the week of the first day, which begins on Monday', () => {
  // RFC 5545, 3.8.5.3: with WKST=MO, Tuesday and Sunday from Tuesday 5 August 1997 are 5, 10, 19 and 24 August.
  expect(daysOf({ every: 'week', interval: 2, weekdays: [2, 7], from: '1997-08-05', count: 4 })).toEqual([
    '1997-08-05',
    '1997-08-10',
    '1997-08-19',
    '1997-08-24',
  ]);
  expect(daysOf({ every: 'week', interval: 2, weekdays: [1], from: '2026-12-21', count: 3 }), 'over week 53').toEqual([
    '2026-12-21',
    '2027-01-04',
    '2027-01-18',
  ]);
});

test('the 31st of each month is the last day of a shorter one', () => {
  expect(daysOf({ every: 'month', interval: 1, monthDay: 31, from: '2027-12-31', until: '2028-04-30' })).toEqual([
    '2027-12-31',
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
    '2028-04-30',
  ]);
  expect(daysOf({ every: 'month', interval: 3, monthDay: 15, from: '2026-11-16', count: 2 })).toEqual([
    '2027-02-15',
    '2027-05-15',
  ]);
});

test('a rule has no more days than can be booked, and none before its first', () => {
  expect(
    daysOf({ every: 'week', interval: 1, weekdays: [1, 2, 3, 4, 5, 6, 7], from: '2026-12-01', count: 5000 }),
  ).toHaveLength(maxOccurrences);
  expect(daysOf({ every: 'week', interval: 1, weekdays: [2], from: '2026-12-01', until: '2026-11-30' })).toEqual([]);
});
