// Contract of every search engine, checked against a linear scan of the same documents.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { asked, corpus, counted, everything, ofEachThing, passing } from '#tests/search-oracle.ts';
import type { FacetName, SearchChange, SearchDocument, SearchEngine, Segment } from './search.ts';

const facets: FacetName[] = [
  'category',
  'kind',
  'supplier',
  'label',
  'supplierType',
  'evidence',
  'inStock',
  'proven.score',
  'proven.env',
  'declared.soc',
];
const whole = (segments: readonly Segment[]) => segments.map(({ text }) => text).join('');
const rising = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);

export function searchContract(name: string, open: () => Promise<SearchEngine>): void {
  const documents = corpus();

  async function fill(engine: SearchEngine, indexed: readonly SearchDocument[] = documents): Promise<void> {
    await engine.configure();
    const rebuild = await engine.beginRebuild();
    await rebuild.add(indexed);
    await rebuild.commit();
    await engine.flush();
  }
  const change = (engine: SearchEngine, changes: readonly SearchChange[]) =>
    engine.apply(changes).then(() => engine.flush());

  describe(`${name}, reading`, () => {
    let engine: SearchEngine;
    beforeAll(async () => {
      engine = await open();
      await fill(engine);
    });
    afterAll(() => engine.close());

    test.each(Object.entries(asked))('filters by %s like a linear scan', async (_, filters) => {
      const page = await engine.search({ ...everything, filters });
      const expected = passing(documents, filters);
      expect(rising(page.ids)).toEqual(expected.map((item) => item.id));
      expect(page).toMatchObject({ total: expected.length, totalIsExact: true, matched: 'exact', corrected: null });
      const prices = expected.map((item) => item.priceCents);
      expect(page.stats.priceCents).toEqual(
        prices.length === 0 ? null : { min: Math.min(...prices), max: Math.max(...prices) },
      );
    });

    test.each(Object.entries(asked))(
      'facet counts beside %s ignore the filter on their own field',
      async (_, filters) => {
        const page = await engine.search({ ...everything, filters, facets, perPage: 1 });
        for (const facet of facets)
          expect([facet, page.facets[facet]]).toEqual([facet, counted(documents, filters, facet)]);
      },
    );

    test('counts only the requested facets', async () => {
      expect((await engine.search({ ...everything, facets: ['kind'] })).facets).toEqual({
        kind: counted(documents, [], 'kind'),
      });
    });

    test.each([
      ['price', (item: SearchDocument) => item.priceCents],
      ['distance', (item: SearchDocument) => distanceMeters(item.place, demoTown.hub)],
      ['impact', (item: SearchDocument) => -item.proven.score],
    ] as const)('sorts by %s; ties by id, so that pages never overlap', async (sort, by) => {
      const { ids } = await engine.search({ ...everything, sort });
      const plainly = documents.toSorted((a, b) => by(a) - by(b) || a.id - b.id).map((item) => item.id);
      expect(ids).toEqual(plainly);
      const third = await engine.search({ ...everything, sort, page: 3, perPage: 20 });
      expect(third).toMatchObject({ ids: plainly.slice(40, 60), total: documents.length });
    });

    test('sorts and counts by the price incl. VAT when asked', async () => {
      const page = await engine.search({ ...everything, sort: 'price', priceField: 'grossCents' });
      const plainly = documents.toSorted((a, b) => a.grossCents - b.grossCents || a.id - b.id);
      expect(page.ids).toEqual(plainly.map((item) => item.id));
      expect(page.stats.priceCents!.max).toBe(plainly.at(-1)!.grossCents);
    });

    test('finds every offer without a point to measure from', async () => {
      const page = await engine.search({ ...everything, near: null });
      expect(rising(page.ids)).toEqual(documents.map((item) => item.id));
    });

    test('shows the suppliers in turn when no text is given', async () => {
      const { ids } = await engine.search({ ...everything, perPage: 25 });
      expect(new Set(ids.map((id) => documents[id - 1]!.supplier)).size).toBe(25);
    });

    test('finds suppliers by the beginning of a word of their name, with counts', async () => {
      const filters = [
        { field: 'inStock', is: true },
        { field: 'supplier', in: ['seller-0'] },
      ] as const;
      const values = await engine.facetValues({ ...everything, filters }, 'supplier', 'betheny');
      const counts = counted(documents, filters, 'supplier');
      expect(new Set(values.map(({ value }) => value))).toEqual(
        new Set(['seller-0', 'seller-5', 'seller-10', 'seller-15', 'seller-20']),
      );
      for (const { value, name, count } of values) {
        expect(count).toBe(counts[value]);
        expect(name).toMatch(/^Atelier Bétheny \d+$/);
      }
    });

    test('returns names in segments, in the order of the ids', async () => {
      const page = await engine.search({ ...everything, sort: 'price', perPage: 20 });
      expect(page.highlights.map(whole)).toEqual(page.ids.map((id) => documents[id - 1]!.fr.name));
    });

    test('marks the matched words of a name', async () => {
      const page = await engine.search({ ...everything, text: 'réunion', perPage: 5 });
      expect(page.total).toBe(ofEachThing);
      for (const segments of page.highlights)
        expect(segments.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['réunion']);
    });

    test('finds nothing for a text without an indexable word', async () => {
      expect(await engine.search({ ...everything, text: '日本' })).toMatchObject({ total: 0, ids: [] });
    });

    test('returns names only when requested', async () => {
      expect((await engine.search({ ...everything, highlight: false, perPage: 3 })).highlights).toEqual([]);
    });

    test.each([
      '"',
      '*',
      'AND',
      'NEAR(',
      "'; drop table offers; --",
      '((((',
      '-chaise',
      'fr_name:',
      '\u0000',
      '🪑',
      'x'.repeat(500),
      'a b c d e f g h i j k l m n o p q r s t u v w x y z',
    ])('treats odd input %j as plain text', async (text) => {
      await expect(engine.search({ ...everything, text })).resolves.toMatchObject({ total: expect.any(Number) });
    });

    describe('text analysis', () => {
      test.each([
        ['chaise', 'Chaise de bureau', null],
        ['CHAISES', 'Chaise de bureau', null],
        ['chais', 'Chaise de bureau', null],
        ['chasie', 'Chaise de bureau', 'chaise'],
        ['patates', 'Pommes de terre', null],
        ['oeufs', 'Œufs', null],
        ['œuf', 'Œufs', null],
        ["l'ordinateur", 'Ordinateur', null],
        ['ordinatuer portable', 'Ordinateur', 'ordinateur portable'],
        ['papier recycle', 'Ramettes', null],
        ['réunion', 'Table de réunion', null],
        ['reunio', 'Table de réunion', null],
      ])('"%s" finds %s and nothing else', async (text, beginning, corrected) => {
        const page = await engine.search({ ...everything, text });
        expect(page).toMatchObject({ total: ofEachThing, matched: corrected ? 'typo' : 'exact', corrected });
        for (const id of page.ids) expect(documents[id - 1]!.fr.name).toContain(beginning);
      });

      test('ignores an unknown word when the other words match', async () => {
        const page = await engine.search({ ...everything, text: 'chaise bureau zzyzx' });
        expect(page).toMatchObject({ total: ofEachThing, matched: 'some' });
      });

      test('combines text, filters and pages, also in English', async () => {
        const query = {
          ...everything,
          text: 'laptops',
          locale: 'en' as const,
          filters: [{ field: 'inStock', is: true }] as const,
          perPage: 7,
        };
        const all = await engine.search({ ...query, perPage: 1000 });
        const pages = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => engine.search({ ...query, page })));
        expect(pages.flatMap((p) => p.ids)).toEqual(all.ids);
        expect(new Set(all.ids).size).toBe(all.total);
      });
    });
  });

  describe(`${name}, changing`, () => {
    const filled = async (indexed?: readonly SearchDocument[]) => {
      const engine = await open();
      await fill(engine, indexed);
      return engine;
    };
    const renamed = (item: SearchDocument, to: string) => ({ ...item, fr: { name: to, text: '' } });

    test('changes are idempotent; the last change of an offer wins', async () => {
      const engine = await filled();
      const changed = renamed(documents[0]!, 'Brouette');
      await change(engine, [{ put: changed }]);
      await change(engine, [{ put: changed }, { remove: 2 }]);
      await change(engine, [
        { remove: 2 },
        { remove: 3 },
        { put: documents[2]! },
        { put: documents[3]! },
        { remove: 4 },
      ]);
      expect(await engine.search({ ...everything, text: 'brouette' })).toMatchObject({ ids: [1], total: 1 });
      expect(rising((await engine.search(everything)).ids)).toEqual([
        1,
        3,
        ...documents.slice(4).map((item) => item.id),
      ]);
      expect(await engine.status()).toMatchObject({ ok: true, documents: 494 });
    });

    test('updates scores and labels of a supplier in all its offers', async () => {
      const engine = await filled();
      const own = documents.filter((item) => item.supplier === 'seller-3');
      await change(
        engine,
        own.map((item) => ({ put: { ...item, proven: { ...item.proven, env: 100 }, labels: ['new'] } })),
      );
      const filters = [{ field: 'label', in: ['new'] } as const, { field: 'proven.env', min: 100 } as const];
      expect(rising((await engine.search({ ...everything, filters })).ids)).toEqual(own.map((item) => item.id));
    });

    test('a committed rebuild replaces the whole index at once', async () => {
      const [before, after] = [documents.slice(0, 200), documents.slice(200, 260)];
      const engine = await filled(before);
      const seen = async () => rising((await engine.search(everything)).ids);
      const rebuild = await engine.beginRebuild();
      await rebuild.add(after.slice(0, 30));
      expect(await seen()).toEqual(before.map((item) => item.id));
      await rebuild.add(after.slice(30));
      expect(await seen()).toEqual(before.map((item) => item.id));
      const [, during] = await Promise.all([rebuild.commit(), Promise.all([seen(), seen(), seen()])]);
      for (const ids of during) expect([before.length, after.length]).toContain(ids.length);
      await engine.flush();
      expect(await seen()).toEqual(after.map((item) => item.id));
    });

    test('a change made during a rebuild overrides what the rebuild read', async () => {
      const engine = await filled(documents.slice(0, 20));
      const rebuild = await engine.beginRebuild();
      await change(engine, [{ put: renamed(documents[0]!, 'Brouette') }, { remove: 2 }]);
      await rebuild.add(documents.slice(0, 20));
      await rebuild.commit();
      await engine.flush();
      expect((await engine.search({ ...everything, text: 'brouette' })).ids).toEqual([1]);
      expect((await engine.search(everything)).total).toBe(19);
    });

    test('an aborted rebuild leaves the index unchanged', async () => {
      const engine = await filled(documents.slice(0, 20));
      const rebuild = await engine.beginRebuild();
      await rebuild.add(documents.slice(30, 50));
      await rebuild.abort();
      await engine.flush();
      expect(rising((await engine.search(everything)).ids)).toEqual(documents.slice(0, 20).map((item) => item.id));
    });

    test('refuses to commit a rebuild after another one began', async () => {
      const engine = await filled(documents.slice(0, 20));
      const [first, second] = [await engine.beginRebuild(), await engine.beginRebuild()];
      await second.add(documents.slice(30, 50));
      await expect(first.commit()).rejects.toThrow('another rebuild');
      await second.commit();
      await engine.flush();
      expect((await engine.search(everything)).total).toBe(20);
    });

    test('refuses a rebuild overtaken by one that was aborted', async () => {
      const engine = await filled(documents.slice(0, 20));
      const first = await engine.beginRebuild();
      await (await engine.beginRebuild()).abort();
      const third = await engine.beginRebuild();
      await expect(first.add(documents.slice(40, 50))).rejects.toThrow('another rebuild');
      await expect(first.commit()).rejects.toThrow('another rebuild');
      await third.add(documents.slice(30, 50));
      await third.commit();
      await engine.flush();
      expect((await engine.search(everything)).total).toBe(20);
    });
  });
}
