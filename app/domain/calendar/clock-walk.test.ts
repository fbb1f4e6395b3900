// An hour of real time after the other over days on which clocks change: what a hold, a booking and a free day are worth does
// not depend on what the clock on the wall shows.
import { expect, test } from 'vitest';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { openCalendar } from '#tests/setup/calendar.ts';
import { axisNow, dayStart } from './axis.ts';
import { civil, dayNumber } from './civil-time.ts';
import { listFreeDays } from './free-time.server.ts';
import { findFreeTime } from './free-times.ts';
import { closePastSpans, lapseHolds } from './span-upkeep.server.ts';
import { confirmSpans, findSpan } from './spans.server.ts';
import { readTimetables } from './timetables.server.ts';

test.each([
  ['2026-10-25', 25, 'clocks go back'],
  ['2027-03-28', 23, 'Easter Sunday, and clocks go forward'],
  ['2027-06-01', 24, 'an ordinary day'],
])('hour by hour over %s of %i hours: %s', (day, hours) => {
  const { ctx, addCapacity, hold } = openCalendar(new Date(`${day}T00:00:00Z`));
  // Open on holidays too.
  const room = addCapacity({ worksHolidays: true });
  const zone = { timeZone: room.zone };
  const number = dayNumber(day);
  const [begins, ends] = [dayStart(room, number), dayStart(room, number + 1)];
  expect(ends - begins).toBe(hours * 4);
  const freeQuarters = (by: Ctx) => listFreeDays(by, room, { fromDay: number, days: 1 })[0]!.free;
  const states: string[] = [];
  for (let hour = 0; hour < hours; hour++) {
    const t = begins + hour * 4;
    const by: Ctx = { ...ctx, now: new Date(t * 900_000) };
    const place = (booking: string, fromT: number) => {
      const held = hold(room, fromT, fromT + 2, { booking, until: isoUtc(addMinutes(by.now, 30)) }, by);
      if (!held.ok) throw new Error(`${held.reason} at ${by.now.toISOString()}`);
      return held.spanId;
    };
    const before = freeQuarters(by);
    // Half of this hour is booked, the other half is held and not paid.
    const held = place(`held-${hour}/1`, t + 2);
    const booked = place(`booked-${hour}/1`, t);
    expect(confirmSpans(by, `booked-${hour}`).ok).toBe(true);
    expect(freeQuarters(by)).toBe(before - 4);
    const minutes = (after: number): Ctx => ({ ...by, now: addMinutes(by.now, after) });
    expect([29, 30].map((after) => freeQuarters(minutes(after)))).toEqual([before - 4, before - 2]);
    // Nothing that is past or taken is offered, and the first free time is the half-hour whose hold is over.
    const timetable = readTimetables(minutes(30), [room], { fromDay: number - 1, toDay: number + 2 }, () => []).get(
      room.id,
    )!;
    const earliest = axisNow(room, minutes(30).now);
    const next = findFreeTime(timetable, { min: 1, max: 96, earliest }, number, null);
    expect(next?.fromT).toBe(t + 2);
    expect(civil(zone, next!.fromT).day).toBe(number);
    // The upkeep says what counted no longer, and closes what was used, each once.
    expect(lapseHolds(minutes(29), 10)).toBe(0);
    expect(closePastSpans(minutes(29), 10)).toBe(0);
    expect(lapseHolds(minutes(30), 10)).toBe(1);
    expect(closePastSpans(minutes(30), 10)).toBe(1);
    states.push(`${findSpan(by, held)!.state} ${findSpan(by, booked)!.state}`);
  }
  expect(states).toEqual(Array.from({ length: hours }, () => 'lapsed closed'));
  const after: Ctx = { ...ctx, now: new Date(ends * 900_000) };
  const timetable = readTimetables(after, [room], { fromDay: number - 1, toDay: number + 2 }, () => []).get(room.id)!;
  expect(findFreeTime(timetable, { min: 1, max: 96, earliest: axisNow(room, after.now) }, number, null)).toBeNull();
});
