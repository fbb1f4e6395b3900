import { expect, test } from 'vitest';
import { findCapacity, saveCapacity } from '#app/domain/calendar/capacities.server.ts';
import { holdSpan } from '#app/domain/calendar/spans.server.ts';
import { addDays, addMinutes, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { carrots, openPaidTown, supplierOf } from '#tests/setup/sales.ts';
import { updateProfile } from './joining.server.ts';
import { findSuppliers } from './suppliers.server.ts';

test('a new closure refuses what was booked on a page that did not show it', async () => {
  const town = await openPaidTown();
  const owner = supplierOf(town, carrots);
  const ctx = town.ctx();
  const saved = saveCapacity(ctx, {
    ...{ subject: 'offer:0', owner, grain: 'day', zone: 'Europe/Paris', units: 1, longest: 9 },
    ...{ bufferBefore: 0, bufferAfter: 0, openRule: 'none', worksHolidays: true },
  });
  if (!saved.ok) throw new Error(saved.reason);
  const { capacity } = saved;
  const day = addDays(localDay(ctx.now, town.town), 3);
  const fromT = Date.parse(day) / 864e5;
  const until = isoUtc(addMinutes(ctx.now, 30));
  const book = (planVersion: number) =>
    holdSpan(ctx, { capacity, booking: 'ord_1/1', fromT, toT: fromT + 1, units: 1, until, planVersion });
  updateProfile(ctx, findSuppliers(ctx, [owner])[0]!, { phone: '03 26 00 00 00' });
  expect(findCapacity(ctx, 'offer:0')?.planVersion).toBe(capacity.planVersion);
  updateProfile(ctx, findSuppliers(ctx, [owner])[0]!, { closures: [{ from: day, to: day }] });
  expect(book(capacity.planVersion)).toEqual({ ok: false, reason: 'plan-changed' });
  expect(book(findCapacity(ctx, 'offer:0')!.planVersion).ok).toBe(true);
});
