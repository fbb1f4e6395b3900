// Searches by day and time on the seeded town: what is booked by the calendar, what is not by the days of its supplier.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, edge } from '#app/domain/calendar/civil-time.ts';
import { saveException } from '#app/domain/calendar/opening-plans.server.ts';
import { holdSpan, releaseSpans } from '#app/domain/calendar/spans.server.ts';
import { findNextFree } from '#app/domain/catalogue/free-offers.server.ts';
import { addSession } from '#app/domain/catalogue/offer-dates.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { answerSearch } from './answer-search.server.ts';
import { embeddedEngine } from './embedded.server.ts';
import { parseQuery } from './query.ts';
import type { SearchEngine } from './search.ts';

const room = 'salle-de-reunion-12-places-demi-journee';
const drill = 'perceuse-visseuse-a-la-journee';
/** A Wednesday; the Tuesday after it has no booking of the seeds. */
const now = new Date('2026-03-11T09:00:00Z');
const tuesday = '2026-03-17';

let ctx: Ctx;
let engine: SearchEngine;
let statements: string[];

beforeEach(() => {
  const db = openDb(readFileSync(inject('seededImage')));
  engine = embeddedEngine(db);
  ctx = { db, now, actor: { kind: 'user', userId: 'usr_test' }, locale: 'fr', town: demoTown };
  statements = [];
});

const idOf = (slug: string): number =>
  ctx.db.$client.prepare<[string], number>('select id from offers where slug = ?').pluck().get(slug)!;

async function find(params: Record<string, string>, by = ctx) {
  const parsed = parseQuery(new URLSearchParams(params), {
    locale: 'fr',
    audience: 'professional',
    near: demoTown.hub,
    perPage: 60,
    maxPerPage: 500,
  });
  if (!parsed.ok) throw new Error(parsed.parameter);
  const { page, read } = await answerSearch(by, engine, parsed.query, ['kind']);
  return { page, has: (slug: string) => page.ids.includes(idOf(slug)), chips: read?.chips.map(({ name }) => name) };
}

function book(slug: string, from: number, to: number, units = 1, booking = 'ord_t/1') {
  const capacity = findCapacity(ctx, `offer:${idOf(slug)}`)!;
  const { planVersion } = capacity;
  const until = isoUtc(addMinutes(now, 30));
  const held = holdSpan(ctx, { capacity, booking, fromT: from, toT: to, units, planVersion, until });
  if (!held.ok) throw new Error(held.reason);
}

const morning = (): [number, number] => [
  edge(demoTown, dayNumber(tuesday), 32),
  edge(demoTown, dayNumber(tuesday), 48),
];

describe('what is booked', () => {
  test('is found while it is free, and no more once it is taken, until the hold is over', async () => {
    expect((await find({ day: tuesday, time: 'morning' })).has(room)).toBe(true);
    book(room, ...morning());
    expect((await find({ day: tuesday, time: 'morning' })).has(room)).toBe(false);
    expect((await find({ day: tuesday, time: 'afternoon' })).has(room)).toBe(true);
    expect((await find({ day: tuesday })).has(room)).toBe(true);
    expect((await find({ day: tuesday, time: 'morning' }, { ...ctx, now: addMinutes(now, 31) })).has(room)).toBe(true);
    releaseSpans(ctx, 'ord_t', 'cancelled');
    expect((await find({ day: tuesday, time: 'morning' })).has(room)).toBe(true);
  });

  test('is left out on days that its plan or its supplier closes', async () => {
    const { id } = findCapacity(ctx, `offer:${idOf(room)}`)!;
    expect((await find({ day: tuesday })).has(room)).toBe(true);
    const shut = { fromDay: tuesday, toDay: '2026-03-18', from: 0, to: 96, open: false, reason: '' };
    saveException(ctx, id, shut);
    expect((await find({ day: tuesday })).has(room)).toBe(false);
    const close = 'update suppliers set closures = ? where id = (select supplier_id from offers where slug = ?)';
    expect((await find({ day: tuesday })).has(drill)).toBe(true);
    ctx.db.$client.prepare(close).run('[{"from":"2026-03-10","to":"2026-03-30"}]', drill);
    expect((await find({ day: tuesday })).has(drill)).toBe(false);
  });

  test('by days is free for all of them', async () => {
    const days = { day: '17/03/2026' };
    const range = { day: '2026-03-17/2026-03-19' };
    expect([(await find(days)).has(drill), (await find(range)).has(drill)]).toEqual([true, true]);
    book(drill, dayNumber('2026-03-19'), dayNumber('2026-03-20'), 8);
    expect([(await find(days)).has(drill), (await find(range)).has(drill)]).toEqual([true, false]);
  });

  test('is found by words as people say them', async () => {
    const said = await find({ q: 'salle libre mardi matin' });
    expect([said.chips, said.has(room)]).toEqual([['day', 'time', 'free'], true]);
    book(room, ...morning());
    expect((await find({ q: 'salle libre mardi matin' })).has(room)).toBe(false);
    expect((await find({ q: 'salle libre mardi après-midi' })).has(room)).toBe(true);
    expect((await find({ q: 'perceuse du 17 au 19' })).has(drill)).toBe(true);
  });
});

describe('what is not booked', () => {
  test('is found by a day that it can be handed over on, and never by an hour', async () => {
    const carrots = 'carottes-de-pleine-terre';
    const byDay = await find({ day: tuesday });
    const byHour = await find({ day: tuesday, time: 'morning' });
    const goods = (found: Awaited<ReturnType<typeof find>>) => (found.page.facets.kind?.new ?? 0) > 0;
    expect([goods(byDay), goods(byHour)]).toEqual([true, false]);
    expect(byHour.page.total).toBeLessThan(byDay.page.total);
    expect((await find({ q: 'carottes mardi matin' })).page.total, carrots).toBeGreaterThan(0);
    expect((await find({ q: 'carottes libres mardi matin' })).page.total).toBe(0);
  });

  test('is counted as before where nothing is booked', async () => {
    ctx.db.$client.exec('update offers set booking_terms = null');
    const all = await find({ day: tuesday });
    expect(all.page.total).toBeGreaterThan(0);
    expect((await find({ day: tuesday, time: 'morning' })).page.total).toBe(0);
  });
});

test('pages of a search by day have each offer once, as many as it counts', async () => {
  const pages = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const found = await Promise.all(pages.map((page) => find({ day: tuesday, page: String(page), per_page: '40' })));
  const ids = found.flatMap(({ page }) => page.ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(found[0]!.page.total);
});

test('reads the calendar in a few statements, and not again while nothing changed', async () => {
  const client = ctx.db.$client;
  const prepare = client.prepare.bind(client);
  Object.assign(client, {
    prepare: (sql: string) => {
      statements.push(sql);
      return prepare(sql);
    },
  });
  await find({ day: tuesday, time: 'morning' });
  const calendar = () => statements.filter((sql) => /weekly_plans|occupied|plan_exceptions/.test(sql)).length;
  const read = calendar();
  expect(read).toBeLessThanOrEqual(6);
  await find({ day: tuesday, time: 'morning', q: 'salle' });
  expect(calendar()).toBe(read);
});

test.each([
  ['day', '2026-02-30'],
  ['day', 'mardi'],
  ['day', '2026-03-10/2026-03-09'],
  ['day', '2026-03-10/2026-05-10'],
  ['time', 'evening'],
  ['time', '12:00-09:00'],
])('refuses %s=%s by its name', (parameter, value) => {
  const asked = new URLSearchParams({ day: tuesday, [parameter]: value });
  const defaults = { locale: 'fr', audience: 'professional', near: demoTown.hub, perPage: 10, maxPerPage: 60 } as const;
  expect(parseQuery(asked, defaults)).toEqual({ ok: false, parameter, reason: 'invalid' });
});

describe('sorted by the first moment at which it can be had', () => {
  const soonest = async (params: Record<string, string> = {}) =>
    (await find({ sort: 'soonest', per_page: '400', ...params })).page.ids;

  test('a room moves behind while it is shut, and pages do not overlap', async () => {
    const before = await soonest({ kind: 'rental' });
    const capacity = findCapacity(ctx, `offer:${idOf(room)}`)!;
    const shut = { fromDay: '2026-03-11', toDay: '2026-04-11', from: 0, to: 96, open: false, reason: '' };
    saveException(ctx, capacity.id, shut);
    const after = await soonest({ kind: 'rental' });
    expect(after.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
    expect(after.indexOf(idOf(room))).toBeGreaterThan(before.indexOf(idOf(room)));
    const second = await soonest({ kind: 'rental', per_page: '10', page: '2' });
    expect(second).toEqual(after.slice(10, 20));
  });

  test('goods that are there tomorrow come before a thing that is lent out for a week', async () => {
    const capacity = findCapacity(ctx, `offer:${idOf(drill)}`)!;
    const shut = { fromDay: '2026-03-11', toDay: '2026-03-25', from: 0, to: 96, open: false, reason: '' };
    saveException(ctx, capacity.id, shut);
    const ids = await soonest();
    const good = ctx.db.$client
      .prepare<[], number>("select id from offers where kind = 'new' and status = 'live' and lead_days <= 1")
      .pluck()
      .all();
    const firstGood = ids.findIndex((id) => good.includes(id));
    expect(firstGood).toBeGreaterThanOrEqual(0);
    expect(firstGood).toBeLessThan(ids.indexOf(idOf(drill)));
  });
});

const training = 'formation-acheter-responsable-demi-journee';

test('a training is found by the day and the hours of a date with a seat left, and not without one', async () => {
  const offer = { id: idOf(training), supplierId: '' };
  ctx.db.$client.exec("update offer_sessions set state = 'called-off'");
  const draft = { day: '2026-05-19', start: 36, end: 50, seats: 2, minimum: 0, decideOn: '2026-05-16', place: '' };
  const added = addSession(ctx, offer, draft);
  if (!added.ok) throw new Error(added.problem);
  const on = async (params: Record<string, string>) => (await find({ q: 'formation', ...params })).has(training);
  expect(await on({ day: '2026-05-19' })).toBe(true);
  expect(await on({ day: '2026-05-20' })).toBe(false);
  expect([
    await on({ day: '2026-05-19', time: 'morning' }),
    await on({ day: '2026-05-19', time: 'afternoon' }),
    await on({ day: '2026-05-19', time: '09:00-12:00' }),
    await on({ day: '2026-05-19', time: '08:00-13:00' }),
  ]).toEqual([true, false, false, true]);
  const next = findNextFree(ctx, [offer.id], '2026-05-01').get(offer.id);
  expect(next).toMatchObject({ day: '2026-05-19', hours: { from: 36, to: 50 } });
  const capacity = findCapacity(ctx, `session:${added.sessionId}`)!;
  const [fromT, toT] = [edge(demoTown, dayNumber('2026-05-19'), 36), edge(demoTown, dayNumber('2026-05-19'), 50)];
  const until = isoUtc(addMinutes(now, 30));
  const held = holdSpan(ctx, { capacity, booking: 'ord_s/1', fromT, toT, units: 2, planVersion: null, until });
  expect([held.ok, await on({ day: '2026-05-19' })]).toEqual([true, false]);
});
