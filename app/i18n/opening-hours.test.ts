import { expect, test } from 'vitest';
import { openingLines } from './opening-hours.ts';

test('merges consecutive days with the same hours into one line', () => {
  const morning = { from: '09:00', to: '12:30' };
  const evening = { from: '15:00', to: '18:30' };
  const opening = [2, 3, 5].flatMap((day) => [
    { day, ...morning },
    { day, ...evening },
  ]);
  expect(openingLines([...opening, { day: 6, ...morning }], 'fr')).toEqual([
    'mardi–mercredi 09:00–12:30, 15:00–18:30',
    'vendredi 09:00–12:30, 15:00–18:30',
    'samedi 09:00–12:30',
  ]);
  expect(openingLines([{ day: 6, ...morning }], 'en')).toEqual(['Saturday 09:00–12:30']);
});
