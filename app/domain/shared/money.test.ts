import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, multiply, share, sum, vatByLine } from './money.ts';

test('allocate loses no cent and stays within one cent of the exact share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 }),
      (total, weights) => {
        const parts = allocate(total, weights);
        expect(sum(parts)).toBe(total);
        const whole = sum(weights);
        if (whole > 0) {
          parts.forEach((part, i) => {
            expect(Math.abs(part - (total * weights[i]!) / whole)).toBeLessThan(1);
          });
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('VAT by line sums to the VAT of each rate', () => {
  const line = fc.record({
    htCents: fc.integer({ min: 0, max: 500_000 }),
    vatBasisPoints: fc.constantFrom(0, 210, 550, 1000, 2000),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const vat = vatByLine(lines);
      for (const rate of [0, 210, 550, 1000, 2000]) {
        const at = lines.map((l, i) => [l, vat[i]!] as const).filter(([l]) => l.vatBasisPoints === rate);
        expect(sum(at.map(([, v]) => v))).toBe(share(sum(at.map(([l]) => l.htCents)), rate));
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [allocate(100, [1, 1, 1]), [34, 33, 33]],
  [allocate(-100, [1, 1, 1]), [-34, -33, -33]],
  [allocate(5, [0, 0]), [5, 0]],
  [share(1005, 2000), 201],
  [share(-3, 5000), -2],
])('%j is %j', (got, expected) => expect(got).toEqual(expected));

test('fractions are refused', () => {
  expect(() => multiply(1.5, 2)).toThrow(RangeError);
  expect(() => sum([Number.NaN])).toThrow(RangeError);
});
