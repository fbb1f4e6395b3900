import publicHolidays from '@socialgouv/jours-feries';
import { expect, test } from 'vitest';
import { addDays } from '#app/domain/shared/context.ts';
import { easterSunday, holidayOn } from './holidays.ts';

const reims = '51454';
const strasbourg = '67482';

/** By local getters: the library makes midnights of the machine's zone, which `toISOString` moves to another day. */
function libraryDays(year: number, alsace: boolean): string[] {
  return Object.values(publicHolidays(year, { alsace }))
    .map((date) =>
      [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-'),
    )
    .sort();
}

function ownDays(year: number, insee: string): string[] {
  const days = Array.from({ length: 366 }, (_, day) => addDays(`${year}-01-01`, day));
  return days.filter((day) => day.startsWith(String(year)) && holidayOn(day, insee));
}

test('public holidays equal those of the state’s library from 1990 to 2099', () => {
  for (let year = 1990; year < 2100; year++) {
    expect(ownDays(year, reims)).toEqual([...new Set(libraryDays(year, false))]);
    expect(ownDays(year, strasbourg)).toEqual([...new Set(libraryDays(year, true))]);
  }
});

test.each([
  [2026, '2026-04-05'],
  [2027, '2027-03-28'], // the clocks change that night
  [2028, '2028-04-16'],
  [2029, '2029-04-01'],
  [2030, '2030-04-21'],
  [2038, '2038-04-25'], // the last day it can be
  [2285, '2285-03-22'], // the first
])('Easter of %s is on %s', (year, day) => {
  expect(easterSunday(year)).toBe(day);
});

test('Good Friday and 26 December are holidays in Alsace and Moselle alone', () => {
  expect(['2027-03-26', '2026-12-26'].map((day) => holidayOn(day, reims))).toEqual([null, null]);
  for (const insee of ['57463', strasbourg, '68224'])
    expect(['2027-03-26', '2026-12-26'].map((day) => holidayOn(day, insee))).toEqual(['good-friday', 'saint-stephen']);
});

test('the abolition of slavery is remembered on the day of each overseas department', () => {
  expect(holidayOn('2026-05-27', '97105')).toBe('abolition-day');
  expect(holidayOn('2026-12-20', '97411')).toBe('abolition-day');
  expect([holidayOn('2026-05-27', '97411'), holidayOn('2026-05-27', reims)]).toEqual([null, null]);
});
