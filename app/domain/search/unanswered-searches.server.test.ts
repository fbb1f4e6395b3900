import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import type { UnansweredSearch } from './unanswered.ts';
import { listUnansweredCounts, openUnansweredCounts } from './unanswered-searches.server.ts';

const phone: UnansweredSearch = { subject: 'thing:telephone', text: null };
const words: UnansweredSearch = { subject: 'text:fr bateau voil', text: 'bateau voile' };

/** Counts on a database of their own, on a day that the test moves. */
function openMonth() {
  const db = testDb();
  const state = { now: new Date('2026-05-12T10:00:00Z') };
  const ctx = (): Ctx => ({
    db,
    actor: { kind: 'system', name: 'test' },
    now: state.now,
    locale: 'fr',
    town: demoTown,
  });
  const counts = openUnansweredCounts(ctx);
  const search = (one: UnansweredSearch, people: number, from = 0) => {
    for (let i = from; i < from + people; i++) counts.count(one, `address 10.0.${i >> 8}.${i & 255}`);
    counts.flush();
  };
  const shown = () => listUnansweredCounts({ db }, '2026-01').map(({ subject, text }) => text ?? subject);
  const dump = () =>
    JSON.stringify(
      ['unanswered_searches', 'unanswered_people'].map((table) => db.$client.prepare(`select * from ${table}`).all()),
    );
  return { db, ctx, state, counts, search, shown, dump };
}

test('shows a search from five people on, whoever repeats theirs', () => {
  const { search, shown } = openMonth();
  for (let i = 0; i < 10; i++) search(phone, 4);
  expect(shown()).toEqual([]);
  search(phone, 40);
  expect(shown()).toEqual(['thing:telephone']);
});

test('never counts more people than there were, and few less', () => {
  const { db, search } = openMonth();
  search(phone, 30);
  const people = listUnansweredCounts({ db }, '2026-01')[0]!.people;
  expect(people).toBeLessThanOrEqual(30);
  expect(people).toBeGreaterThan(20);
});

test('stores words when a fifth person typed them, and nothing that tells who', () => {
  const { search, shown, dump } = openMonth();
  search(words, 3);
  expect(dump()).not.toMatch(/bateau|voil|10\.0|address/);
  search(words, 20, 3);
  expect(shown()).toEqual(['bateau voile']);
  expect(dump()).not.toMatch(/10\.0|address/);
});

test('cells of one person differ by search, so that none can be joined', () => {
  const { db, counts } = openMonth();
  for (let i = 0; i < 12; i++) counts.count({ subject: `thing:${i}`, text: null }, 'user usr_1');
  counts.flush();
  const cells = db.$client.prepare('select distinct cell from unanswered_people').all();
  expect(cells.length).toBeGreaterThan(6);
});

test('begins again with each month of the town, under another salt', () => {
  const { db, state, search, shown } = openMonth();
  state.now = new Date('2026-05-31T21:00:00Z'); // 23:00 in the town
  search(phone, 30);
  state.now = addMinutes(state.now, 90);
  search(phone, 4);
  expect(listUnansweredCounts({ db }, '2026-06')).toEqual([]);
  search(phone, 30);
  expect(shown()).toEqual(['thing:telephone', 'thing:telephone']);
  const salts = db.$client.prepare('select count(distinct salt) from unanswered_salts').pluck().get();
  expect(salts).toBe(2);
});

test('two processes count the same person once', () => {
  const { ctx, search, shown } = openMonth();
  search(phone, 4);
  const other = openUnansweredCounts(ctx);
  for (let i = 0; i < 4; i++) other.count(phone, `address 10.0.0.${i}`);
  other.flush();
  expect(shown()).toEqual([]);
});

test('a flood of made-up words ends at some thousands of subjects, and what was there counts on', () => {
  const { db, counts, search, shown } = openMonth();
  search(phone, 1);
  for (let i = 0; i < 5200; i++)
    counts.count({ subject: `text:fr flood${i}`, text: `flood${i}` }, `address 10.1.0.${i % 9}`);
  counts.flush();
  for (let i = 0; i < 100; i++) counts.count({ subject: `text:fr more${i}`, text: `more${i}` }, 'address 10.1.0.1');
  search(phone, 40);
  expect(db.$client.prepare('select count(*) from unanswered_searches').pluck().get()).toBeLessThanOrEqual(5201);
  expect(shown()).toEqual(['thing:telephone']);
});
