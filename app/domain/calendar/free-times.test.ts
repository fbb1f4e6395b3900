import { describe, expect, test } from 'vitest';
import { at, openCalendar } from '#tests/setup/calendar.ts';
import { dayNumber, dayText } from './civil-time.ts';
import { type BookingLimits, findFreePeriod, findFreeTime, readAskedHours, type Timetable } from './free-times.ts';
import type { Capacity } from './span.ts';
import { readTimetables } from './timetables.server.ts';

const workDays = [1, 2, 3, 4, 5];
const week = (fromHour: number, toHour: number) =>
  workDays.map((weekday) => ({ weekday, from: fromHour * 4, to: toHour * 4 }));
const tuesday = dayNumber('2026-12-08');

function openRoom(changes: Partial<Capacity> = {}) {
  const calendar = openCalendar();
  const room = calendar.addCapacity(changes, week(9, 18));
  const timetable = (by = calendar.ctx): Timetable =>
    readTimetables(by, [room], { fromDay: tuesday - 7, toDay: tuesday + 7 }, () => []).get(room.id)!;
  const limits: BookingLimits = { min: 4, max: 96, earliest: 0 };
  const free = (hours: string | null, changed: Partial<BookingLimits> = {}, day = tuesday, by = calendar.ctx) =>
    findFreeTime(timetable(by), { ...limits, ...changed }, day, hours === null ? null : readAskedHours(hours));
  return { ...calendar, room, free };
}

describe('a room by the hour', () => {
  test('is free where its shortest time fits, with the buffers of all', () => {
    const { room, hold, free } = openRoom({ bufferAfter: 2 });
    expect(free(null)).toEqual({ fromT: at('2026-12-08', 9), toT: at('2026-12-08', 18) });
    expect(hold(room, at('2026-12-08', 10.5), at('2026-12-08', 17)).ok).toBe(true);
    // Whoever comes before the booking leaves half an hour; after it and its own half-hour there is half an hour left.
    expect(free('morning')).toEqual({ fromT: at('2026-12-08', 9), toT: at('2026-12-08', 10) });
    expect(free('afternoon')).toBeNull();
    expect(free('afternoon', { min: 2 })).toEqual({ fromT: at('2026-12-08', 17.5), toT: at('2026-12-08', 18) });
    expect(free(null, { min: 5 })).toBeNull();
  });

  test('two readings of the clock are wanted whole, and no longer than may be booked', () => {
    const { room, hold, free } = openRoom();
    hold(room, at('2026-12-08', 11), at('2026-12-08', 12));
    expect(free('09:00-11:00')).toEqual({ fromT: at('2026-12-08', 9), toT: at('2026-12-08', 11) });
    expect(free('09:00-11:15')).toBeNull();
    expect(free('08:00-10:00')).toBeNull();
    expect(free('12:00-18:00', { max: 16 })).toBeNull();
    expect(free('12:00-12:15')).toEqual({ fromT: at('2026-12-08', 12), toT: at('2026-12-08', 12.25) });
  });

  test('that is booked by the day is free on a morning of which all is free', () => {
    const { room, hold, free } = openRoom();
    expect(free('morning', { min: 36 })).not.toBeNull();
    hold(room, at('2026-12-08', 17), at('2026-12-08', 18));
    expect(free('morning', { min: 36 })).toBeNull();
  });

  test('is free on no closed day, and not before the first moment that can be asked for', () => {
    const { free } = openRoom();
    expect(free(null, {}, dayNumber('2026-12-12'))).toBeNull();
    expect(free(null, {}, dayNumber('2026-12-25'))).toBeNull();
    expect(free(null, { earliest: at('2026-12-08', 17) })).toEqual({
      fromT: at('2026-12-08', 17),
      toT: at('2026-12-08', 18),
    });
    expect(free(null, { earliest: at('2026-12-08', 17.25) })).toBeNull();
  });

  test('with two of it is free until both are taken, and again when a hold is over', () => {
    const { room, hold, free, later } = openRoom({ units: 2 });
    const [from, to] = [at('2026-12-08', 9), at('2026-12-08', 18)];
    hold(room, from, to);
    expect(free(null)).not.toBeNull();
    hold(room, from, to, { booking: 'ord_2/1' });
    expect(free(null)).toBeNull();
    expect(free(null, {}, tuesday, later(31))).not.toBeNull();
  });
});

describe('a thing lent by days', () => {
  function openBike(changes: Partial<Capacity> = {}) {
    const calendar = openCalendar();
    const bike = calendar.addCapacity({ grain: 'day', openRule: 'ends', ...changes }, week(9, 18));
    const free = (from: string, to = from, limits: Partial<BookingLimits> = {}) => {
      const timetable = readTimetables(
        calendar.ctx,
        [bike],
        { fromDay: dayNumber(from) - 20, toDay: dayNumber(to) + 20 },
        () => [],
      ).get(bike.id)!;
      const days = findFreePeriod(
        timetable,
        { min: 1, max: 30, earliest: 0, ...limits },
        dayNumber(from),
        dayNumber(to),
      );
      return days && `${dayText(days.fromT)}/${dayText(days.toT - 1)}`;
    };
    const lend = (from: string, to: string) => calendar.hold(bike, dayNumber(from), dayNumber(to) + 1);
    return { free, lend };
  }

  test('is lent over a closed Saturday, from Friday to Monday', () => {
    const { free } = openBike();
    expect([free('2026-12-08'), free('2026-12-12'), free('2026-12-08', '2026-12-10')]).toEqual([
      '2026-12-08/2026-12-08',
      '2026-12-11/2026-12-14',
      '2026-12-08/2026-12-10',
    ]);
    expect(free('2026-12-12', '2026-12-12', { max: 3 })).toBeNull();
    expect(free('2026-12-12', '2026-12-12', { earliest: dayNumber('2026-12-12') })).toBeNull();
  });

  test('is not free when one of its days is taken, its buffer too', () => {
    const { free, lend } = openBike({ bufferAfter: 1 });
    expect(lend('2026-12-09', '2026-12-09').ok).toBe(true);
    expect(['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11'].map((day) => free(day))).toEqual([
      '2026-12-07/2026-12-07',
      null,
      null,
      null,
      '2026-12-11/2026-12-11',
    ]);
  });

  test('with a shortest loan of three days is asked for so long', () => {
    const { free, lend } = openBike();
    expect(free('2026-12-07', '2026-12-07', { min: 3 })).toBe('2026-12-07/2026-12-09');
    lend('2026-12-09', '2026-12-09');
    expect(free('2026-12-07', '2026-12-07', { min: 3 })).toBeNull();
  });
});

test.each([
  ['morning', { from: 24, to: 48, whole: false }],
  ['09:00-12:30', { from: 36, to: 50, whole: true }],
  ['12:00-09:00', null],
  ['09:10-12:00', null],
  ['9:00-12:00', null],
  ['evening', null],
])('reads the hours %s', (text, hours) => {
  expect(readAskedHours(text)).toEqual(hours);
});
