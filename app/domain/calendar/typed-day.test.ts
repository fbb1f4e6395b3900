import { expect, test } from 'vitest';
import { isDay, readTypedDay, readTypedDays } from './typed-day.ts';

test.each([
  ['24/12/2026', '2026-12-24'],
  ['4.1.27', '2027-01-04'],
  [' 2026-12-24 ', '2026-12-24'],
  ['1er mai 2027', '2027-05-01'],
  ['24 décembre 2026', '2026-12-24'],
  ['24 DECEMBRE 2026', '2026-12-24'],
  ['24 déc. 2026', '2026-12-24'],
  ['2nd February 2027', '2027-02-02'],
  ['29/02/2028', '2028-02-29'],
])('reads %j as %s', (typed, day) => {
  expect(readTypedDay(typed)).toEqual({ ok: true, day });
});

test.each([
  ['30/02/2027', 'no-such-day'],
  ['29/02/2027', 'no-such-day'],
  ['2026-02-30', 'no-such-day'],
  ['31 avril 2027', 'no-such-day'],
  ['12/24/2026', 'no-such-day'],
  ['0/1/2027', 'no-such-day'],
  ['demain', 'day-form'],
  ['1 ju 2027', 'day-form'],
  ['1 jui 2027', 'day-form'], // juin or juillet
  ['', 'day-form'],
  ['24/12', 'day-form'],
])('refuses %j: %s, and keeps what was typed', (typed, reason) => {
  expect(readTypedDay(typed)).toEqual({ ok: false, reason, typed });
});

test.each([
  ['du 24/12/2026 au 02/01/2027', '2026-12-24', '2027-01-02'],
  ['2026-12-24 2027-01-02', '2026-12-24', '2027-01-02'],
  ['2026-12-24 au 2027-01-02', '2026-12-24', '2027-01-02'],
  ['24/12/2026 - 2/1/2027', '2026-12-24', '2027-01-02'],
  ['From 24 December 2026 to 2 January 2027', '2026-12-24', '2027-01-02'],
  ['du 24 décembre 2026 jusqu’au 2 janvier 2027', '2026-12-24', '2027-01-02'],
  ['le 24/12/2026', '2026-12-24', '2026-12-24'],
  ['24/12/2026', '2026-12-24', '2026-12-24'],
])('reads the days %j', (typed, from, to) => {
  expect(readTypedDays(typed)).toEqual({ ok: true, from, to });
});

test.each([
  ['du 24/12/2026 au 30/02/2027', 'no-such-day', '30/02/2027'],
  ['du 02/01/2027 au 24/12/2026', 'days-reversed', 'du 02/01/2027 au 24/12/2026'],
  ['Noël', 'day-form', 'Noël'],
  ['24/12/2026 sauf 25/12/2026', 'day-form', '24/12/2026 sauf 25/12/2026'],
  ['24/12/2026 25/12/2026 26/12/2026', 'day-form', '24/12/2026 25/12/2026 26/12/2026'],
  ['24/12/2026 au', 'day-form', '24/12/2026 au'],
])('refuses the days %j: %s', (text, reason, typed) => {
  expect(readTypedDays(text)).toEqual({ ok: false, reason, typed });
});

test('30 February is no day, though Date.parse takes it', () => {
  expect(['2026-02-30', '2027-02-29', '2026-04-31', '0000-01-01x', undefined].map(isDay)).not.toContain(true);
  expect(isDay('2028-02-29')).toBe(true);
});
