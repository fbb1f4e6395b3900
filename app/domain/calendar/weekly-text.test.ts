import { expect, test } from 'vitest';
import { readTypedClock, readWeeklyHours } from './weekly-text.ts';

/** "2 9:00-12:30" of each span. */
function plain(text: string) {
  const read = readWeeklyHours(text);
  if (!read.ok) return `${read.reason}: ${read.typed}`;
  const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return read.hours.map(({ weekday, from, to }) => `${weekday} ${clock(from)}-${clock(to)}`).join(', ');
}

test.each([
  ['lundi 9 h - 12 h', '1 9:00-12:00'],
  ['lundi 9h00-12h00 14h00-18h00', '1 9:00-12:00, 1 14:00-18:00'],
  ['Lundi : de 9 h à 12 h 30 et de 14 h à 18 h', '1 9:00-12:30, 1 14:00-18:00'],
  ['lundi-mercredi 9h-12h', '1 9:00-12:00, 2 9:00-12:00, 3 9:00-12:00'],
  ['du lundi au mardi 9h-12h', '1 9:00-12:00, 2 9:00-12:00'],
  ['lundi au mardi 9h-12h', '1 9:00-12:00, 2 9:00-12:00'],
  ['lun, mer et ven 9-12', '1 9:00-12:00, 3 9:00-12:00, 5 9:00-12:00'],
  ['samedi-lundi 9h-12h', '1 9:00-12:00, 6 9:00-12:00, 7 9:00-12:00'],
  ['1 09:00-12:30', '1 9:00-12:30'],
  ['6: 8h30 – 12h', '6 8:30-12:00'],
  ['1-2 9:00-12:00', '1 9:00-12:00, 2 9:00-12:00'],
  ['tuesday 9.30 to 12.00', '2 9:30-12:00'],
  ['mardi 9h-12h\njeudi 14h-18h ; mar 14h-18h', '2 9:00-12:00, 2 14:00-18:00, 4 14:00-18:00'],
  ['vendredi 22:00-02:00', '5 22:00-26:00'],
  ['vendredi 18h-0h', '5 18:00-24:00'],
  ['vendredi 18h-24h', '5 18:00-24:00'],
])('reads %j', (text, hours) => {
  expect(plain(text)).toBe(hours);
});

test.each([
  ['1 10:75-11:80', 'clock-minutes: 10:75'],
  ['7 8:60-9:00', 'clock-minutes: 8:60'],
  ['lundi 9h-12h80', 'clock-minutes: 12h80'],
  ['lundi 9h-25h', 'clock-hour: 25h'],
  ['lundi 24:30-25:00', 'clock-hour: 24:30'],
  ['9 h - 12 h', 'weekday: 9 h - 12 h'],
  ['1:30-2:30', 'weekday: 1:30-2:30'],
  ['lundi', 'clock-form: '],
  ['lundi matin', 'clock-form: matin'],
  ['lundi 9h', 'hours-form: lundi 9h'],
  ['lundi 9h-9h', 'hours-form: lundi 9h-9h'],
  ['lundi 9h-12h fermé', 'clock-form: fermé'],
  ['lundi 9h-12h 11h-14h', 'hours-overlap: lundi 9h-12h 11h-14h'],
  ['vendredi 22h-2h\nsamedi 1h-5h', 'hours-overlap: vendredi 22h-2h\nsamedi 1h-5h'],
  ['dimanche 22h-2h\nlundi 1h-5h', 'hours-overlap: dimanche 22h-2h\nlundi 1h-5h'],
])('refuses %j and names what was typed', (text, refusal) => {
  expect(plain(text)).toBe(refusal);
});

test.each([
  ['9', 540],
  ['9 h', 540],
  ['9 h 30', 570],
  ['09:30', 570],
  ['0930', 570],
  ['24:00', 1440],
])('reads the clock %j', (typed, minutes) => {
  expect(readTypedClock(typed)).toEqual({ ok: true, minutes });
});
