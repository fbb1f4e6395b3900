import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { doubleKeys, meilisearch, meilisearchDouble } from '#tests/mocks/meilisearch.ts';
import { corpus, everything } from '#tests/search-oracle.ts';
import { type HarmedServer, recoverySuite } from '#tests/search-recovery.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { judgedContract } from '../judged.contract.ts';
import { searchContract } from '../search.contract.ts';
import type { SearchEngine } from '../search.ts';
import { meilisearchEngine } from './engine.server.ts';

// A double: real-server.test.ts is the same on a real Meilisearch.
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const options = {
  ...{ url: meilisearch, apiKey: doubleKeys.scoped, indexPrefix: 'town_', owner: 'https://ville.test' },
  gatherMs: 0,
};

describe('with the test double', () => {
  const open = async () => {
    server.use(...meilisearchDouble().handlers);
    return meilisearchEngine(testDb(), options);
  };
  searchContract('the mapping to Meilisearch', open);
  judgedContract('the mapping to Meilisearch', open, process.env.LONG ? 1 : 3);
});

const double = meilisearchDouble();
recoverySuite('recovery with the test double', async () => {
  const start = async () => {
    server.resetHandlers(...double.handlers);
  };
  return {
    ...{ url: meilisearch, apiKey: doubleKeys.scoped, masterKey: doubleKeys.master, prefix: 'halle_' },
    kill: async () => server.resetHandlers(http.all(`${meilisearch}*`, () => HttpResponse.error())),
    hang: async () => server.resetHandlers(http.all(`${meilisearch}*`, () => new Promise<undefined>(() => {}))),
    start,
    goOn: start,
    removeDocuments: async (uid) => double.indexes.get(uid)!.documents.clear(),
    removeIndex: async (uid) => {
      double.indexes.delete(uid);
    },
    async keep() {
      const copy = structuredClone(double.indexes);
      return async () => {
        for (const [uid, index] of copy) double.indexes.set(uid, index);
      };
    },
    indexes: async () => [...double.indexes.keys()],
  } satisfies HarmedServer;
});

describe('what is asked of Meilisearch', () => {
  afterEach(() => server.resetHandlers());

  async function filled() {
    const { handlers, log, fail } = meilisearchDouble();
    server.use(...handlers);
    const db = testDb();
    const engine = meilisearchEngine(db, options);
    await engine.configure();
    await rebuild(engine);
    log.length = 0;
    return { engine, db, log, fail };
  }
  async function rebuild(engine: SearchEngine): Promise<void> {
    const one = await engine.beginRebuild();
    await one.add(corpus());
    await one.commit();
    await engine.flush();
  }
  const written = (log: readonly string[]) => log.filter((line) => line.endsWith('/documents')).length;

  test('changes are brought once, in one request a language', async () => {
    const { engine, log } = await filled();
    await engine.apply([{ put: { ...corpus()[0]!, priceCents: 1 } }, { put: { ...corpus()[1]!, priceCents: 2 } }]);
    await engine.flush();
    expect(written(log)).toBe(2);
    log.length = 0;
    await engine.flush();
    expect(log).toEqual([]);
  });

  test('a rebuild of an unchanged catalogue brings the mark alone', async () => {
    const { engine, log } = await filled();
    await rebuild(engine);
    expect(log.filter((line) => line.startsWith('POST') && !line.endsWith('/multi-search'))).toEqual([
      'POST /indexes/town_offers_fr/documents',
      'POST /indexes/town_offers_en/documents',
    ]);
  });

  test('reports the message of a failed task and retries it', async () => {
    const { engine, fail } = await filled();
    await engine.apply([{ remove: 1 }]);
    fail('documentDeletion', 'no space left on device');
    await expect(engine.flush()).rejects.toThrow('no space left on device');
    await engine.flush();
    expect((await engine.search(everything)).total).toBe(495);
  });

  test('pushes settings with the index, and again only after a change', async () => {
    const { engine, db, log } = await filled();
    const pushed = () => log.filter((line) => line.startsWith('PATCH')).length;
    await engine.apply([{ remove: 1 }]);
    await engine.flush();
    expect(pushed()).toBe(0);
    db.$client.prepare("update search_remote set settings = 'of an older version'").run();
    await engine.flush();
    expect(pushed()).toBe(2);
  });

  test('stops waiting for the lease of another process when it closes', async () => {
    const { engine, db } = await filled();
    await engine.apply([{ remove: 1 }]);
    db.$client.prepare("update search_remote set leased_by = 'a dead one', leased_until = '2999-01-01'").run();
    const waiting = engine.flush();
    await engine.close();
    await waiting;
  });

  test('only one of two processes pushes the changes', async () => {
    const { engine, db, log } = await filled();
    await engine.apply([{ remove: 1 }]);
    await Promise.all([engine.flush(), meilisearchEngine(db, options).flush()]);
    expect(log.filter((line) => line.endsWith('/delete-batch'))).toHaveLength(2);
  });

  test('changes that come while others are brought wait a second', async () => {
    const { db } = await filled();
    const engine = meilisearchEngine(db, { ...options, gatherMs: 300 });
    await engine.flush();
    await engine.apply([{ remove: 1 }]);
    const begun = performance.now();
    await engine.flush();
    expect(performance.now() - begun).toBeGreaterThan(150);
  });
});
