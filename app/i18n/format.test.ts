import { expect, test } from 'vitest';
import { formatDate, formatDateTime, formatDay, formatDayMonth, formatMoney, formatMonthName } from './format.ts';

test('writes the first day of a month as each language does, and no other one', () => {
  expect(formatDay('2026-10-01', 'fr')).toBe('jeudi 1er octobre');
  expect(formatDate('2026-01-01', 'fr')).toBe('1er janv. 2026');
  expect(formatDate('2026-01-11', 'fr')).toBe('11 janv. 2026');
  expect(formatDateTime('2026-10-01T11:01:00Z', 'fr')).toBe('1er octobre 2026 à 13:01');
  expect(formatDate('2026-01-01', 'en')).toBe('1 Jan 2026');
});

test('an instant has the day of Paris, the same the second time it is asked', () => {
  const days = (...instants: string[]) => instants.map((instant) => formatDate(instant, 'en'));
  for (let again = 0; again < 2; again++) {
    expect(days('2026-07-14T21:59:59.999Z', '2026-07-14T22:00:00.000Z')).toEqual(['14 Jul 2026', '15 Jul 2026']);
    expect(days('2026-10-25T21:59:59Z', '2026-10-25T22:30:00Z', '2026-10-25T23:00:00Z')).toEqual([
      '25 Oct 2026',
      '25 Oct 2026',
      '26 Oct 2026',
    ]);
    expect(formatDay('2026-07-14T22:00:00Z', 'fr')).toBe('mercredi 15 juillet');
    expect(formatDate('2026-07-14', 'fr')).toBe('14 juil. 2026');
  }
});

test('a day of a month is said beside an amount of money', () => {
  expect(formatMoney(2216, 'fr')).toMatch(/^22,16\s€$/);
  expect([formatDayMonth('2027-05-31', 'fr'), formatMonthName('2027-05-31', 'en')]).toEqual(['31 mai', 'May']);
});
