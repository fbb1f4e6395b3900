import { expect, test } from 'vitest';
import { at, everyDay, openCalendar } from '#tests/setup/calendar.ts';
import { dayStart } from './axis.ts';
import { dayNumber, edge } from './civil-time.ts';
import { listFree, listFreeDays } from './free-time.server.ts';
import { saveException, savePlan } from './opening-plans.server.ts';

const paris = { timeZone: 'Europe/Paris' };
const hours = (fromHour: number, toHour: number) =>
  everyDay.map((one) => ({ ...one, from: fromHour * 4, to: toHour * 4 }));

test.each([
  ['2026-10-25', 100, 'the longest day of the year'],
  ['2027-03-28', 92, 'Easter Sunday, which skips an hour'],
  ['2027-10-31', 100, 'the last of October'],
  ['2028-02-29', 96, 'a leap day'],
  ['2027-01-03', 96, 'the last day of week 53'],
])('%s has %i open quarter-hours: %s', (day, quarters) => {
  const { addCapacity, ctx } = openCalendar(new Date('2026-10-01T09:00:00Z'));
  const room = addCapacity();
  expect(listFreeDays(ctx, room, { fromDay: dayNumber(day), days: 1 })).toEqual([
    { day, open: quarters, free: quarters },
  ]);
});

test('hours that the clock skips are no time, and hours that come twice are two', () => {
  const { addCapacity, ctx } = openCalendar(new Date('2026-10-01T09:00:00Z'));
  const night = addCapacity({ worksHolidays: true }, hours(2, 3));
  const open = (day: string) => listFreeDays(ctx, night, { fromDay: dayNumber(day), days: 1 })[0]!.open;
  expect([open('2026-10-24'), open('2026-10-25'), open('2027-03-28')]).toEqual([4, 8, 0]);
});

test('a night from 22 h to 2 h is one stretch over midnight, booked whole', () => {
  const { addCapacity, ctx, hold } = openCalendar();
  const bar = addCapacity({}, [...hours(22, 24), ...hours(0, 2)]);
  const [from, to] = [at('2026-12-31', 22), edge(paris, dayNumber('2027-01-02'), 0)];
  expect(listFree(ctx, bar, { fromT: at('2026-12-08', 12), toT: at('2026-12-09', 12) })).toEqual([
    { fromT: at('2026-12-08', 22), toT: at('2026-12-09', 2), free: 1 },
  ]);
  expect(hold(bar, at('2026-12-08', 23), at('2026-12-09', 1)).ok).toBe(true);
  // New Year's Day is a holiday: the night ends at midnight.
  expect(listFree(ctx, bar, { fromT: from, toT: to })).toEqual([{ fromT: from, toT: at('2027-01-01', 0), free: 1 }]);
});

test('opens by the first that speaks: exception, closure, holiday, week', () => {
  const { addCapacity, ctx } = openCalendar();
  const room = addCapacity({}, [{ weekday: 5, from: 36, to: 48 }]);
  const closures = [{ from: '2026-12-18', to: '2026-12-18' }];
  const friday = (day: string) => listFreeDays(ctx, room, { fromDay: dayNumber(day), days: 1 }, { closures })[0]!.open;
  expect(['2026-12-11', '2026-12-18', '2026-12-25', '2026-12-26'].map(friday)).toEqual([12, 0, 0, 0]);
  for (const [fromDay, toDay] of [
    ['2026-12-18', '2026-12-19'],
    ['2026-12-25', '2026-12-27'],
  ] as const)
    saveException(ctx, room.id, { fromDay, toDay, from: 40, to: 44, open: true, reason: 'market' });
  saveException(ctx, room.id, {
    fromDay: '2026-12-11',
    toDay: '2026-12-12',
    from: 44,
    to: 48,
    open: false,
    reason: '',
  });
  expect(['2026-12-11', '2026-12-18', '2026-12-25', '2026-12-26'].map(friday)).toEqual([8, 4, 4, 4]);
});

test('follows a plan that changes with the season', () => {
  const { addCapacity, ctx } = openCalendar();
  const bath = addCapacity({ grain: 'day', openRule: 'none' });
  savePlan(
    ctx,
    bath.id,
    everyDay.map((one) => ({ ...one, fromDay: '2027-06-01', toDay: '2027-09-01' })),
  );
  const year = listFreeDays(ctx, bath, { fromDay: dayNumber('2027-01-01'), days: 365 }, { units: 1 });
  const open = year.filter((day) => day.open === 1).map(({ day }) => day);
  expect([open[0], open.at(-1), open.includes('2027-07-14')]).toEqual(['2027-06-01', '2027-08-31', false]);
});

test('a day is free for so many units at once', () => {
  const { addCapacity, ctx, hold } = openCalendar();
  const bikes = addCapacity({ grain: 'day', openRule: 'ends', units: 3 });
  const monday = dayNumber('2026-12-07');
  hold(bikes, monday, monday + 3, { units: 2 });
  const free = (units: number) =>
    listFreeDays(ctx, bikes, { fromDay: monday - 1, days: 5 }, { units }).map((day) => day.free);
  expect([free(1), free(2)]).toEqual([
    [1, 1, 1, 1, 1],
    [1, 0, 0, 0, 1],
  ]);
  expect(dayStart(bikes, monday)).toBe(monday);
});
