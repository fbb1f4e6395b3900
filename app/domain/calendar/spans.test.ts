import { describe, expect, test } from 'vitest';
import { isoUtc } from '#app/domain/shared/context.ts';
import { at, openCalendar } from '#tests/setup/calendar.ts';
import { getCapacity, saveCapacity } from './capacities.server.ts';
import { dayNumber } from './civil-time.ts';
import { listAtRisk, listFree } from './free-time.server.ts';
import { saveException } from './opening-plans.server.ts';
import { eachSpanUpkeep, eraseOldSpans, lapseHolds } from './span-upkeep.server.ts';
import {
  confirmSpans,
  extendHolds,
  findSpan,
  listSpansOf,
  moveSpan,
  releaseSpans,
  saveServiceSpan,
  stepSpan,
} from './spans.server.ts';

const day = '2026-12-08';
const nine = at(day, 9);
const noon = at(day, 12);
const ok = expect.objectContaining({ ok: true });
const refusal = (reason: string) => ({ ok: false, reason });

describe('holds', () => {
  test('keeps a place until its end, for one buyer alone', () => {
    const { addCapacity, hold, later } = openCalendar();
    const room = addCapacity();
    expect(hold(room, nine, noon)).toEqual(ok);
    expect(hold(room, at(day, 11), at(day, 13))).toEqual(refusal('over-capacity'));
    expect(hold(room, noon, at(day, 13))).toEqual(ok);
    expect(hold(room, nine, noon, { booking: 'ord_2/1' }, later(30))).toEqual(ok);
  });

  test('confirms late while the place is free, and refuses when it is taken', () => {
    const { addCapacity, ctx, hold, later } = openCalendar();
    const room = addCapacity();
    hold(room, nine, noon);
    lapseHolds(later(31), 10);
    expect(listSpansOf(ctx, 'ord_1')).toMatchObject([{ state: 'lapsed', holdUntil: null }]);
    hold(room, nine, noon, { booking: 'ord_2/1' }, later(32));
    expect(confirmSpans(later(33), 'ord_1')).toEqual(refusal('over-capacity'));
    expect(extendHolds(later(33), 'ord_1', isoUtc(later(90).now))).toEqual(refusal('over-capacity'));
    releaseSpans(later(34), 'ord_2', 'cancelled');
    expect(confirmSpans(later(35), 'ord_1')).toEqual({ ok: true, changes: 1 });
  });

  test('confirms all of a booking or nothing', () => {
    const { addCapacity, ctx, hold, later } = openCalendar();
    const [hall, teacher] = [addCapacity(), addCapacity({ subject: 'person:1' })];
    hold(hall, nine, noon);
    hold(teacher, nine, noon);
    hold(teacher, nine, noon, { booking: 'ord_2/1' }, later(40));
    expect(confirmSpans(later(41), 'ord_1/1')).toEqual(refusal('over-capacity'));
    expect(listSpansOf(ctx, 'ord_1').map(({ state }) => state)).toEqual(['held', 'held']);
  });

  test('names what is below a booking, and no other', () => {
    const { addCapacity, ctx, hold } = openCalendar();
    const room = addCapacity({ units: 9 });
    for (const booking of ['ord_1', 'ord_1/1', 'ord_1/round/sup', 'ord_10/1', 'ord_1-1', 'ord_0'])
      hold(room, nine, noon, { booking });
    expect(releaseSpans(ctx, 'ord_1', 'cancelled')).toBe(3);
  });

  test('refuses the past, closed hours, what is too long and a page of an older plan', () => {
    const { addCapacity, ctx, hold } = openCalendar();
    const room = addCapacity({ longest: 16 }, [{ weekday: 2, from: 36, to: 72 }]);
    expect(hold(room, at('2026-11-30', 9), at('2026-11-30', 10))).toEqual(refusal('past'));
    expect(hold(room, at(day, 8), noon)).toEqual(refusal('closed'));
    expect(hold(room, at(day, 8), noon, { planVersion: null })).toEqual(ok);
    expect(hold(room, noon, at(day, 17))).toEqual(refusal('too-long'));
    saveException(ctx, room.id, { fromDay: day, toDay: '2026-12-09', from: 60, to: 64, open: false, reason: '' });
    expect(hold(room, noon, at(day, 13))).toEqual(refusal('plan-changed'));
    expect(hold(getCapacity(ctx, room.id), noon, at(day, 13))).toEqual(ok);
  });

  test('a rental may lie over a closed Sunday, and cannot begin on it', () => {
    const { addCapacity, hold } = openCalendar();
    const bike = addCapacity(
      { grain: 'day', openRule: 'ends' },
      [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: 0, to: 96 })),
    );
    const days = (from: string, to: string) => hold(bike, dayNumber(from), dayNumber(to) + 1);
    expect(days('2026-12-06', '2026-12-08')).toEqual(refusal('closed'));
    expect(days('2026-12-05', '2026-12-06')).toEqual(refusal('closed'));
    expect(days('2026-12-05', '2026-12-07')).toEqual(ok);
  });
});

describe('what is used', () => {
  test('cleaning lies between two bookings, and past closing time', () => {
    const { addCapacity, hold } = openCalendar();
    const room = addCapacity({ bufferAfter: 2 }, [{ weekday: 2, from: 36, to: 48 }]);
    expect(hold(room, nine, at(day, 11))).toEqual(ok);
    expect(hold(room, at(day, 11.25), noon)).toEqual(refusal('over-capacity'));
    expect(hold(room, at(day, 11.5), noon)).toEqual(ok);
  });

  test('a late thing is never free, and its next booking stays to be decided', () => {
    const { addCapacity, ctx, hold, later } = openCalendar();
    const drill = addCapacity({ grain: 'day', openRule: 'ends' });
    const first = dayNumber('2026-12-01');
    const lent = hold(drill, first, first + 1);
    const next = hold(drill, first + 1, first + 2, { booking: 'ord_2/1' });
    if (!lent.ok || !next.ok) throw new Error('no room');
    confirmSpans(ctx, 'ord_1');
    confirmSpans(ctx, 'ord_2');
    expect(stepSpan(ctx, lent.spanId, 'handOut')).toEqual(ok);
    const onThird = later(3 * 24 * 60);
    for (const _ of eachSpanUpkeep(() => onThird));
    expect(findSpan(ctx, lent.spanId)).toMatchObject({ state: 'out', lateTo: first + 4 });
    expect(listAtRisk(onThird, drill)).toMatchObject([]);
    expect(listAtRisk(later(24 * 60), drill)).toMatchObject([{ id: next.spanId, state: 'booked' }]);
    const stretch = { fromT: first, toT: first + 6 };
    expect(listFree(onThird, drill, stretch)).toEqual([
      { fromT: first, toT: first + 4, free: 0 },
      { fromT: first + 4, toT: first + 6, free: 1 },
    ]);
    expect(stepSpan(onThird, lent.spanId, 'takeBack')).toEqual(ok);
    expect(stepSpan(onThird, lent.spanId, 'inspect')).toEqual(ok);
    expect(listFree(onThird, drill, stretch).at(-1)).toMatchObject({ fromT: first + 2, free: 1 });
    expect(stepSpan(onThird, lent.spanId, 'handOut')).toEqual(refusal('not-now'));
  });

  test('a lost thing is never free until fewer units are said', () => {
    const { addCapacity, ctx, hold } = openCalendar();
    const tool = addCapacity({ grain: 'day', openRule: 'none', units: 2 });
    const first = dayNumber('2026-12-01');
    const lent = hold(tool, first, first + 1);
    if (!lent.ok) throw new Error(lent.reason);
    confirmSpans(ctx, 'ord_1');
    stepSpan(ctx, lent.spanId, 'handOut');
    stepSpan(ctx, lent.spanId, 'lose');
    expect(listFree(ctx, tool, { fromT: first + 900, toT: first + 901 })).toMatchObject([{ free: 1 }]);
    stepSpan(ctx, lent.spanId, 'close');
    expect(saveCapacity(ctx, { ...tool, units: 1 })).toEqual(ok);
  });

  test('a repair takes a unit out of use; a room in the past closes by itself', () => {
    const { addCapacity, ctx, hold, later } = openCalendar();
    const room = addCapacity();
    const repair = saveServiceSpan(ctx, { capacity: room, booking: 'repair', fromT: nine, toT: noon, units: 1 });
    expect(repair).toEqual(ok);
    expect(hold(room, at(day, 10), at(day, 11))).toEqual(refusal('over-capacity'));
    hold(room, noon, at(day, 13));
    confirmSpans(ctx, 'ord_1');
    const after = later(20 * 24 * 60);
    for (const _ of eachSpanUpkeep(() => after));
    expect(listSpansOf(ctx, 'ord_1')).toMatchObject([{ state: 'closed', movedBy: 'usr_1' }]);
    expect(eraseOldSpans(ctx, isoUtc(later(30 * 24 * 60).now), 10)).toBe(1);
    expect(ctx.db.$client.prepare(`select distinct span from span_movements`).pluck().all()).toEqual([
      repair.ok && repair.spanId,
    ]);
  });

  test('moves to another time only where it fits, and may always be shortened', () => {
    const { addCapacity, hold, ctx } = openCalendar();
    const room = addCapacity();
    const mine = hold(room, nine, noon);
    hold(room, noon, at(day, 14), { booking: 'ord_2/1' });
    if (!mine.ok) throw new Error(mine.reason);
    expect(moveSpan(ctx, mine.spanId, { fromT: nine, toT: noon + 1 })).toEqual(refusal('over-capacity'));
    expect(moveSpan(ctx, mine.spanId, { fromT: nine, toT: noon - 1 })).toEqual(ok);
    expect(moveSpan(ctx, mine.spanId, { fromT: at(day, 14), toT: at(day, 15) })).toEqual(ok);
    expect(moveSpan(ctx, 'spn_none', { fromT: nine, toT: noon })).toEqual(refusal('not-now'));
  });
});

describe('the guard of the database', () => {
  const insert = (verb: string, id: string, more = '') =>
    `${verb} into spans (id, capacity, booking, from_t, to_t, busy_from, busy_to, units, state, moved_at, moved_by)
     values ('${id}', 1, 'b', 10, 20, 10, 20, 1, 'booked', '2026-11-30T09:00:00.000Z', 'x') ${more}`;
  const doors = [
    insert('insert', 'two'),
    insert('insert or ignore', 'two'),
    insert('insert or replace', 'two'),
    insert('replace', 'two'),
    insert('insert or fail', 'two'),
    insert('insert', 'two', 'on conflict do nothing'),
    insert(
      'insert',
      'free',
      "on conflict (id) do update set state = 'booked', from_t = 10, to_t = 20, busy_from = 10, busy_to = 20",
    ),
    "update spans set from_t = 10, to_t = 20, busy_from = 10, busy_to = 20 where id = 'free'",
    "update or ignore spans set busy_from = 15 where id = 'free'",
    "update or replace spans set state = 'booked', busy_from = 12 where id = 'free'",
    "update spans set units = 2 where id = 'one'",
    "update spans set state = 'booked' where id = 'off'",
    "update capacities set units = 0, changed_t = 0, changed_at = '2026-11-30T09:00:00.000Z'",
    'update capacities set longest = 5',
    "update capacities set grain = 'day'",
    "delete from spans where id = 'one'",
    'delete from span_movements',
    "update span_movements set state = 'held'",
    insert('insert', 'unknown').replace("'unknown', 1", "'unknown', 77"),
  ];

  test.each(doors)('lets nothing in above capacity by %s', (sql) => {
    const { addCapacity, ctx } = openCalendar();
    addCapacity();
    const { $client: client } = ctx.db;
    client.pragma('foreign_keys = off');
    client.exec(insert('insert', 'one'));
    client.exec(insert('insert', 'free').replace('10, 20, 10, 20', '20, 30, 20, 30'));
    client.exec(insert('insert', 'off').replace("'booked'", "'cancelled'"));
    const before = client.prepare('select * from spans order by id').all();
    const terms = client.prepare('select * from capacities').all();
    const moves = client.prepare('select count(*) from span_movements').pluck().get();
    expect(() => client.exec(sql)).toThrow();
    expect(client.prepare('select * from spans order by id').all()).toEqual(before);
    expect(client.prepare('select * from capacities').all()).toEqual(terms);
    expect(client.prepare('select count(*) from span_movements').pluck().get()).toBe(moves);
  });

  test('refuses fewer units than are booked from now on, and forgets what is over', () => {
    const { addCapacity, ctx, hold, later } = openCalendar();
    const hall = addCapacity({ units: 3 });
    hold(hall, nine, noon, { units: 2 });
    confirmSpans(ctx, 'ord_1');
    expect(saveCapacity(ctx, { ...hall, units: 1 })).toEqual(refusal('more-booked'));
    expect(saveCapacity(ctx, { ...hall, units: 2 })).toEqual(ok);
    expect(saveCapacity(ctx, { ...hall, grain: 'day' })).toEqual(refusal('grain-booked'));
    expect(saveCapacity(ctx, { ...hall, units: 2, longest: 4 })).toEqual(refusal('longer-booked'));
    expect(saveCapacity(later(20 * 24 * 60), { ...hall, units: 1 })).toEqual(ok);
  });
});
