import { expect, test } from 'vitest';
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { locales, perLocale } from '#app/domain/shared/locale.ts';
import { supplierTypes } from '#app/domain/suppliers/legal-forms.ts';
import { seededRandom } from '#seeds/random.ts';
import { plainAnswer } from '#tests/search-answers.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { tokensOf } from './analysis.ts';
import { embeddedEngine } from './embedded.server.ts';
import type { FacetName, Filter, SearchChange, SearchDocument, SearchQuery, SoonestOrder } from './search.ts';
import { sorts } from './search.ts';
import type { Seller } from './seller-columns.ts';
import { addTerms, createTermIndex, termLine } from './term-index.ts';

const runs = repetitions('SEARCHES', 100, 10_000);
const queriesPerTown = 50;
const facets: FacetName[] = [
  ...(['category', 'kind', 'supplier', 'label', 'supplierType', 'evidence', 'inStock'] as const),
  ...(['proven.score', 'proven.env', 'declared.eco', 'declared.soc'] as const),
];

test(`answers ${runs} random searches like a plain loop (seed ${seed})`, async () => {
  for (let town = 0; town * queriesPerTown < runs; town++) {
    const random = makeRandom(`${seed} ${town}`);
    const sellers = random.list(1 + random.below(30), (i) => randomSeller(random, `seller-${i}`));
    const documents = new Map(
      random
        .list(1 + random.below(400), (i) => randomOffer(random, random.one(sellers), (i * 37) % 1009))
        .map((item) => [item.id, item]),
    );
    const vocabulary = perLocale(() => createTermIndex());
    let noted = 0;
    const note = (item: SearchDocument) => {
      for (const locale of locales)
        addTerms(
          vocabulary[locale],
          noted,
          termLine(tokensOf(item[locale]!.name, locale), tokensOf(item[locale]!.text, locale)),
        );
      noted++;
    };
    const db = testDb();
    const engine = embeddedEngine(db);
    const rebuild = await engine.beginRebuild();
    await rebuild.add([...documents.values()]);
    await rebuild.commit();
    for (const item of documents.values()) note(item);
    for (let asked = 0; asked < queriesPerTown; asked++) {
      if (random.below(3) === 0) {
        const changes = randomChanges(random, sellers, documents);
        await engine.apply(changes);
        for (const change of changes)
          if ('put' in change) {
            documents.set(change.put.id, change.put);
            note(change.put);
          } else documents.delete(change.remove);
      }
      const query = randomQuery(random, sellers);
      const { ids, total, facets: counts, stats, matched } = await engine.search(query);
      const live = [...documents.values()].sort((a, b) => a.id - b.id);
      expect([town, asked, query, { ids, total, facets: counts, stats, matched }]).toEqual([
        town,
        asked,
        query,
        plainAnswer(live, vocabulary[query.locale], query),
      ]);
    }
    await engine.close();
    db.$client.close();
  }
}, 1_800_000);

type Random = ReturnType<typeof makeRandom>;

function makeRandom(name: string) {
  const next = seededRandom(name);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    one: <T>(values: readonly T[]) => values[below(values.length)]!,
    some: <T>(values: readonly T[], most = 3) => values.filter(() => next() < most / values.length),
    list: <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i)),
  };
}

const vocabularyFr =
  'chaise table bureau carotte carotide pomme pommes terre ordinateur ordre papier recyclé savon savonnette lot petit grand réunion repas vélo atelier bois boîte'.split(
    ' ',
  );
const places = [
  { lat: 49.25, lon: 4.03 },
  { lat: 49.31, lon: 3.98 },
  { lat: 49.18, lon: 4.2 },
];

function randomSeller(random: Random, supplier: string): Seller {
  const scores = () => ({ score: score(random), eco: score(random), soc: score(random), env: score(random) });
  return {
    supplier,
    supplierName: `Atelier ${random.one(vocabularyFr)}`,
    supplierTypes: random.some(supplierTypes),
    labels: random.some(['ab', 'écolabel', 'fait-ici']),
    proven: scores(),
    declared: scores(),
    evidence: random.one(evidenceLevels),
    // Some sellers are at the same place, so that their offers are ordered by id.
    place: random.one([...places, { lat: 49.1 + random.below(300) / 1000, lon: 3.9 + random.below(400) / 1000 }]),
  };
}

function score(random: Random): number {
  return random.one([0, 30, random.below(1000) / 10, 100]);
}

function randomOffer(random: Random, seller: Seller, id: number): SearchDocument {
  const name = () => random.list(1 + random.below(4), () => random.one(vocabularyFr)).join(' ');
  const price = 1 + random.below(random.one([5, 5000]));
  return {
    ...seller,
    id: id + 1,
    category: random.one(categories),
    kind: random.one(offerKinds),
    priceCents: price,
    grossCents: price + random.below(20),
    leadDays: random.below(12),
    inStock: random.below(4) > 0,
    fr: { name: name(), text: random.one(['', name(), `livré ${name()}`]) },
    en: { name: name(), text: '' },
  };
}

/** Some offers changed, removed and added, each once; now and then all offers of a seller that changed. */
function randomChanges(random: Random, sellers: Seller[], documents: ReadonlyMap<number, SearchDocument>) {
  const changes = new Map<number, SearchChange>();
  const known = [...documents.values()];
  for (let i = random.below(6); i > 0 && known.length > 0; i--) {
    const { id, supplier } = random.one(known);
    const seller = sellers.find((one) => one.supplier === supplier)!;
    changes.set(id, random.below(3) === 0 ? { remove: id } : { put: randomOffer(random, seller, id - 1) });
  }
  for (let i = random.below(4); i > 0; i--) {
    const put = randomOffer(random, random.one(sellers), 2000 + random.below(5000));
    changes.set(put.id, { put });
  }
  if (random.below(4) === 0) {
    const at = random.below(sellers.length);
    sellers[at] = randomSeller(random, sellers[at]!.supplier);
    for (const item of known)
      if (item.supplier === sellers[at]!.supplier) changes.set(item.id, { put: { ...item, ...sellers[at]! } });
    for (const [id, change] of changes)
      if ('put' in change && change.put.supplier === sellers[at]!.supplier)
        changes.set(id, { put: { ...change.put, ...sellers[at]! } });
  }
  return [...changes.values()];
}

function randomQuery(random: Random, sellers: readonly Seller[]): SearchQuery {
  return {
    text: random.below(3) === 0 ? '' : random.list(1 + random.below(4), () => randomWord(random)).join(' '),
    locale: random.one(locales),
    filters: random.list(random.below(4), () => randomFilter(random, sellers, 2)),
    facets: random.some(facets, 8),
    highlight: random.below(2) === 0,
    sort: random.one(sorts),
    priceField: random.one(['priceCents', 'grossCents', undefined]),
    near: random.one([null, ...places]),
    page: random.one([1, 1, 1, 2, 3, 9]),
    perPage: random.one([1, 5, 12, 60]),
    ...(random.below(4) > 0 && { soonest: randomMoments(random) }),
  };
}

/** Moments of some offers; many are equal, so that ids decide. */
function randomMoments(random: Random): SoonestOrder {
  const booked = new Map(random.list(random.below(400), () => [1 + random.below(1000), random.below(30)] as const));
  return { booked, others: (supplier, leadDays) => (supplier.length % 3) * 4 + leadDays };
}

/** A word as it is, its beginning, or with a typo; now and then none of this town's. */
function randomWord(random: Random): string {
  const word = random.one([...vocabularyFr, 'zzyzx', 'de']);
  const at = random.below(word.length);
  return random.one([word, word, word.slice(0, at + 1), word.slice(0, at) + word.slice(at + 1), `${word}s`]);
}

function randomFilter(random: Random, sellers: readonly Seller[], depth: number): Filter {
  const range = (limit: number) => {
    const min = random.below(limit);
    return random.one([{ min }, { max: min }, { min, max: min + random.below(limit) }]);
  };
  const nested = () => random.list(random.below(3), () => randomFilter(random, sellers, depth - 1));
  const simple: (() => Filter)[] = [
    () => ({ field: 'category', in: random.some(categories, 6) }),
    () => ({ field: 'kind', in: random.some(offerKinds) }),
    () => ({ field: 'supplier', in: random.some([...sellers.map(({ supplier }) => supplier), 'unknown'], 8) }),
    () => ({ field: 'label', in: random.some(['ab', 'écolabel', 'unknown'], 2) }),
    () => ({ field: 'supplierType', in: random.some(supplierTypes) }),
    () => ({ field: 'evidence', in: random.some(evidenceLevels) }),
    () => ({ field: 'inStock', is: random.below(2) === 0 }),
    () => ({ field: random.one(['priceCents', 'grossCents'] as const), ...range(4000) }),
    () => ({ field: 'leadDays', ...range(12) }),
    () => ({ field: random.one(['proven.score', 'proven.env', 'declared.eco'] as const), ...range(100) }),
    () => ({ field: 'place', center: random.one(places), meters: random.below(25_000) }),
  ];
  const compound: (() => Filter)[] = [
    () => ({ all: nested() }),
    () => ({ any: nested() }),
    () => ({ not: randomFilter(random, sellers, depth - 1) }),
  ];
  return random.one(depth > 0 ? [...simple, ...compound] : simple)();
}
