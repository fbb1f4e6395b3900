import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Translated } from '#app/domain/shared/translated.ts';
import { readOffers } from '#seeds/offers.ts';
import type { Category } from './offer.ts';
import { countingCertainty, countingThing, proposeThings, thingIn } from './propose-thing.server.ts';

type Named = { name: Translated; category: Category; thing: string };

/** Shares of the names whose first proposal is right, that count, and of those that count the right ones. */
function accuracy(names: readonly Named[]) {
  const judged = names.map(({ name, category, thing }) => {
    const [best] = proposeThings(name, category);
    const counts = best !== undefined && best.certainty >= countingCertainty;
    return { isThing: thing !== '-', right: best?.thing.id === thing, counts };
  });
  const things = judged.filter(({ isThing }) => isThing);
  const counting = judged.filter(({ counts }) => counts);
  return {
    right: things.filter(({ right }) => right).length / things.length,
    counting: things.filter(({ counts }) => counts).length / things.length,
    wrong: counting.filter(({ right }) => !right).length,
  };
}

const town: Named[] = readOffers().map(({ name, category, thing }) => ({ name, category, thing: thing! }));
const others = readFileSync('tests/things/names.psv', 'utf8')
  .split('\n')
  .filter((row) => row && !row.startsWith('#'))
  .map((row): Named => {
    const [name, language, category, thing] = row.split('|') as [string, string, Category, string];
    return { name: { [language]: name }, category, thing };
  });

// Floors of what was measured on 30 November 2026: 304 of 306 names of the town, 134 of 139 worded by hand.
test('proposes the thing of the town’s names, in French alone, and of names worded by others', () => {
  expect(accuracy(town).right).toBeGreaterThanOrEqual(0.99);
  expect(accuracy(town.map((one) => ({ ...one, name: { fr: one.name.fr ?? '' } }))).right).toBeGreaterThanOrEqual(0.99);
  expect(accuracy(others).right).toBeGreaterThanOrEqual(0.95);
});

test('counts what it is sure of, and is hardly ever wrong then', () => {
  expect(accuracy(town).counting).toBeGreaterThanOrEqual(0.9);
  expect(accuracy(town).wrong).toBeLessThanOrEqual(1);
  expect(accuracy(others).counting).toBeGreaterThanOrEqual(0.8);
  expect(accuracy(others).wrong).toBe(0);
});

test.each([
  ['a word that several things have', 'Chaise rouge', 'furniture'],
  ['the cover of a thing', 'Housse pour ordinateur portable', 'it'],
  ['a name of nothing', 'Machin chromé', 'furniture'],
  ['packing alone', 'Lot de cartons', 'food'],
] as const)('is not sure of %s', (_, fr, category) => {
  expect(countingThing({ fr }, category)).toBeNull();
});

test('the seller’s choice comes before the name', () => {
  const named = { nameFr: 'Miel de tilleul', nameEn: '', category: 'food' as const };
  expect(thingIn({ ...named, thing: null })).toBe('honey');
  expect(thingIn({ ...named, thing: 'other-food' })).toBe('other-food');
  expect(thingIn({ ...named, nameFr: 'Machin', thing: null })).toBeNull();
});
