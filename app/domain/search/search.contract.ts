// What every search engine must do, against a brute-force reading of the same documents.
import { describe, expect, test } from 'vitest';
import { type Category, categories, type Kind, kinds } from '#app/domain/catalogue/offer.ts';
import { evidenceLevels } from '#app/domain/shared/evidence.ts';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import { hub } from '#app/domain/shared/town.ts';
import type { SearchDocument, SearchEngine, SearchQuery } from './search.ts';

const things = [
  ['Chaise de bureau', 'Office chair'],
  ['Table de réunion', 'Meeting table'],
  ['Carottes de plein champ', 'Field carrots'],
  ['Pommes de terre', 'Potatoes'],
  ['Ordinateur portable', 'Laptop computer'],
  ['Ramettes de papier recyclé', 'Recycled paper reams'],
  ['Œufs de poules élevées en plein air', 'Free-range eggs'],
  ["Nettoyant à l'eau", 'Water-based cleaner'],
] as const;

export const anyQuery: SearchQuery = {
  words: '',
  locale: 'fr',
  categories: [],
  kinds: [],
  suppliers: [],
  minimum: {},
  evidence: null,
  inStock: false,
  priceMaxCents: null,
  near: hub,
  withinMeters: null,
  sort: 'relevance',
  page: 1,
  perPage: 1000,
};

/** About 500 offers of 25 suppliers, spread by arithmetic so that every run is the same. */
export function corpus(): SearchDocument[] {
  return Array.from({ length: 496 }, (_, i) => {
    const seller = i % 25;
    const [fr, en] = things[i % things.length]!;
    return {
      id: i + 1,
      category: categories[(i * 7) % categories.length]!,
      kind: kinds[(i * 5) % kinds.length]!,
      supplier: `seller-${seller}`,
      scores: {
        score: (seller * 37) % 97,
        eco: (seller * 17) % 101,
        soc: (seller * 29) % 101,
        env: (seller * 41) % 101,
      },
      evidence: evidenceLevels[seller % evidenceLevels.length]!,
      place: { lat: 49.2 + ((seller * 13) % 25) / 100, lon: 3.9 + ((seller * 7) % 25) / 80 },
      priceCents: 100 + ((i * 733) % 9000),
      inStock: i % 4 !== 0,
      fr: { name: `${fr} n° ${i + 1}`, text: 'Livré par tournée' },
      en: { name: `${en} no ${i + 1}`, text: 'Delivered by round' },
    };
  });
}

type Filter = Partial<SearchQuery>;
const tests: Record<string, (d: SearchDocument, q: SearchQuery) => boolean> = {
  categories: (d, q) => q.categories.length === 0 || q.categories.includes(d.category),
  kinds: (d, q) => q.kinds.length === 0 || q.kinds.includes(d.kind),
  suppliers: (d, q) => q.suppliers.length === 0 || q.suppliers.includes(d.supplier),
  minimum: (d, q) => (['score', 'eco', 'soc', 'env'] as const).every((k) => d.scores[k] >= (q.minimum[k] ?? 0)),
  evidence: (d, q) => q.evidence === null || evidenceLevels.indexOf(d.evidence) >= evidenceLevels.indexOf(q.evidence),
  inStock: (d, q) => !q.inStock || d.inStock,
  price: (d, q) => q.priceMaxCents === null || d.priceCents <= q.priceMaxCents,
  distance: (d, q) => q.withinMeters === null || distanceMeters(d.place, q.near) <= q.withinMeters,
};
const passing = (documents: SearchDocument[], q: SearchQuery, but?: string) =>
  documents.filter((d) => Object.entries(tests).every(([name, keeps]) => name === but || keeps(d, q)));
const tally = <T extends string>(values: T[]) =>
  Object.fromEntries(Object.entries(Object.groupBy(values, (v) => v)).map(([k, v]) => [k, (v as T[]).length]));

const filters: Filter[] = [
  {},
  { categories: ['food', 'it'] },
  { kinds: ['reused'] },
  { suppliers: ['seller-3', 'seller-4'] },
  { minimum: { env: 60 } },
  { minimum: { eco: 20, soc: 40, score: 30 } },
  { evidence: 'L2P' },
  { inStock: true },
  { priceMaxCents: 2500 },
  { withinMeters: 8000 },
  {
    categories: ['food'],
    kinds: ['reused', 'new'],
    inStock: true,
    minimum: { env: 10 },
    withinMeters: 20_000,
    priceMaxCents: 8000,
  },
];

export function searchContract(name: string, open: () => Promise<SearchEngine>): void {
  describe(`${name} keeps the search contract`, () => {
    const documents = corpus();
    const filled = async () => {
      const engine = await open();
      await engine.rebuild(documents);
      return engine;
    };

    test.each(filters)('filters %j as a plain reading does', async (filter) => {
      const query = { ...anyQuery, ...filter };
      const page = await (await filled()).search(query);
      const expected = passing(documents, query);
      expect(page.ids.toSorted((a, b) => a - b)).toEqual(expected.map((d) => d.id));
      expect(page.total).toBe(expected.length);
    });

    test.each(filters)('counts beside %j say what the other filters would give', async (filter) => {
      const query = { ...anyQuery, ...filter };
      const { facets } = await (await filled()).search(query);
      expect(facets.category).toEqual(tally<Category>(passing(documents, query, 'categories').map((d) => d.category)));
      expect(facets.kind).toEqual(tally<Kind>(passing(documents, query, 'kinds').map((d) => d.kind)));
      expect(facets.supplier).toEqual(tally(passing(documents, query, 'suppliers').map((d) => d.supplier)));
      expect(facets.inStock).toBe(passing(documents, query, 'inStock').filter((d) => d.inStock).length);
    });

    test.each([
      ['price', (d: SearchDocument) => d.priceCents],
      ['distance', (d: SearchDocument) => distanceMeters(d.place, hub)],
      ['impact', (d: SearchDocument) => -d.scores.score],
    ] as const)('sorts by %s', async (sort, by) => {
      const { ids } = await (await filled()).search({ ...anyQuery, sort });
      const values = ids.map((id) => by(documents[id - 1]!));
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    });

    test.each([
      ['chaise', 'Chaise de bureau'],
      ['CHAISES', 'Chaise de bureau'],
      ['chais', 'Chaise de bureau'],
      ['chasie', 'Chaise de bureau'],
      ['patates', 'Pommes de terre'],
      ['oeufs', 'Œufs'],
      ['œuf', 'Œufs'],
      ["l'ordinateur", 'Ordinateur'],
      ['ordinatuer portable', 'Ordinateur'],
      ['papier recycle', 'Ramettes'],
      ['réunion', 'Table de réunion'],
      ['reunio', 'Table de réunion'],
    ])('"%s" finds %s and nothing else', async (words, beginning) => {
      const page = await (await filled()).search({ ...anyQuery, words });
      expect(page.total).toBe(62);
      for (const id of page.ids) expect(documents[id - 1]!.fr.name).toContain(beginning);
    });

    test('words, filters and pages work together, in English too', async () => {
      const engine = await filled();
      const query = { ...anyQuery, words: 'laptops', locale: 'en' as const, inStock: true, perPage: 7 };
      const all = await engine.search({ ...query, perPage: 1000 });
      const pages = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => engine.search({ ...query, page })));
      expect(pages.flatMap((p) => p.ids)).toEqual(all.ids);
      expect(new Set(all.ids).size).toBe(all.total);
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
    ])('odd input %j is only words', async (words) => {
      await expect((await filled()).search({ ...anyQuery, words })).resolves.toMatchObject({
        total: expect.any(Number),
      });
    });

    test('the same change twice is the same index; a removed offer is gone', async () => {
      const engine = await filled();
      const changed = { ...documents[0]!, fr: { name: 'Brouette', text: '' } };
      await engine.apply([{ put: changed }]);
      await engine.apply([{ put: changed }, { remove: 2 }]);
      expect(await engine.search({ ...anyQuery, words: 'brouette' })).toMatchObject({ ids: [1], total: 1 });
      expect((await engine.search(anyQuery)).total).toBe(495);
      expect((await engine.search({ ...anyQuery, words: 'chaise' })).ids).not.toContain(1);
    });

    test('a rebuild replaces everything', async () => {
      const engine = await filled();
      await engine.rebuild(documents.slice(0, 5));
      expect(await engine.status()).toEqual({ ok: true, documents: 5 });
    });
  });
}
