// How often a right offer is the first result. Tune on the judged set only; the perturbed names are the unseen set.
import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { typedWords } from '#app/domain/search/analysis.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { openDb } from '#db/client.ts';
import { everything } from './search-oracle.ts';

type Asked = { kind: string; locale: Locale; text: string; right: readonly string[] };
type Offer = { id: number; slug: string; fr: string; en: string };

const db = openDb(readFileSync(inject('seededImage')));
const engine = embeddedEngine(db);
const offers = db.$client
  .prepare("select id, slug, name ->> '$.fr' as fr, name ->> '$.en' as en from shown_offers order by id")
  .all() as Offer[];
const slugOf = new Map(offers.map(({ id, slug }) => [id, slug]));

/** Position of the first right offer, from 0; 5 when none is among the first five. */
async function place({ text, locale, right }: Asked): Promise<number> {
  const { ids } = await engine.search({ ...everything, text, locale, perPage: 5 });
  const at = ids.findIndex((id) => right.includes(slugOf.get(id)!));
  return at === -1 ? 5 : at;
}

async function judge(asked: readonly Asked[]) {
  const places = await Promise.all(asked.map(place));
  const share = (upTo: number) => places.filter((at) => at < upTo).length / places.length;
  const missed = asked.flatMap(({ kind, text }, i) => (places[i] === 0 ? [] : [`${kind} "${text}" (${places[i]})`]));
  return { first: share(1), firstFive: share(5), missed };
}

test('ranks a right offer first in 95 %, in the top five in 98 % of queries', async () => {
  const judged = readFileSync('tests/relevance/judged.psv', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line): Asked => {
      const [kind, locale, text, slugs] = line.split('|');
      return { kind: kind!, locale: locale as Locale, text: text!, right: slugs!.split(',') };
    });
  expect(judged.length).toBeGreaterThanOrEqual(150);
  const { first, firstFive, missed } = await judge(judged);
  const seen = `${missed.length} of ${judged.length} not first:\n${missed.join('\n')}`;
  expect(first, seen).toBeGreaterThanOrEqual(0.95);
  expect(firstFive, seen).toBeGreaterThanOrEqual(0.98);
});

test.each([
  ['as it is', 0, 0.99],
  ['with one typo', 1, 0.95],
  ['with two typos', 2, 0.9],
] as const)('finds each offer first by its name %s', async (kind, typos, minShare) => {
  const asked = bothLocales((offer, locale, random) => {
    const text = typos === 0 ? offer[locale] : misspelled(offer[locale], locale, typos, random);
    const right = offers.filter((other) => other[locale] === offer[locale]).map(({ slug }) => slug);
    return text === null ? [] : [{ kind, locale, text, right }];
  });
  const { first, missed } = await judge(asked);
  expect(first, `${missed.length} of ${asked.length} not first:\n${missed.join('\n')}`).toBeGreaterThanOrEqual(
    minShare,
  );
});

/** An offer is right when its name has all the whole terms, and a term that begins with the last one. */
test('finds an offer first by the unfinished, misspelt start of its name', async () => {
  const asked = bothLocales((offer, locale, random) => {
    const text = raws(offer[locale], locale);
    const long = text.flatMap((word, i) => (/^[a-z]{6,}$/.test(word) ? [i] : []));
    if (long.length === 0) return [];
    const at = long[random(long.length)]!;
    const [before, cut] = [text.slice(0, at), text[at]!.slice(0, 6 + random(text[at]!.length - 5))];
    const right = offers.filter((other) => {
      const own = raws(other[locale], locale);
      return before.every((word) => own.includes(word)) && own.some((word) => word.startsWith(cut));
    });
    const typed = [...before, misspell(cut, random)].join(' ');
    return [{ kind: 'unfinished', locale, text: typed, right: right.map(({ slug }) => slug) }];
  });
  const { first, missed } = await judge(asked);
  expect(first, `${missed.length} of ${asked.length} not first:\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.95);
});

const raws = (text: string, locale: Locale) => typedWords(text, locale).map(({ raw }) => raw);

function bothLocales(ask: (offer: Offer, locale: 'fr' | 'en', random: (below: number) => number) => Asked[]): Asked[] {
  const asked = (['fr', 'en'] as const).flatMap((locale) =>
    offers.flatMap((offer) => ask(offer, locale, generator(offer.id))),
  );
  expect(asked.length).toBeGreaterThan(offers.length);
  return asked;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Adds as many typos as the search tolerates: one in a term of 5 letters or more, two in one of 9 or in two
 * terms.
 */
function misspelled(name: string, locale: Locale, typos: number, random: (below: number) => number): string | null {
  const text = raws(name, locale);
  const long = text.flatMap((word, i) => (/^[a-z]{5,}$/.test(word) ? [i] : []));
  for (let left = typos; left > 0; ) {
    const at = long.splice(random(long.length), 1)[0];
    if (at === undefined) return null;
    const both = left === 2 && text[at]!.length >= 9 && random(2) === 0;
    text[at] = misspell(text[at]!, random);
    if (both) text[at] = misspell(text[at]!, random);
    left -= both ? 2 : 1;
  }
  return text.join(' ');
}

/** One letter removed, added, changed or swapped with the next; never the first letter. */
function misspell(word: string, random: (below: number) => number): string {
  const at = 1 + random(word.length - 2);
  const letter = letters[random(letters.length)]!;
  const made = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
  ][random(4)]!;
  return made === word ? misspell(word, random) : made;
}

function generator(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % below;
  };
}
