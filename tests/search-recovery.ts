// A search with Meilisearch before the embedded engine, while that is harmed: for the double and a real server alike.
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { type MeilisearchOptions, meilisearchEngine } from '#app/domain/search/meilisearch/engine.server.ts';
import type { SearchEngine, SearchFault } from '#app/domain/search/search.ts';
import { withFallback } from '#app/domain/search/with-fallback.server.ts';
import type { Db } from '#db/client.ts';
import { corpus, everything } from './search-oracle.ts';
import { testDb } from './setup/test-db.ts';

/** A Meilisearch that a test may harm. */
export type HarmedServer = {
  url: string;
  apiKey: string;
  masterKey: string;
  prefix: string;
  kill: () => Promise<void>;
  start: () => Promise<void>;
  /** Takes connections and answers nothing. */
  hang: () => Promise<void>;
  goOn: () => Promise<void>;
  removeDocuments: (uid: string) => Promise<void>;
  removeIndex: (uid: string) => Promise<void>;
  /** A copy of everything that it holds, to be put back later. */
  keep: () => Promise<() => Promise<void>>;
  indexes: () => Promise<string[]>;
};

const total = corpus().length;
const brouette = { put: { ...corpus()[1]!, fr: { name: 'Brouette', text: '' } } };

export function recoverySuite(name: string, openServer: () => Promise<HarmedServer>): void {
  describe(name, () => {
    let opened = 0;
    let engines: SearchEngine[] = [];
    beforeEach(async () => (await openServer()).start());
    afterEach(async () => {
      await Promise.all(engines.map((engine) => engine.close()));
      engines = [];
    });

    async function open(db: Db = testDb(), options: Partial<MeilisearchOptions> = {}) {
      const server = await openServer();
      const { url, apiKey } = server;
      const raw = meilisearchEngine(db, {
        ...{ url, apiKey, owner: 'https://ville.test', gatherMs: 0, searchMs: 3000 },
        indexPrefix: `${server.prefix}${opened}_`,
        ...options,
      });
      const reported: (SearchFault | null)[] = [];
      const both = withFallback(raw, embeddedEngine(db), (fault) => reported.push(fault), 50);
      engines.push(both);
      return { server, db, raw, both, reported, options: { indexPrefix: `${server.prefix}${opened}_` } };
    }
    async function openFilled(options: Partial<MeilisearchOptions> = {}) {
      opened++;
      const town = await open(testDb(), options);
      await town.both.configure();
      const rebuild = await town.both.beginRebuild();
      await rebuild.add(corpus());
      await rebuild.commit();
      await town.both.flush();
      return town;
    }
    /** A process that starts now: it has checked nothing yet. */
    const restarted = ({ db, options }: { db: Db; options: Partial<MeilisearchOptions> }) => open(db, options);
    const found = (engine: SearchEngine, text = '') => engine.search({ ...everything, text });

    test('killed: the spare answers, and finds changes that are brought later', async () => {
      const { server, both, raw, reported } = await openFilled();
      expect(await found(both)).toMatchObject({ total, degraded: false });
      await server.kill();
      await both.apply([{ remove: 1 }, brouette]);
      await expect(both.flush()).rejects.toThrow();
      await both.flush(); // the same fault is said once
      expect(await found(both, 'brouette')).toMatchObject({ ids: [2], degraded: true });
      expect(await found(both)).toMatchObject({ total: total - 1, degraded: true });
      const { fault, ok } = await both.status();
      expect([ok, fault?.since]).toEqual([true, reported[0]!.since]);
      await server.start();
      await both.flush();
      expect(await found(raw, 'brouette')).toMatchObject({ ids: [2], total: 1 });
      await vi.waitFor(
        async () => expect(await found(both)).toMatchObject({ total: total - 1, degraded: false }),
        10_000,
      );
      expect(reported).toEqual([{ since: expect.any(String), reason: expect.any(String) }, null]);
      expect(await both.status()).toMatchObject({ engine: 'meilisearch', documents: total - 1, fault: null });
    });

    test('hung: three searches wait for it, health is told in its time, the end waits for nothing', async () => {
      const { server, both } = await openFilled({ searchMs: 300 });
      await server.hang();
      onTestFinished(() => server.goOn());
      for (let i = 0; i < 3; i++) expect(await found(both)).toMatchObject({ total, degraded: true });
      const begun = performance.now();
      expect(await found(both)).toMatchObject({ total, degraded: true });
      expect(await both.status()).toMatchObject({ ok: true, engine: 'embedded', fault: { since: expect.any(String) } });
      expect(performance.now() - begun).toBeLessThan(2000);
      await both.apply([{ remove: 1 }]);
      const waiting = both.flush();
      await both.close();
      await waiting;
    });

    test('emptied: noticed at start and before each push, and filled again', async () => {
      const town = await openFilled();
      const [french, english] = ['fr', 'en'].map((locale) => `${town.options.indexPrefix}offers_${locale}`);
      await town.server.removeDocuments(french!);
      const { both } = await restarted(town);
      await both.configure();
      expect(await found(both)).toMatchObject({ total, degraded: true });
      await both.flush();
      expect(await found(both)).toMatchObject({ total, degraded: false });
      await town.server.removeDocuments(english!);
      await both.apply([{ remove: 1 }]);
      await both.flush();
      const inEnglish = await both.search({ ...everything, locale: 'en' });
      expect(inEnglish).toMatchObject({ total: total - 1, degraded: false });
    });

    test('a deleted index is noticed by a search, and filled again', async () => {
      const { both, server, options } = await openFilled();
      await server.removeIndex(`${options.indexPrefix}offers_fr`);
      expect(await found(both)).toMatchObject({ total, degraded: true });
      await both.flush();
      expect(await found(both)).toMatchObject({ total, degraded: false });
      expect((await server.indexes()).filter((uid) => uid.startsWith(options.indexPrefix)).sort()).toEqual([
        `${options.indexPrefix}offers_en`,
        `${options.indexPrefix}offers_fr`,
      ]);
    });

    test('put back from an older copy: brought what the copy lacks', async () => {
      const town = await openFilled();
      const putBack = await town.server.keep();
      await town.both.apply([{ remove: 1 }, brouette]);
      await town.both.flush();
      await putBack();
      const { both, raw } = await restarted(town);
      await both.configure();
      expect(await found(both)).toMatchObject({ total: total - 1, degraded: true });
      await both.flush();
      expect(await found(raw)).toMatchObject({ total: total - 1 });
      expect(await found(raw, 'brouette')).toMatchObject({ ids: [2] });
    });

    test('an older copy of this database does not believe a newer index', async () => {
      const town = await openFilled();
      const older = town.db.$client.serialize();
      await town.both.apply([{ remove: 1 }, brouette]);
      await town.both.flush();
      const { both, raw } = await restarted({ ...town, db: testDb(older) });
      await both.configure();
      await both.flush();
      expect(await found(raw)).toMatchObject({ total });
      expect(await found(raw, 'brouette')).toMatchObject({ total: 0 });
    });

    test('another town with the same prefix is refused, and nothing of it is touched', async () => {
      const town = await openFilled();
      const other = await open(testDb(), { ...town.options, owner: 'https://autre.test' });
      await other.both.configure();
      const rebuild = await other.both.beginRebuild();
      await rebuild.add(corpus().slice(0, 7));
      await rebuild.commit();
      await expect(other.both.flush()).rejects.toThrow('those of https://ville.test');
      expect(await found(other.both)).toMatchObject({ total: 7, degraded: true });
      expect(await other.both.status()).toMatchObject({
        fault: { reason: expect.stringContaining('MEILI_INDEX_PREFIX') },
      });
      expect(await found(town.both)).toMatchObject({ total, degraded: false });
    });

    test('a wrong key ends the start with a sentence', async () => {
      const { both } = await open(testDb(), { apiKey: 'of-another-server' });
      await expect(both.configure()).rejects.toThrow('MEILI_API_KEY is wrong');
    });

    test('a master key is refused at start, or as soon as Meilisearch can be asked', async () => {
      const { server, both } = await open(testDb());
      const asMaster = () => open(testDb(), { apiKey: server.masterKey });
      const first = await asMaster();
      await expect(first.both.configure()).rejects.toThrow('can manage keys');
      await server.hang();
      const second = await asMaster();
      await second.both.configure();
      await server.goOn();
      expect(await found(second.both)).toMatchObject({ degraded: true });
      await expect(second.both.flush()).rejects.toThrow('can manage keys');
      expect(await found(second.both)).toMatchObject({ degraded: true });
      expect(await both.status()).toMatchObject({ engine: 'embedded' });
    });

    test('a rebuild of an unchanged catalogue brings nothing but the mark', async () => {
      const { both, raw } = await openFilled();
      const rebuild = await both.beginRebuild();
      await rebuild.add(corpus());
      await rebuild.commit();
      expect(await found(raw)).toMatchObject({ total });
      await both.flush();
      expect(await found(raw)).toMatchObject({ total });
    });
  });
}
