import { expect, onTestFinished, test } from 'vitest';
import type { Db } from '#db/client.ts';
import { corpus, everything } from '#tests/search-oracle.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { stemWord, tokensOf } from './analysis.ts';
import { embeddedEngine } from './embedded.server.ts';
import { searchContract } from './search.contract.ts';
import { similarTerms, typosAllowed } from './similar-terms.ts';

searchContract('the embedded engine', async () => embeddedEngine(testDb()));

test('follows changes and rebuilds made by another process', async () => {
  const db = testDb();
  const [writer, reader] = [embeddedEngine(db), embeddedEngine(db)];
  const rebuild = async (documents = corpus()) => {
    const one = await writer.beginRebuild();
    await one.add(documents);
    await one.commit();
  };
  await rebuild();
  const total = async (text = '') => (await reader.search({ ...everything, text })).total;
  expect(await total()).toBe(496);
  await writer.apply([{ remove: 1 }]);
  expect(await total()).toBe(495);
  await writer.apply([{ put: { ...corpus()[5]!, fr: { name: 'Brouette', text: '' } } }]);
  expect(await total('brouette')).toBe(1);
  await rebuild(corpus().slice(0, 40));
  expect(await total()).toBe(40);
});

test('finds an offer once, under its latest text, after 1200 changes', async () => {
  const engine = embeddedEngine(testDb());
  const first = corpus()[0]!;
  for (let i = 0; i < 1200; i++) {
    await engine.apply([{ put: { ...first, fr: { name: `Brouette ${i}`, text: '' } } }]);
    if (i % 100 === 0) await engine.status();
  }
  expect((await engine.search({ ...everything, text: 'brouette' })).ids).toEqual([1]);
  expect((await engine.search({ ...everything, text: 'brouette 1199' })).ids).toEqual([1]);
  expect((await engine.search({ ...everything, text: 'chaise' })).ids).toEqual([]);
});

test('indexes a supplier that had no offers when the process started', async () => {
  const db = testDb();
  const writer = embeddedEngine(db);
  const own = corpus().filter((item) => item.supplier === 'seller-3');
  await writer.apply(corpus().map((put) => ({ put })));
  await writer.apply(own.map(({ id }) => ({ remove: id })));
  const started = embeddedEngine(db);
  expect((await started.search(everything)).total).toBe(496 - own.length);
  await writer.apply([{ put: own[0]! }]);
  expect((await started.search(everything)).total).toBe(496 - own.length + 1);
});

test('ranks a match outside the name below a match in the name', async () => {
  const engine = embeddedEngine(testDb());
  const [first, second] = corpus();
  await engine.apply([
    { put: { ...first!, fr: { name: 'Tabouret', text: 'chaise bois atelier' } } },
    { put: { ...second!, fr: { name: 'Grande chaise pliante de bois pour l’atelier', text: '' } } },
  ]);
  expect((await engine.search({ ...everything, text: 'chaise bois atelier' })).ids).toEqual([2, 1]);
});

test('starts with the nearest supplier when no text is given', async () => {
  const engine = embeddedEngine(testDb());
  const documents = corpus();
  await engine.apply(documents.map((put) => ({ put })));
  const [first] = (await engine.search({ ...everything, perPage: 1 })).ids;
  const [nearest] = (await engine.search({ ...everything, sort: 'distance', perPage: 1 })).ids;
  expect(documents[first! - 1]!.supplier).toBe(documents[nearest! - 1]!.supplier);
});

test('tokensOf removes plurals, genders and elisions', () => {
  expect(tokensOf("L'établi d’occasion, les chaises recyclées", 'fr')).toEqual([
    'etabli',
    'occasion',
    'chais',
    'recycl',
  ]);
  expect(new Set(['recyclé', 'recyclée', 'recyclés', 'recyclées'].map((w) => tokensOf(w, 'fr')[0]))).toEqual(
    new Set(['recycl']),
  );
  expect(stemWord('batteries', 'en')).toBe('battery');
  expect(stemWord('boxes', 'en')).toBe('box');
});

test('allows one typo from 5 letters and two from 9, also in a prefix', () => {
  const vocabulary = ['carotte', 'carton', 'ordinateur', 'ordre', 'sac'];
  const near = (word: string, prefix = false) =>
    similarTerms(vocabulary, word, typosAllowed(word), prefix).map(({ term: found, typos }) => `${found} ${typos}`);
  expect(near('carrote')).toEqual([]);
  expect(near('carote')).toEqual(['carotte 1']);
  expect(near('caortte')).toEqual(['carotte 1']);
  expect(near('ordintaeru')).toEqual(['ordinateur 2']);
  expect(near('ordni')).toEqual([]);
  expect(near('ordni', true)).toEqual(['ordinateur 1']);
  expect(near('sca')).toEqual([]);
});

/** Reference: compares every pair. similarTerms skips prefixes and must find the same words. */
test('similarTerms finds the same words as a comparison of every pair', () => {
  const letters = 'aeinrst';
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const word = () => Array.from({ length: 3 + random(8) }, () => letters[random(letters.length)]).join('');
  const vocabulary = [...new Set(Array.from({ length: 400 }, word))].sort();
  for (let i = 0; i < 300; i++) {
    const [asked, prefix, maxTypos] = [word(), i % 2 === 0, 1 + (i % 3 === 0 ? 1 : 0)];
    const plainly = vocabulary.filter(
      (one) =>
        one !== asked &&
        (prefix
          ? Array.from({ length: one.length }, (_, n) => one.slice(0, n + 1)).some(
              (p) => distance(asked, p) <= maxTypos,
            )
          : distance(asked, one) <= maxTypos),
    );
    const found = similarTerms(vocabulary, asked, maxTypos, prefix, 1000).map((near) => near.term);
    expect([asked, prefix, maxTypos, found.sort()]).toEqual([asked, prefix, maxTypos, plainly]);
  }
});

/** Optimal string alignment distance, in the textbook form. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let j = 0; j <= b.length; j++) d[0]![j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  for (let i = 0; i <= a.length; i++) d[i]![0] = i;
  return d[a.length]![b.length]!;
}

test('a search during a rebuild answers from before it, and all of them read each offer once', async () => {
  const db = testDb();
  const engine = embeddedEngine(db);
  const documents = corpus();
  const read = countDocumentsRead(db);
  const total = async () => (await engine.search({ ...everything, text: '' })).total;
  async function rebuild(before: number): Promise<void> {
    const one = await engine.beginRebuild();
    for (let i = 0; i < documents.length; i += 50) {
      await one.add(documents.slice(i, i + 50));
      expect(await total()).toBe(before);
    }
    await one.commit();
    expect(await total()).toBe(documents.length);
  }
  await rebuild(0);
  expect(read.rows).toBe(documents.length);
  await rebuild(documents.length);
  expect(read.rows).toBe(documents.length);
});

/** Counts the documents that are read to be searched. */
function countDocumentsRead(db: Db): { rows: number } {
  const read = { rows: 0 };
  const { prototype } = db.$client.prepare('select 1').constructor as unknown as {
    prototype: { source: string; all(...of: unknown[]): unknown[] };
  };
  const { all } = prototype;
  prototype.all = function (...of) {
    const rows = all.apply(this, of);
    if (this.source.includes('from search_documents') && this.source.includes('terms_hash')) read.rows += rows.length;
    return rows;
  };
  onTestFinished(() => {
    prototype.all = all;
  });
  return read;
}

test('a filter that is asked for again counts what changed since', async () => {
  const engine = embeddedEngine(testDb());
  const [own] = corpus();
  await engine.apply(corpus().map((put) => ({ put })));
  const same = { any: [{ field: 'id', in: [1, 2, 3] } as const, { field: 'leadDays', max: -1 } as const] };
  const ids = async () => (await engine.search({ ...everything, filters: [same] })).ids.toSorted((a, b) => a - b);
  expect([await ids(), await ids()]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  await engine.apply([{ remove: 2 }]);
  expect(await ids()).toEqual([1, 3]);
  await engine.apply([{ put: { ...own!, id: 4, leadDays: -2 } }]);
  expect(await ids()).toEqual([1, 3, 4]);
  await engine.apply([{ put: { ...own!, id: 2 } }]);
  expect(await ids()).toEqual([1, 2, 3, 4]);
});
