// The queries of the judged files in the seeded town: every engine answers as the embedded one. Their meaning is decided
// before an engine is asked, and the score of an offer is the same in all.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Locale, locales } from '#app/domain/shared/locale.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { everything } from '#tests/search-oracle.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { answerSearch } from './answer-search.server.ts';
import { embeddedEngine } from './embedded.server.ts';
import { readDocuments } from './index-offers.server.ts';
import { parseQuery } from './query.ts';
import { facetsFor } from './run-search.server.ts';
import type { SearchDocument, SearchEngine } from './search.ts';

type Asked = { locale: Locale; text: string };

/** `share`: of the queries, one in so many is asked. */
export function judgedContract(name: string, open: () => Promise<SearchEngine>, share = 1): void {
  describe(`${name}, asked as people ask`, () => {
    const db = openDb(readFileSync(inject('seededImage')));
    const ctx = { db, now: new Date(), town: demoTown };
    let [engine, embedded]: SearchEngine[] = [];

    beforeAll(async () => {
      const documents = readDocuments(ctx);
      [engine, embedded] = [await open(), embeddedEngine(testDb())];
      for (const one of [engine, embedded]) await fill(one, documents);
    });
    afterAll(() => engine!.close());

    test.each(locales)('answers every judged query alike, in %s', async (locale) => {
      for (const asked of judgedQueries().filter((one, i) => one.locale === locale && i % share === 0)) {
        const [own, right] = await Promise.all([engine!, embedded!].map((one) => answerOf(one, asked)));
        expect([asked.text, own]).toEqual([asked.text, right]);
      }
    });

    test.each(locales)('finds alike while a word is typed, in %s', async (locale) => {
      const typed = judgedQueries().filter((one) => one.locale === locale && one.text.length < 20);
      for (const { text } of typed.filter((_, i) => i % 5 === 0))
        for (const length of [3, 5, text.length - 1]) {
          const query = { ...everything, locale, text: text.slice(0, length), perPage: 5 };
          const [own, right] = await Promise.all([engine!, embedded!].map((one) => one.search(query)));
          expect([query.text, own]).toEqual([query.text, right]);
        }
    });

    async function answerOf(one: SearchEngine, { text, locale }: Asked) {
      const settings = { locale, audience: 'professional', near: demoTown.hub, perPage: 12, maxPerPage: 60 } as const;
      const parsed = parseQuery(new URLSearchParams({ q: text }), settings);
      if (!parsed.ok) throw new Error(`"${text}" is no query`);
      const { page, ...answer } = await answerSearch(ctx, one, parsed.query, facetsFor(parsed.query, 'professional'));
      return { ...answer, total: page.total, ids: page.ids, facets: page.facets, prices: page.stats.priceCents };
    }
  });
}

async function fill(engine: SearchEngine, documents: readonly SearchDocument[]): Promise<void> {
  await engine.configure();
  const rebuild = await engine.beginRebuild();
  await rebuild.add(documents);
  await rebuild.commit();
  await engine.flush();
}

/** The queries of both judged files, each once. */
function judgedQueries(): Asked[] {
  const rowsOf = (file: string) =>
    readFileSync(`tests/relevance/${file}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('|'));
  const asked = [
    ...rowsOf('judged.psv').map(([, locale, text]) => ({ locale: locale as Locale, text: text! })),
    ...rowsOf('understood.psv').map(([locale, text]) => ({ locale: locale as Locale, text: text! })),
  ];
  return [...new Map(asked.map((one) => [`${one.locale} ${one.text}`, one])).values()];
}
