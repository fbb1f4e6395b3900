// A capacity of a test, and readings of its clock.
import { getCapacity, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, instant } from '#app/domain/calendar/civil-time.ts';
import type { WeeklyHours } from '#app/domain/calendar/opening.ts';
import { savePlan } from '#app/domain/calendar/opening-plans.server.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import { holdSpan, type SpanRequest } from '#app/domain/calendar/spans.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from './test-db.ts';

const paris = { timeZone: 'Europe/Paris' };
export const everyDay: WeeklyHours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 96 }));

/** The quarter-hour of a day at an hour such as 9 or 13.5 in Paris. */
export function at(day: string, hour: number): number {
  const t = instant(paris, dayNumber(day), hour * 4);
  if (t === null) throw new Error(`the clock skips ${hour} h on ${day}`);
  return t;
}

/** An empty calendar on a day, and how to add to it. */
export function openCalendar(now = new Date('2026-11-30T09:00:00Z')) {
  const ctx: Ctx = { db: testDb(), now, actor: { kind: 'user', userId: 'usr_1' }, locale: 'fr', town: demoTown };
  const addCapacity = (changes: Partial<Capacity> = {}, weekly = everyDay): Capacity => {
    const saved = saveCapacity(ctx, {
      ...{ subject: 'offer:1', owner: 'sup', grain: 'quarter', zone: paris.timeZone, units: 1, longest: 400 },
      ...{ bufferBefore: 0, bufferAfter: 0, openRule: 'whole', worksHolidays: false, ...changes },
    });
    if (!saved.ok) throw new Error(saved.reason);
    savePlan(ctx, saved.capacity.id, weekly);
    return getCapacity(ctx, saved.capacity.id);
  };
  const later = (minutes: number): Ctx => ({ ...ctx, now: addMinutes(now, minutes) });
  const hold = (capacity: Capacity, fromT: number, toT: number, changes: Partial<SpanRequest> = {}, by = ctx) =>
    holdSpan(by, {
      ...{ capacity, booking: 'ord_1/1', fromT, toT, units: 1, planVersion: capacity.planVersion },
      ...{ until: isoUtc(addMinutes(by.now, 30)), ...changes },
    });
  return { ctx, later, addCapacity, hold };
}
