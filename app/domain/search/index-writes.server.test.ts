import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { corpus, everything } from '#tests/search-oracle.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { embeddedEngine } from './embedded.server.ts';
import { canFollow, countDocuments, documentsPast, readState, sellersPast } from './index-tables.server.ts';
import { applyIndexChanges, beginRebuild } from './index-writes.server.ts';
import type { SearchDocument } from './search.ts';

async function rebuilt(db: ReturnType<typeof testDb>, documents: readonly SearchDocument[]): Promise<void> {
  const rebuild = beginRebuild(db);
  await rebuild.add(documents);
  await rebuild.commit();
}

test('a rebuild numbers only what changed, came or went', async () => {
  const db = testDb();
  const [first, second, , ...others] = corpus();
  await rebuilt(db, corpus().slice(0, -1));
  const before = readState(db);
  const dearer = { ...second!, priceCents: 1 };
  const labelled = others
    .filter((item) => item.supplier === others[0]!.supplier)
    .map((item) => ({ ...item, labels: ['new'] }));
  const unchanged = others.filter((item) => item.supplier !== others[0]!.supplier);
  await rebuilt(db, [first!, dearer, ...labelled, ...unchanged]);
  const { generation } = readState(db);
  expect(documentsPast(db, generation, before.seq).map(({ id, removed }) => [id, removed])).toEqual(
    expect.arrayContaining([
      [2, 0],
      [3, 1],
      [496, 0],
    ]),
  );
  expect(documentsPast(db, generation, before.seq)).toHaveLength(3);
  expect(sellersPast(db, generation, before.seq).map(({ supplier }) => supplier)).toEqual([others[0]!.supplier]);
  expect(countDocuments(db, generation)).toBe(495);
});

test('a rebuild that a million changes overtook is numbered past them', async () => {
  const db = testDb();
  await rebuilt(db, corpus().slice(0, 30));
  const rebuild = beginRebuild(db);
  await rebuild.add(corpus().slice(1, 31));
  db.$client.exec('update search_state set seq = seq + 2000000');
  const { seq } = readState(db);
  await rebuild.commit();
  const { generation, seq: after } = readState(db);
  expect(after).toBeGreaterThan(seq);
  expect(documentsPast(db, generation, seq).map(({ id, removed }) => [id, removed])).toEqual(
    expect.arrayContaining([
      [1, 1],
      [31, 0],
    ]),
  );
});

test('a commit writes a few rows at a time, and a first search reads a few', async () => {
  const db = testDb();
  await rebuilt(db, corpus());
  const rebuild = beginRebuild(db);
  await rebuild.add(corpus().map((document) => ({ ...document, priceCents: document.priceCents + 1 })));
  const changes = db.$client.prepare('select total_changes()').pluck();
  const slices = await countTurns(
    () => rebuild.commit(),
    () => changes.get() as number,
  );
  expect(Math.max(...slices)).toBeLessThanOrEqual(1000); // rows of the generation before, which are deleted
  const engine = embeddedEngine(db);
  const turns = await countTurns(
    () => engine.search(everything),
    () => 0,
  );
  expect(turns.length).toBeGreaterThanOrEqual(corpus().length / 100);
});

/** The growth of `measure` between each two turns of the event loop while the work is done. */
async function countTurns(work: () => Promise<unknown>, measure: () => number): Promise<number[]> {
  const grown: number[] = [];
  let [last, isOver] = [measure(), false];
  const done = work().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await setImmediate();
    const now = measure();
    grown.push(now - last);
    last = now;
  }
  await done;
  return grown;
}

test('who read up to the beginning of a rebuild follows its changes, who read less does not', async () => {
  const db = testDb();
  await rebuilt(db, corpus().slice(0, 30));
  const before = readState(db);
  applyIndexChanges(db, [{ remove: 1 }]);
  const followed = readState(db);
  await rebuilt(db, corpus().slice(2, 30));
  const state = readState(db);
  expect(canFollow(state, followed.generation, followed.seq)).toBe(true);
  expect(canFollow(state, before.generation, before.seq)).toBe(false);
  expect(canFollow(state, state.generation, -1)).toBe(true);
  expect(canFollow(state, null, state.seq)).toBe(false);
});

test('an engine that follows through rebuilds answers as one that loads afresh', async () => {
  const db = testDb();
  const following = embeddedEngine(db);
  const documents = corpus();
  for (let round = 0; round < 12; round++) {
    const rebuild = beginRebuild(db);
    applyIndexChanges(db, [{ remove: round + 1 }, { put: { ...documents[round + 40]!, priceCents: round } }]);
    if (round % 3 === 0) await following.status();
    await rebuild.add(documents.slice(round, 300 + round * 7));
    await rebuild.commit();
    const query = { ...everything, sort: 'price' as const, facets: ['supplier', 'label'] as const };
    expect(await following.search(query)).toEqual(await embeddedEngine(db).search(query));
  }
});
