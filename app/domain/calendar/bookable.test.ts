// The free stretches that a calendar shows, against the guard of the database: all of them are granted, and nothing else.
import { expect, test } from 'vitest';
import { openCalendar } from '#tests/setup/calendar.ts';
import { generator } from '#tests/setup/generator.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { listBookable } from './free-time.server.ts';

const calendars = repetitions('BOOKABLE', 30, 1000);
const base = 1_983_000;
const steps = 60;

test(`the free stretches of ${calendars} random calendars are what holds are granted for (seed ${seed})`, () => {
  const random = generator(seed);
  let [granted, refused] = [0, 0];
  for (let n = 0; n < calendars; n++) {
    const { ctx, addCapacity, hold } = openCalendar(new Date('2026-07-01T09:00:00Z'));
    const capacity = addCapacity({
      ...{ units: 1 + random(3), bufferBefore: random(4), bufferAfter: random(6) },
      worksHolidays: true,
    });
    for (let spans = random(8); spans > 0; spans--) {
      const fromT = base + random(steps);
      hold(capacity, fromT, fromT + 1 + random(12), { booking: `b${spans}`, units: 1 + random(capacity.units) });
    }
    const free = listBookable(ctx, capacity, { fromT: base, toT: base + steps });
    for (let tries = 0; tries < 20; tries++) {
      const fromT = base + random(steps - 1);
      const toT = Math.min(base + steps, fromT + 1 + random(10));
      const units = 1 + random(capacity.units);
      const isShown = free.every((one) => one.toT <= fromT || toT <= one.fromT || one.free >= units);
      ctx.db.$client.exec('savepoint one');
      const { ok } = hold(capacity, fromT, toT, { booking: 'tried', units });
      ctx.db.$client.exec('rollback to one; release one');
      expect([n, fromT - base, toT - base, units, ok]).toEqual([n, fromT - base, toT - base, units, isShown]);
      if (ok) granted++;
      else refused++;
    }
    ctx.db.$client.close();
  }
  expect(Math.min(granted, refused)).toBeGreaterThan(calendars);
});
