import { expect, test } from 'vitest';
import { readOffers } from '#seeds/offers.ts';
import { comparedUnit } from './compared-unit.server.ts';
import { parseContent } from './content.ts';
import type { Unit } from './offer.ts';

const of = (thing: string, unit: Unit, packMilli: number, content = '') =>
  comparedUnit({ thing, unit, packMilli, content: content ? parseContent(content) : null });

test.each([
  ['a chair by the piece', of('office-chair', 'piece', 1000), { unit: 'piece', milli: 1000 }],
  ['beer by the litre, by its content', of('beer', 'piece', 12_000, '12 × 75 cl'), { unit: 'litre', milli: 9000 }],
  ['carrots by the kilogram', of('carrot', 'kg', 10_000), { unit: 'kg', milli: 10_000 }],
  ['paper by the sheet', of('a4-paper', 'ream', 5000), { unit: 'sheet', milli: 2_500_000 }],
  ['a lunch by the person', of('lunch', 'meal', 20_000), { unit: 'person', milli: 20_000 }],
  ['shoes by the pair', of('safety-shoes', 'piece', 1000), { unit: 'pair', milli: 1000 }],
  ['flour by the piece, which says no mass', of('flour', 'piece', 1000), null],
])('compares %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});

test('most of the town’s offers say how much of the unit they hold', () => {
  const offers = readOffers();
  const known = offers.filter(({ thing, unit, packMilli, content }) =>
    comparedUnit({ thing: thing!, unit, packMilli: packMilli!, content: content ?? null }),
  );
  expect(known.length / offers.length).toBeGreaterThan(0.8);
});
