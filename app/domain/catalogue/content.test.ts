import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactPrice, pricePerUnit } from '#app/domain/shared/price.ts';
import { isContent, measureOf, measures, parseContent, writeContent } from './content.ts';

test.each([
  ['12 × 33 cl', { count: 12, milli: 330, measure: 'litre' }],
  ['12x0,33 l', { count: 12, milli: 330, measure: 'litre' }],
  ['0.75 L', { count: 1, milli: 750, measure: 'litre' }],
  ['250 g', { count: 1, milli: 250, measure: 'kg' }],
  ['1 250 ml', { count: 1, milli: 1250, measure: 'litre' }],
  ['2,5 kg', { count: 1, milli: 2500, measure: 'kg' }],
  ['3 * 40 cm', { count: 3, milli: 400, measure: 'm' }],
  ['1.5 m²', { count: 1, milli: 1500, measure: 'm2' }],
])('reads %j', (text, content) => {
  expect(parseContent(text)).toEqual(content);
});

test.each(['', '12', '12 × l', '0 g', '0 × 3 l', '0,5 g', '12 pièces', '1 constructor', '-3 l', '99999999999 kg'])(
  'does not read %j',
  (text) => {
    expect(parseContent(text)).toBeNull();
  },
);

test('what is written is read back, with a point or a comma', () => {
  const content = fc.record({
    count: fc.integer({ min: 1, max: 9999 }),
    milli: fc.integer({ min: 1, max: 100_000_000 }),
    measure: fc.constantFrom(...measures),
  });
  fc.assert(
    fc.property(content, (whole) => {
      expect(parseContent(writeContent(whole))).toEqual(whole);
      expect(parseContent(writeContent(whole, (n) => String(n).replace('.', ',')))).toEqual(whole);
    }),
  );
  expect([isContent({ count: 1.5, milli: 1, measure: 'kg' }), isContent(null), isContent('1 kg')]).toEqual([
    false,
    false,
    false,
  ]);
});

test('a crate of beer for 47.52 incl. VAT, 12 bottles of 33 cl, is 12.00 the litre', () => {
  const beer = { unit: 'piece' as const, packMilli: 12_000, content: parseContent('12 × 33 cl') };
  expect(measureOf(beer)).toEqual({ measure: 'litre', milli: 3960 });
  expect(pricePerUnit(exactPrice(3960, 4752), measureOf(beer)!.milli)).toEqual({ netCents: 1000, grossCents: 1200 });
});

test('what is sold by the kilogram needs no content, and a chair has none', () => {
  expect(measureOf({ unit: 'kg', packMilli: 10_000, content: null })).toEqual({ measure: 'kg', milli: 10_000 });
  expect(measureOf({ unit: 'piece', packMilli: 1000, content: null })).toBeNull();
});
