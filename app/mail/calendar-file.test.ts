import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const paris = { timeZone: 'Europe/Paris' };
const at = new Date('2026-11-30T10:00:00Z');
const event = {
  id: 'ord_1-s1@halle.test',
  day: '2026-12-31',
  title: 'Retrait, Ébénisterie',
  place: '1 rue; A, B',
  notes: 'a\nb',
};

test('an event without hours is a day, ended by the next one', () => {
  const lines = calendarFile([{ ...event, hours: null }], at, paris).split('\r\n');
  expect(lines).toContain('DTSTART;VALUE=DATE:20261231');
  expect(lines).toContain('DTEND;VALUE=DATE:20270101');
  expect(lines).toContain('LOCATION:1 rue\\; A\\, B');
  expect(lines).toContain('DESCRIPTION:a\\nb');
  expect(lines).toContain('DTSTAMP:20261130T100000Z');
  expect(lines).not.toContain('BEGIN:VTIMEZONE');
});

test('hours are those of the town, whose zone is described', () => {
  const text = calendarFile([{ ...event, hours: { from: '09:00', to: '12:30' } }], at, paris);
  expect(text).toContain('DTSTART;TZID=Europe/Paris:20261231T090000\r\nDTEND;TZID=Europe/Paris:20261231T123000');
  // The rules of 2026: summer time from 29 March at 2:00 to 25 October at 3:00.
  expect(text).toContain(
    'BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT',
  );
  expect(text).toContain(
    'BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD',
  );
});

test('folds lines at 75 octets without cutting a character', () => {
  const notes = 'é'.repeat(100);
  const text = calendarFile([{ ...event, hours: null, notes }], at, paris);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${notes}`);
});
