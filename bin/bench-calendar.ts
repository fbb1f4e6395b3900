// Benchmark of the calendar: the free days of a month and of a year over a thousand bookings, with plan, holidays and
// exceptions; and a hold with its check, beside ten times as many. CPU of this process. `node bin/bench-calendar.ts`.
import { pathToFileURL } from 'node:url';
import { getCapacity, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, dayText, edge } from '#app/domain/calendar/civil-time.ts';
import { listFreeDays } from '#app/domain/calendar/free-time.server.ts';
import { saveException, savePlan } from '#app/domain/calendar/opening-plans.server.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import { confirmSpans, holdSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';

/** Milliseconds of CPU each; a hold is with its commit in memory and its release. */
export type CalendarBench = { bookings: number; monthMs: number; yearMs: number; holdMs: number };

const bookings = 1000;
const firstDay = dayNumber('2027-01-01');

export function measureCalendar(): CalendarBench {
  const db = openDb(':memory:');
  migrateDb(db, 'db/migrations');
  const now = new Date('2026-12-31T09:00:00Z');
  const ctx: Ctx = { db, now, actor: { kind: 'system', name: 'bench' }, locale: 'fr', town: demoTown };
  const capacity = addRoom(ctx);
  fillYear(ctx, capacity);
  const days = (fromDay: number, count: number) => listFreeDays(ctx, capacity, { fromDay, days: count });
  const monthMs = cpuMs(200, (i) => days(firstDay + (i % 12) * 30, 31));
  const yearMs = cpuMs(40, () => days(firstDay, 365));
  const holdMs = cpuMs(2000, (i) => {
    hold(ctx, capacity, `bench/${i}`, i);
    releaseSpans(ctx, `bench/${i}`, 'cancelled');
  });
  db.$client.close();
  return { bookings, monthMs, yearMs, holdMs };
}

export function calendarMarkdown({ bookings, monthMs, yearMs, holdMs }: CalendarBench): string {
  const ms = (value: number) => value.toFixed(2);
  return `## The calendar

A room for three at once with two stretches a day, twenty exceptions, public holidays and ${bookings} bookings a year, by quarter-hours; \`node bin/bench-calendar.ts\`.
Free days of a month: ${ms(monthMs)} ms of CPU; of the whole year: ${ms(yearMs)} ms.
A hold of an hour with its check, and its release: ${ms(holdMs)} ms.
`;
}

function addRoom(ctx: Ctx): Capacity {
  const saved = saveCapacity(ctx, {
    ...{ subject: 'offer:bench', owner: 'sup', grain: 'quarter', zone: ctx.town.timeZone, units: 3, longest: 96 },
    ...{ bufferBefore: 0, bufferAfter: 2, openRule: 'whole', worksHolidays: false },
  });
  if (!saved.ok) throw new Error(saved.reason);
  const { id } = saved.capacity;
  const hours = [1, 2, 3, 4, 5, 6].flatMap((weekday) => [
    { weekday, from: 32, to: 48 },
    { weekday, from: 54, to: 80 },
  ]);
  savePlan(ctx, id, hours);
  for (let i = 0; i < 20; i++) {
    const [fromDay, toDay] = [dayText(firstDay + i * 17), dayText(firstDay + i * 17 + 1)];
    saveException(ctx, id, { fromDay, toDay, from: 40, to: 60, open: i % 2 === 0, reason: '' });
  }
  return getCapacity(ctx, id);
}

function fillYear(ctx: Ctx, capacity: Capacity): void {
  let booked = 0;
  for (let i = 0; booked < bookings && i < 100_000; i++) if (hold(ctx, capacity, `year/${i}`, i)) booked++;
  if (booked < bookings || !confirmSpans(ctx, 'year').ok) throw new Error('the year has no room');
}

function hold(ctx: Ctx, capacity: Capacity, booking: string, i: number): boolean {
  const fromT = edge(ctx.town, firstDay + ((i * 7) % 365), 32 + ((i * 13) % 44));
  const until = isoUtc(addMinutes(ctx.now, 30));
  const { planVersion } = capacity;
  return holdSpan(ctx, { capacity, booking, fromT, toT: fromT + 4, units: 1, until, planVersion }).ok;
}

function cpuMs(times: number, work: (i: number) => unknown): number {
  for (let i = 0; i < times / 10; i++) work(i); // warm-up
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) work(i);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(calendarMarkdown(measureCalendar()));
