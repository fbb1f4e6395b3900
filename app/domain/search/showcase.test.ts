// The goods and the story of the home page.
import { expect, test } from 'vitest';
import { addDays } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { findStoryOfDay, listShowcaseGoods } from './showcase.server.ts';

async function openReader() {
  const town = await openTown();
  const ctx = { ...town.ctx(), audience: 'professional' as const };
  const change = (sql: string, ...values: unknown[]) => town.db.$client.prepare(sql).run(...values);
  return { ctx, change };
}

test('shows goods of different suppliers and categories, the nearest first, and none out of season', async () => {
  const { ctx, change } = await openReader();
  const goods = listShowcaseGoods(ctx, demoTown.hub, 6);
  expect(goods).toHaveLength(6);
  expect(new Set(goods.map(({ supplier }) => supplier.slug)).size).toBe(6);
  expect(new Set(goods.map(({ category }) => category)).size).toBe(6);
  const meters = goods.map(({ supplier }) => supplier.distanceMeters);
  expect(meters).toEqual(meters.toSorted((a, b) => a - b));
  const week = new Date(ctx.now).getUTCMonth() < 6 ? 40 : 10;
  change('update offers set season = ? where id = ?', JSON.stringify([{ from: week, to: week }]), goods[0]!.id);
  expect(listShowcaseGoods(ctx, demoTown.hub, 6).map(({ id }) => id)).not.toContain(goods[0]!.id);
});

test('tells the story of another supplier each day, of those alone that have one', async () => {
  const { ctx, change } = await openReader();
  const on = (day: number) =>
    findStoryOfDay({ ...ctx, now: new Date(`${addDays('2027-03-01', day)}T10:00:00Z`) }, demoTown.hub)?.slug;
  const told = Array.from({ length: 7 }, (_, day) => on(day));
  expect([told.includes(undefined), new Set(told).size]).toEqual([false, 7]);
  change("update suppliers set story = json_object('fr', '') where slug <> ?", told[3]);
  expect([0, 1, 2].map(on)).toEqual([told[3], told[3], told[3]]);
  change("update suppliers set story = json_object('fr', '')");
  expect(on(0)).toBeUndefined();
});
