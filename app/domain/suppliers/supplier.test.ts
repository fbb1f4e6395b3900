import { describe, expect, test } from 'vitest';
import { demoTown } from '#seeds/demo-town.ts';
import { arrivalDay, type DeliveryChoice, leadDaysUntil, type WorkTerms } from './supplier.ts';

const terms: WorkTerms = {
  deliveryDays: [1, 2, 3, 4, 5],
  workDays: [1, 2, 3, 4, 5],
  worksHolidays: false,
  insee: '51454',
  pickup: true,
  opening: [],
  cutoffDays: 1,
  cutoffHour: 18,
  closures: [],
};
const choices: DeliveryChoice[] = ['shared', 'dedicated', 'pickup-foot', 'pickup-car'];
const arrival = (at: string, changes: Partial<WorkTerms> = {}, by: DeliveryChoice = 'dedicated', lead = 1) =>
  arrivalDay({ ...terms, ...changes }, by, lead, new Date(at), demoTown);

describe.each(choices)('by %s', (by) => {
  test.each([
    ['2026-12-24T09:00:00Z', '2026-12-28', 'not on 25 December'],
    ['2026-12-31T09:00:00Z', '2027-01-04', 'not on 1 January'],
    ['2027-03-26T09:00:00Z', '2027-03-30', 'not on Easter Monday'],
    ['2027-05-05T08:00:00Z', '2027-05-07', 'not on Ascension'],
    ['2026-07-13T08:00:00Z', '2026-07-15', 'not on 14 July'],
    ['2026-11-10T09:00:00Z', '2026-11-12', 'not on 11 November'],
  ])('an order of %s is promised for %s: %s', (at, day) => {
    expect(arrival(at, {}, by)).toBe(day);
  });
});

test('who works on public holidays promises them, and a round goes there only if it does', () => {
  expect(arrival('2026-12-24T09:00:00Z', { worksHolidays: true })).toBe('2026-12-25');
  expect(arrival('2026-12-24T09:00:00Z', { worksHolidays: true }, 'shared')).toBe('2026-12-25');
});

test('a lead time counts days of work, from the day on which the order is seen', () => {
  expect(arrival('2026-12-04T09:00:00Z', {}, 'dedicated', 3), 'three days from a Friday').toBe('2026-12-09');
  expect(arrival('2026-12-05T09:00:00Z'), 'a Saturday order counts from Monday').toBe('2026-12-08');
  expect(arrival('2026-12-08T17:00:00Z'), 'after 18 h: seen on Wednesday').toBe('2026-12-10');
  expect(arrival('2026-12-08T17:00:00Z', { cutoffHour: 20 }), 'its orders close at 20 h').toBe('2026-12-09');
  expect(arrival('2026-12-23T09:00:00Z', { closures: [{ from: '2026-12-24', to: '2027-01-02' }] }, 'shared', 2)).toBe(
    '2027-01-05',
  );
});

test('goods are collected on days of opening, and those days are worked', () => {
  const opening = [{ day: 6 }];
  expect(arrival('2026-12-10T09:00:00Z', { opening }, 'pickup-foot')).toBe('2026-12-12');
  expect(arrival('2026-12-11T09:00:00Z', { opening }, 'pickup-foot')).toBe('2026-12-12');
  expect(arrival('2026-12-12T09:00:00Z', { opening }, 'pickup-foot')).toBe('2026-12-19');
  expect(arrival('2026-12-10T09:00:00Z', { opening, pickup: false })).toBe('2026-12-11');
});

test('no day is promised where none can be kept', () => {
  expect(arrival('2026-12-10T09:00:00Z', { closures: [{ from: '2026-12-01', to: '2029-01-01' }] })).toBeNull();
  expect(arrival('2026-12-10T09:00:00Z', { workDays: [], deliveryDays: [] })).toBeNull();
});

test('the longest lead time that reaches a day is that of a promise for it', () => {
  for (const at of ['2026-12-22T09:00:00Z', '2027-03-25T19:00:00Z', '2027-05-01T09:00:00Z'])
    for (let ahead = 0; ahead < 20; ahead++) {
      const day = new Date(Date.parse(at) + ahead * 864e5).toISOString().slice(0, 10);
      const now = new Date(at);
      const lead = leadDaysUntil(terms, 'dedicated', day, now, demoTown);
      if (lead === null) continue;
      expect([at, day, arrivalDay(terms, 'dedicated', lead, now, demoTown)]).toEqual([at, day, day]);
      expect(arrivalDay(terms, 'dedicated', lead + 1, now, demoTown)! > day).toBe(true);
    }
});
