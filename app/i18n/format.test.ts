import { expect, test } from 'vitest';
import { formatDate, formatDateTime, formatDay } from './format.ts';

test('writes the first day of a month as each language does, and no other one', () => {
  expect(formatDay('2026-10-01', 'fr')).toBe('jeudi 1er octobre');
  expect(formatDate('2026-01-01', 'fr')).toBe('1er janv. 2026');
  expect(formatDate('2026-01-11', 'fr')).toBe('11 janv. 2026');
  expect(formatDateTime('2026-10-01T11:01:00Z', 'fr')).toBe('1er octobre 2026 à 13:01');
  expect(formatDate('2026-01-01', 'en')).toBe('1 Jan 2026');
});
