import { expect, test } from 'vitest';
import { readText } from './text-reading.ts';

/** A Tuesday. */
const today = '2026-12-01';
const read = (text: string) => {
  const { chips, text: words } = readText(text, today);
  return [...chips.map(({ name, value }) => (name === 'free' ? 'free' : `${name}:${value}`)), words].join(' ').trim();
};

test.each([
  ['libre mardi matin', 'day:2026-12-08 time:morning free'],
  ['salle libre le 8 décembre', 'day:2026-12-08 free salle'],
  ['salle disponible jeudi après-midi', 'day:2026-12-03 time:afternoon free salle'],
  ['salle mardi libre', 'day:2026-12-08 free salle'],
  ['free tuesday morning', 'day:2026-12-08 time:morning free'],
  ['room available on 8 December', 'day:2026-12-08 free room'],
  ['perceuse du 8 au 10', 'day:2026-12-08/2026-12-10 perceuse'],
  ['perceuse du 8 au 10 décembre', 'day:2026-12-08/2026-12-10 perceuse'],
  ['perceuse 8-10 décembre', 'day:2026-12-08/2026-12-10 perceuse'],
  ['vélo du 30 décembre au 2 janvier', 'day:2026-12-30/2027-01-02 vélo'],
  ['vélo du 30/12 au 02/01', 'day:2026-12-30/2027-01-02 vélo'],
  ['perceuse du 30 au 2', 'day:2026-12-30/2027-01-02 perceuse'],
  ['drill from the 8th to the 10th', 'day:2026-12-08/2026-12-10 drill'],
  ['drill from 8 to 10 December', 'day:2026-12-08/2026-12-10 drill'],
  ['bike from friday to monday', 'day:2026-12-04/2026-12-07 bike'],
  ['vélo de vendredi à lundi', 'day:2026-12-04/2026-12-07 vélo'],
  ['vélo du vendredi au lundi', 'day:2026-12-04/2026-12-07 vélo'],
  ['salle mardi de 9h à 12h', 'day:2026-12-08 time:09:00-12:00 salle'],
  ['salle mardi 9h30-12h', 'day:2026-12-08 time:09:30-12:00 salle'],
  ['salle le 8 décembre de 14 à 16 h 30', 'day:2026-12-08 time:14:00-16:30 salle'],
  ['room tuesday 9am to 12pm', 'day:2026-12-08 time:09:00-12:00 room'],
  ['room tuesday 2 to 4 pm', 'day:2026-12-08 time:14:00-16:00 room'],
  ['room tuesday 11 to 2 pm', 'day:2026-12-08 time:11:00-14:00 room'],
  ['croissants samedi soir', 'day:2026-12-05 croissants'],
  // A text without a day keeps its words, and so does what is free of something.
  ['logiciel libre', 'logiciel libre'],
  ['sucre free', 'sucre free'],
  ['pointures du 38 au 42', 'pointures du 38 au 42'],
  ['de 8 à 10 chaises', 'de 8 à 10 chaises'],
])('reads "%s"', (text, reading) => {
  expect(read(text)).toBe(reading);
});

test('leaves off the time alone, and the day with all that is beside it', () => {
  const without = (name: 'time' | 'day') => readText('salle libre mardi matin', today, { unread: [name] });
  expect(without('time').chips.map(({ name }) => name)).toEqual(['day', 'free']);
  expect(without('day')).toMatchObject({ chips: [], text: 'salle libre mardi matin' });
});
