import { expect, test } from 'vitest';
import { mondayOfWeek, weekOfDay, writeWeek } from '#app/domain/calendar/iso-week.ts';
import {
  findSeasonEnd,
  findSeasonProblem,
  findSeasonStart,
  isInSeason,
  type Season,
  seasonToday,
  sellingState,
  stripOf,
  weeksInSeason,
} from './season.ts';

const strawberries: Season = [{ from: 22, to: 30 }];
const leeks: Season = [{ from: 37, to: 14 }];

test.each([
  [strawberries, '2027-05-30', false],
  [strawberries, '2027-05-31', true],
  [strawberries, '2027-08-01', true],
  [strawberries, '2027-08-02', false],
  // A range over new year, with the week 53 of 2026.
  [leeks, '2026-12-31', true],
  [leeks, '2027-01-03', true],
  [leeks, '2027-01-04', true],
  [leeks, '2027-04-11', true],
  [leeks, '2027-04-12', false],
  [null, '2027-04-12', true],
])('%o on %s: in season is %s', (season, day, expected) => {
  expect(isInSeason(season, day)).toBe(expected);
});

test('a season comes back in the next week that has it, in the next year too', () => {
  expect(findSeasonStart(strawberries, '2026-12-01')).toBe('2027-05-31');
  expect(findSeasonStart(strawberries, '2027-08-02')).toBe('2028-05-29');
  expect(findSeasonEnd(strawberries, '2027-06-02')).toBe('2027-08-01');
  expect(findSeasonEnd(leeks, '2026-12-01')).toBe('2027-04-11');
  expect(seasonToday([{ from: 1, to: 53 }], '2026-12-31')).toEqual({ inSeason: true, returns: null, ends: null });
});

test('a range to week 53 ends with the year that has none, and one from 53 on waits for it', () => {
  expect(findSeasonEnd([{ from: 40, to: 53 }], '2027-12-01')).toBe('2028-01-02');
  expect(findSeasonEnd([{ from: 40, to: 53 }], '2026-12-01')).toBe('2027-01-03');
  expect(findSeasonStart([{ from: 53, to: 2 }], '2027-12-01')).toBe('2028-01-03');
  expect([stripOf(leeks, 2026).length, stripOf(leeks, 2027).length]).toEqual([53, 52]);
});

test.each([
  [[{ from: 0, to: 4 }], 'week'],
  [[{ from: 5, to: 54 }], 'week'],
  [[{ from: 1.5, to: 4 }], 'week'],
  [[{ from: 53, to: 53 }], 'no-week'],
  [[], 'no-week'],
  [
    [
      { from: 40, to: 5 },
      { from: 5, to: 8 },
    ],
    'overlap',
  ],
  [[1, 3, 5, 7, 9].map((week) => ({ from: week, to: week })), 'too-many'],
  [
    [
      { from: 40, to: 5 },
      { from: 6, to: 8 },
    ],
    null,
  ],
])('%o is refused as %s', (ranges, problem) => {
  expect(findSeasonProblem(ranges)).toBe(problem);
});

test('the weeks between two days are those in season, over new year', () => {
  const weeks = weeksInSeason([{ from: 52, to: 2 }], '2026-12-01', '2027-01-31');
  expect(weeks.map(writeWeek)).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
  expect(weekOfDay(mondayOfWeek(weeks[1]!))).toEqual({ year: 2026, week: 53 });
});

test.each([
  [{ stock: 40, season: strawberries }, 'out-of-season'],
  [{ stock: 0, season: strawberries }, 'out-of-season'],
  [{ stock: null, season: strawberries }, 'out-of-season'],
  [{ stock: 0, season: leeks }, 'sold-out'],
  [{ stock: 3, season: leeks }, 'in-stock'],
  [{ stock: null, season: null }, 'made-to-order'],
])('in December, %o is %s', (offer, state) => {
  expect(sellingState({ kind: 'new', minQuantity: 1, orderStep: 1, ...offer }, '2026-12-01')).toBe(state);
});

test('a reused thing that is sold is gone, and not sold out', () => {
  const chair = { kind: 'reused', stock: 0, minQuantity: 1, orderStep: 1, season: null } as const;
  expect(sellingState(chair, '2026-12-01')).toBe('gone');
});
