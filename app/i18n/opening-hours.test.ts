import { expect, test } from 'vitest';
import type { Locale } from '#app/domain/shared/locale.ts';
import { catalogues } from './messages.ts';
import { openingLines } from './opening-hours.ts';

type Hours = [from: string, to: string];
type Week = [days: number[], ...hours: Hours[]][];

/** The lines of a week, with plain spaces. */
function lines(week: Week, locale: Locale): string[] {
  const opening = week.flatMap(([days, ...hours]) =>
    days.flatMap((day) => hours.map(([from, to]) => ({ day, from, to }))),
  );
  return openingLines(opening, catalogues[locale], locale).map((line) =>
    line.replace(/\u2060/g, '').replaceAll('\u00a0', ' '),
  );
}

const morning: Hours = ['09:00', '12:30'];
const afternoon: Hours = ['15:00', '18:30'];

test.each([
  [
    'an ordinary week, Sunday closed',
    [
      [
        [1, 2, 3, 4, 5],
        ['09:00', '18:00'],
      ],
      [[6], ['09:00', '12:00']],
    ],
    ['lundi à vendredi 9 h – 18 h', 'samedi 9 h – 12 h', 'fermé dimanche'],
    ['Monday to Friday 9:00 – 18:00', 'Saturday 9:00 – 12:00', 'closed on Sunday'],
  ],
  [
    'days apart with the same hours',
    [
      [[1, 2, 4, 5, 6], afternoon, morning],
      [[3], morning],
    ],
    ['lundi, mardi et jeudi à samedi 9 h – 12 h 30, 15 h – 18 h 30', 'mercredi 9 h – 12 h 30', 'fermé dimanche'],
    [
      'Monday, Tuesday and Thursday to Saturday 9:00 – 12:30, 15:00 – 18:30',
      'Wednesday 9:00 – 12:30',
      'closed on Sunday',
    ],
  ],
  ['five days', [[[2, 3, 4, 5, 6], morning]], ['mardi à samedi 9 h – 12 h 30', 'fermé lundi et dimanche'], null],
  ['two days in a row, without a list of five', [[[2, 3], morning]], ['mardi et mercredi 9 h – 12 h 30'], null],
  ['one day', [[[6], morning]], ['samedi 9 h – 12 h 30'], ['Saturday 9:00 – 12:30']],
  [
    'all days, over midnight',
    [
      [
        [1, 2, 3, 4, 5, 6, 7],
        ['18:00', '02:00'],
      ],
    ],
    ['tous les jours 18 h – 2 h'],
    ['every day 18:00 – 2:00'],
  ],
  ['no hours', [], [], []],
] as [string, Week, string[], string[] | null][])('groups %s', (_, week, french, english) => {
  expect(lines(week, 'fr')).toEqual(french);
  if (english) expect(lines(week, 'en')).toEqual(english);
});

test('takes the days in the week’s order, whatever the order of the rows', () => {
  expect(lines([[[5, 1, 3, 2, 4], morning]], 'fr')[0]).toBe('lundi à vendredi 9 h – 12 h 30');
});

test('keeps the hours of a day on one line', () => {
  const [line] = openingLines([{ day: 1, from: '09:00', to: '12:00' }], catalogues.fr, 'fr');
  expect(line).toBe('lundi 9\u00a0h\u00a0–\u2060\u00a012\u00a0h');
});
