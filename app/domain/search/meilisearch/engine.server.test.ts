import { delay, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { meilisearch, meilisearchDouble } from '#tests/mocks/meilisearch.ts';
import { corpus, everything } from '#tests/search-oracle.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { embeddedEngine } from '../embedded.server.ts';
import { searchContract } from '../search.contract.ts';
import type { SearchEngine } from '../search.ts';
import { withFallback } from '../with-fallback.server.ts';
import { meilisearchEngine } from './engine.server.ts';

// The real Meilisearch if MEILI_URL is set. Otherwise a double, which only tests the requests that we send.
const real = process.env.MEILI_URL;
let opened = 0;

if (real)
  searchContract('Meilisearch', async () =>
    meilisearchEngine(testDb(), {
      url: real,
      apiKey: process.env.MEILI_API_KEY ?? '',
      indexPrefix: `test_${process.pid}_${opened++}_`,
    }),
  );

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: real ? 'bypass' : 'error' }));
afterAll(() => server.close());

const options = { url: meilisearch, apiKey: 'scoped', indexPrefix: 'town_' };

describe('with the test double', () => {
  searchContract(
    'the mapping to Meilisearch',
    async () => {
      const double = meilisearchDouble();
      server.use(...double.handlers);
      return meilisearchEngine(testDb(), options);
    },
    { typoRules: 'theirs' },
  );
});

describe('failures and recovery', () => {
  afterEach(() => server.resetHandlers());

  async function filled(engine: SearchEngine): Promise<void> {
    await engine.configure();
    const rebuild = await engine.beginRebuild();
    await rebuild.add(corpus());
    await rebuild.commit();
    await engine.flush();
  }
  function open() {
    const double = meilisearchDouble();
    server.use(...double.handlers);
    const db = testDb();
    const errors: unknown[] = [];
    const raw = meilisearchEngine(db, options);
    const both = withFallback(raw, embeddedEngine(db), (error) => errors.push(error), 50);
    return { double, db, raw, both, errors };
  }
  let waited = 0;
  const slow = http.post(`${meilisearch}multi-search`, async () => {
    waited++;
    await delay(2000);
    return HttpResponse.json({ results: [] });
  });

  test('falls back to the embedded engine when down or slow, then recovers', async () => {
    const { double, both, errors } = open();
    await filled(both);
    expect(await both.search(everything)).toMatchObject({ total: 496, degraded: false });
    server.use(slow);
    for (let i = 0; i < 3; i++) expect(await both.search(everything)).toMatchObject({ total: 496, degraded: true });
    expect(errors).toHaveLength(3);
    expect(await both.search(everything)).toMatchObject({ total: 496, degraded: true });
    expect([errors.length, waited]).toEqual([3, 3]); // an open breaker does not wait
    server.resetHandlers();
    server.use(...double.handlers);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await both.search(everything)).toMatchObject({ total: 496, degraded: false });
  });

  test('finds changes made during an outage at once, pushes them once later', async () => {
    const { double, both, raw } = open();
    await filled(both);
    server.resetHandlers();
    server.use(http.all(`${meilisearch}*`, () => HttpResponse.error()));
    await both.apply([{ remove: 1 }, { put: { ...corpus()[1]!, fr: { name: 'Brouette', text: '' } } }]);
    await expect(both.flush()).rejects.toThrow();
    expect(await both.search({ ...everything, text: 'brouette' })).toMatchObject({ ids: [2], degraded: true });
    server.resetHandlers();
    server.use(...double.handlers);
    double.log.length = 0;
    await both.flush();
    expect(await raw.search({ ...everything, text: 'brouette' })).toMatchObject({ ids: [2], total: 1 });
    expect((await raw.search(everything)).total).toBe(495);
    expect(double.log.filter((line) => line.endsWith('/documents'))).toHaveLength(2); // one per language
    double.log.length = 0;
    await both.flush();
    expect(double.log).toEqual([]);
  });

  test('reports the message of a failed task and retries it', async () => {
    const { double, both } = open();
    await filled(both);
    await both.apply([{ remove: 1 }]);
    double.fail('documentDeletion', 'no space left on device');
    await expect(both.flush()).rejects.toThrow('no space left on device');
    await both.flush();
    expect((await both.search(everything)).total).toBe(495);
  });

  test('pushes settings with the index, and again only after a change', async () => {
    const { double, both, db } = open();
    await filled(both);
    const pushed = () => double.log.filter((line) => line.startsWith('PATCH')).length;
    expect(pushed()).toBe(2);
    await both.apply([{ remove: 1 }]);
    await both.flush();
    expect(pushed()).toBe(2);
    db.$client.prepare("update search_remote set settings = 'of an older version'").run();
    await both.flush();
    expect(pushed()).toBe(4);
  });

  test('rebuilds a lost index', async () => {
    const { double, both } = open();
    await filled(both);
    double.indexes.clear();
    expect(await both.search(everything)).toMatchObject({ total: 496, degraded: true });
    await both.flush();
    expect(await both.search(everything)).toMatchObject({ total: 496, degraded: false });
  });

  test('rebuilds a lost index before a change if no search noticed the loss', async () => {
    const { double, both } = open();
    await filled(both);
    double.indexes.clear();
    await both.apply([{ put: corpus()[0]! }, { remove: 2 }]);
    await both.flush();
    expect(await both.search(everything)).toMatchObject({ total: 495, degraded: false });
  });

  test('stops waiting for the lease of another process when it closes', async () => {
    const { both, db } = open();
    await filled(both);
    await both.apply([{ remove: 1 }]);
    db.$client.prepare("update search_remote set leased_by = 'a dead one', leased_until = '2999-01-01'").run();
    const waiting = both.flush();
    await both.close();
    await waiting;
  });

  test('only one of two processes pushes the changes', async () => {
    const { double, both, db } = open();
    await filled(both);
    double.log.length = 0;
    await both.apply([{ remove: 1 }]);
    await Promise.all([both.flush(), meilisearchEngine(db, options).flush()]);
    expect(double.log.filter((line) => line.endsWith('/delete-batch'))).toHaveLength(2);
  });

  test('refuses a master key', async () => {
    server.use(...meilisearchDouble('master').handlers);
    const engine = meilisearchEngine(testDb(), { ...options, apiKey: 'master' });
    await expect(engine.configure()).rejects.toThrow('can manage keys');
  });
});
