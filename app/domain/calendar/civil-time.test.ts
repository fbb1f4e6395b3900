import { expect, test } from 'vitest';
import { long, repetitions, seed } from '#tests/setup/repetitions.ts';
import { civil, dayNumber, dayText, edge, instant, quarterAt, quarterStart } from './civil-time.ts';

const paris = { timeZone: 'Europe/Paris' };
const at = (day: string, clock: string, second = false) => {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return instant(paris, dayNumber(day), hours * 4 + minutes / 15, second);
};
const utc = (text: string) => quarterAt(new Date(text));

test('a day of the axis is the day of its text, also on 29 February and in week 53', () => {
  expect(['1970-01-01', '2028-02-29', '2026-12-28', '2027-01-03'].map(dayNumber)).toEqual([0, 21243, 20815, 20821]);
  for (let day = dayNumber('2023-12-31'); day <= dayNumber('2041-01-01'); day++)
    expect(dayNumber(dayText(day))).toBe(day);
});

test('in the night that skips an hour, its readings are null and end at the same edge', () => {
  expect(at('2027-03-28', '01:45')).toBe(utc('2027-03-28T00:45:00Z'));
  for (const clock of ['02:00', '02:15', '02:30', '02:45']) {
    expect(at('2027-03-28', clock)).toBeNull();
    const [hours, minutes] = clock.split(':').map(Number) as [number, number];
    expect(edge(paris, dayNumber('2027-03-28'), hours * 4 + minutes / 15)).toBe(utc('2027-03-28T01:00:00Z'));
  }
  expect(at('2027-03-28', '03:00')).toBe(utc('2027-03-28T01:00:00Z'));
  expect(at('2027-03-28', '24:00')! - at('2027-03-28', '00:00')!).toBe(92);
});

test('in the night that repeats an hour, each of its readings has two quarters, and the second is named', () => {
  expect(at('2026-10-25', '02:30')).toBe(utc('2026-10-25T00:30:00Z'));
  expect(at('2026-10-25', '02:30', true)).toBe(utc('2026-10-25T01:30:00Z'));
  expect(civil(paris, utc('2026-10-25T00:30:00Z'))).toEqual({
    day: dayNumber('2026-10-25'),
    quarter: 10,
    second: false,
  });
  expect(civil(paris, utc('2026-10-25T01:30:00Z'))).toEqual({
    day: dayNumber('2026-10-25'),
    quarter: 10,
    second: true,
  });
  expect(at('2026-10-25', '24:00')! - at('2026-10-25', '00:00')!).toBe(100);
});

test('a reading that comes once has no second quarter', () => {
  expect([at('2026-12-08', '09:00', true), at('2026-10-25', '01:45', true), at('2026-10-25', '03:00', true)]).toEqual([
    null,
    null,
    null,
  ]);
});

test.each(['America/St_Johns', 'Pacific/Auckland', 'Pacific/Apia', 'Australia/Lord_Howe', 'Indian/Reunion'])(
  'each quarter of two years has its reading in %s',
  (timeZone) => {
    const last = utc('2027-01-01T00:00:00Z');
    for (let t = utc('2025-01-01T00:00:00Z'); t < last; t++) {
      const { day, quarter, second } = civil({ timeZone }, t);
      if (instant({ timeZone }, day, quarter, second) !== t) throw new Error(quarterStart(t).toISOString());
    }
  },
);

const quarters = utc('2041-01-01T00:00:00Z') - utc('2024-01-01T00:00:00Z');

test(`readings equal those of Intl from 2024 to 2040 (seed ${seed})`, () => {
  const clock = new Intl.DateTimeFormat('sv-SE', { ...paris, dateStyle: 'short', timeStyle: 'short' });
  const step = Math.max(1, Math.floor(quarters / repetitions('QUARTERS', 20_000, quarters)));
  const first = utc('2024-01-01T00:00:00Z') + (long ? 0 : seed % step);
  let wrong = 0;
  let compared = 0;
  for (let t = first; t < first + quarters - step; t += step, compared++) {
    const { day, quarter, second } = civil(paris, t);
    const [hours, minutes] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    const reading = `${dayText(day)} ${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    const again = clock.format(quarterStart(t - 4)) === reading;
    if (reading !== clock.format(quarterStart(t)) || second !== again) wrong++;
    if (instant(paris, day, quarter, second) !== t) wrong++;
  }
  expect([wrong, compared >= (long ? quarters - 1 : 19_000)]).toEqual([0, true]);
});
