// How searches are answered as people say them, on the seeded town. The searches are our own wording, written before the
// reading of words was built; the judged ones of the names are those of tests/relevance.test.ts.
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import type { Locale } from '#app/domain/shared/locale.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { answerSearch } from './answer-search.server.ts';
import { embeddedEngine } from './embedded.server.ts';
import { parseQuery } from './query.ts';

const db = openDb(readFileSync(inject('seededImage')));
const engine = embeddedEngine(db);
const ctx = { db, now: new Date('2026-03-11T09:00:00Z'), town: demoTown };
const slugs = new Map(
  (db.$client.prepare('select id, slug from offers').all() as { id: number; slug: string }[]).map((row) => [
    row.id,
    row.slug,
  ]),
);

async function ask(q: string, locale: Locale = 'fr', more: Record<string, string> = {}) {
  const params = new URLSearchParams({ q, ...more });
  const parsed = parseQuery(params, {
    locale,
    audience: 'professional',
    near: demoTown.hub,
    perPage: 10,
    maxPerPage: 60,
  });
  if (!parsed.ok) throw new Error(parsed.parameter);
  const answer = await answerSearch(ctx, engine, parsed.query, []);
  const chips = (answer.read?.chips ?? []).map(({ name, value }) => `${name}:${value}`);
  return { ...answer, chips, found: answer.page.ids.map((id) => slugs.get(id)!) };
}

const rowsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('|'));
const fits = (glob: string, slug: string) => new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(slug);

test('answers 90 % of our own searches right, and reads all of them', async () => {
  const rows = rowsOf('tests/relevance/understood.psv');
  const judged = await Promise.all(
    rows.map(async ([locale, q, right, read = '']) => {
      const { answered, found, chips } = await ask(q!, locale as Locale);
      const wanted = right!.split(',');
      const isRight = answered
        ? wanted.some((glob) => fits(glob, found[0]!))
        : wanted.some((one) => one.startsWith('none'));
      const unread = read.split(';').filter((one) => one !== '' && !one.startsWith('day:') && !chips.includes(one));
      return { q, isRight, unread, found: found.slice(0, 2) };
    }),
  );
  const wrong = judged.filter(({ isRight }) => !isRight);
  expect(wrong.length / judged.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.1);
  expect(judged.filter(({ unread }) => unread.length > 0)).toEqual([]);
});

test('answers 92 % of the finished judged searches right', async () => {
  const rows = rowsOf('tests/relevance/judged.psv').filter(([kind]) => !kind!.startsWith('prefix'));
  const wrong: string[] = [];
  for (const [, locale, q, right] of rows) {
    const { answered, found } = await ask(q!, locale as Locale);
    if (!answered || !right!.split(',').includes(found[0]!)) wrong.push(q!);
  }
  expect(wrong.length / rows.length, wrong.join(', ')).toBeLessThanOrEqual(0.08);
});

test('reads a price as a filter, and as words once it is taken off', async () => {
  expect(await ask('table moins de 100 euros')).toMatchObject({ chips: ['price_max:10000'], read: { terms: 'table' } });
  const unread = await ask('table moins de 100 euros', 'fr', { unread: 'price_max' });
  expect(unread).toMatchObject({ chips: [], read: { terms: 'table moins de 100 euros' } });
});

test('"pas chère" orders by price and says so; an order of the address goes before it', async () => {
  const cheapest = await ask('table pas chère');
  const byPrice = await ask('table', 'fr', { sort: 'price' });
  expect(cheapest.chips).toEqual(['sort:price']);
  expect(byPrice.found.filter((slug) => cheapest.found.includes(slug))).toEqual(
    cheapest.found.filter((slug) => byPrice.found.includes(slug)),
  );
  const relevant = await ask('table pas chère', 'fr', { sort: 'relevance' });
  expect(relevant.chips).toEqual([]);
  expect(relevant.found).toEqual(expect.arrayContaining(cheapest.found));
  expect(relevant.found.filter((slug) => cheapest.found.includes(slug))).not.toEqual(cheapest.found);
});

test('reads the next Saturday from a Wednesday, and a past date as next year’s', async () => {
  expect((await ask('traiteur samedi')).chips).toEqual(['day:2026-03-14']);
  expect((await ask('traiteur le 2 janvier')).chips).toEqual(['day:2027-01-02']);
});

test('names a thing that no supplier sells, its shelf and what can stand in', async () => {
  const answer = await ask('imprimante laser');
  expect(answer).toMatchObject({ answered: false, shelf: 'it', things: ['printer'], page: { total: 0 } });
  expect((await ask('tabouret')).found.length).toBeGreaterThan(0);
});

test('never corrects a word of the language, and corrects a misspelt one', async () => {
  expect(await ask('masque')).toMatchObject({ answered: false, corrected: null });
  expect(await ask('chaize de bureau')).toMatchObject({ answered: true, corrected: 'chaise de bureau' });
});

test('offers nothing in place of a diet that no offer declares', async () => {
  expect(await ask('menu sans gluten')).toMatchObject({ answered: false, found: [], chips: ['diet:gluten-free'] });
});

test('finds an offer by its address alone, and nothing by an unknown reference', async () => {
  expect((await ask('bureau-droit-140-cm')).found).toEqual(['bureau-droit-140-cm']);
  expect(await ask('99812-XK')).toMatchObject({ answered: false, chips: ['reference:99812-XK'] });
});
