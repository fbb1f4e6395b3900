import { expect, test } from 'vitest';
import { at, openCalendar } from '#tests/setup/calendar.ts';
import { listLoads } from './loads.server.ts';

test('the loads of several capacities are found by their index, however many spans there are', () => {
  const { ctx, addCapacity, hold } = openCalendar();
  const rooms = [addCapacity(), addCapacity({ subject: 'offer:2', units: 2 })];
  for (const room of rooms) hold(room, at('2026-12-08', 9), at('2026-12-08', 10), { booking: `ord_${room.id}/1` });
  const statements: string[] = [];
  const client = ctx.db.$client;
  const prepare = client.prepare.bind(client);
  Object.assign(client, {
    prepare: (sql: string) => {
      statements.push(sql);
      return prepare(sql);
    },
  });
  const loads = listLoads(
    ctx,
    rooms.map(({ id }) => id),
    at('2026-12-08', 0),
    at('2026-12-09', 0),
  );
  expect(loads).toEqual(
    rooms.map(({ id }) => ({ capacity: id, fromT: at('2026-12-08', 9), toT: at('2026-12-08', 10), units: 1 })),
  );
  const plan = prepare<[object], { detail: string }>(`explain query plan ${statements[0]}`)
    .all({ ids: '[1,2]', fromT: 0, toT: 1, now: '' })
    .map(({ detail }) => detail);
  expect(plan.filter((detail) => /SCAN (s|spans)\b/.test(detail))).toEqual([]);
  expect(plan.filter((detail) => /SEARCH s USING .*INDEX spans_(counting|late)/.test(detail))).toHaveLength(2);
});
