import { expect, test } from 'vitest';
import { type DayPlan, type HourPlan, isOpenOn, openHoursOn } from './opening.ts';

const closures = [{ from: '2026-12-24', to: '2027-01-02' }];
const week: DayPlan = { weekdays: [1, 2, 3, 4, 5], closures, worksHolidays: false, insee: '51454' };

test('the first that speaks of exception, closure, holiday and week decides a day', () => {
  const plan = {
    ...week,
    exceptions: new Map([
      ['2026-12-28', true],
      ['2026-12-08', false],
    ]),
  };
  expect(isOpenOn(plan, '2026-12-28'), 'exception before closure').toBe(true);
  expect(isOpenOn(plan, '2026-12-08'), 'exception before week').toBe(false);
  expect(isOpenOn({ ...plan, worksHolidays: true }, '2026-12-25'), 'closure before holiday').toBe(false);
  expect(isOpenOn(plan, '2026-11-11'), 'holiday before week').toBe(false);
  expect(isOpenOn({ ...plan, worksHolidays: true }, '2026-11-11'), 'works on holidays').toBe(true);
  expect(isOpenOn({ ...plan, worksHolidays: true }, '2026-11-01'), 'a Sunday, holiday or not').toBe(false);
});

const hours: HourPlan = {
  weekly: [
    { weekday: 2, from: 36, to: 48 },
    { weekday: 2, from: 56, to: 72 },
    { weekday: 5, from: 88, to: 96 },
    { weekday: 6, from: 0, to: 8 },
    { weekday: 3, from: 36, to: 48, fromDay: '2027-01-01', toDay: '2027-02-01' },
  ],
  exceptions: [],
  closures,
  worksHolidays: false,
  insee: '51454',
};

test('a day has the hours of its weekday while they hold, in order', () => {
  expect(openHoursOn(hours, '2026-12-08')).toEqual([
    { from: 36, to: 48 },
    { from: 56, to: 72 },
  ]);
  expect(openHoursOn(hours, '2026-12-30')).toEqual([]);
  expect(openHoursOn(hours, '2027-01-06')).toEqual([{ from: 36, to: 48 }]);
  expect(openHoursOn(hours, '2027-02-03')).toEqual([]);
});

test('an exception takes hours away, adds some, and beats a closure and a holiday', () => {
  const day = (fromDay: string, from: number, to: number, open: boolean) => ({
    fromDay,
    toDay: fromDay.replace(/\d\d$/, (n) => String(Number(n) + 1).padStart(2, '0')),
    from,
    to,
    open,
  });
  const plan = {
    ...hours,
    exceptions: [day('2026-12-08', 40, 60, false), day('2026-12-08', 72, 76, true), day('2026-12-29', 36, 40, true)],
  };
  expect(openHoursOn(plan, '2026-12-08')).toEqual([
    { from: 36, to: 40 },
    { from: 60, to: 76 },
  ]);
  expect(openHoursOn(plan, '2026-12-29'), 'in a closure').toEqual([{ from: 36, to: 40 }]);
});

test('of two exceptions the one of fewer days speaks, of equal ones the shut', () => {
  const works = { fromDay: '2026-12-01', toDay: '2026-12-20', from: 0, to: 96, open: false };
  const fair = { fromDay: '2026-12-08', toDay: '2026-12-09', from: 40, to: 44, open: true };
  expect(openHoursOn({ ...hours, exceptions: [works, fair] }, '2026-12-08')).toEqual([{ from: 40, to: 44 }]);
  expect(openHoursOn({ ...hours, exceptions: [fair, works] }, '2026-12-08')).toEqual([{ from: 40, to: 44 }]);
  const shut = { ...fair, from: 42, open: false };
  expect(openHoursOn({ ...hours, exceptions: [shut, works, fair] }, '2026-12-08')).toEqual([{ from: 40, to: 42 }]);
});
