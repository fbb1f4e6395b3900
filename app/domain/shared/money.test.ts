import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, applyRate, multiplyCents, sum, vatByLine } from './money.ts';

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
        expect(sum(at.map(([, v]) => v))).toBe(applyRate(sum(at.map(([l]) => l.htCents)), rate));
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [allocate(100, [1, 1, 1]), [34, 33, 33]],
  [allocate(-100, [1, 1, 1]), [-34, -33, -33]],
  [allocate(5, [0, 0]), [5, 0]],
  [applyRate(1005, 2000), 201],
  [applyRate(-3, 5000), -2],
])('allocate and applyRate: %j equals %j', (got, expected) => expect(got).toEqual(expected));

test('refuses amounts that are not whole cents', () => {
  expect(() => multiplyCents(1.5, 2)).toThrow(RangeError);
  expect(() => sum([Number.NaN])).toThrow(RangeError);
});

test('splits the rounded VAT of each rate to the cent over a million lines', () => {
  const rates = [0, 210, 550, 1000, 2000];
  let state = 20_261_123;
  const random = (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % below;
  };
  let lines = 0;
  let lost = 0;
  while (lines < 1_000_000) {
    const taxed = Array.from({ length: 1 + random(20) }, () => ({
      htCents: random(50_000),
      vatBasisPoints: rates[random(rates.length)]!,
    }));
    const vat = vatByLine(taxed);
    for (const rate of rates) {
      let [base, shared] = [0, 0];
      taxed.forEach((line, i) => {
        if (line.vatBasisPoints !== rate) return;
        base += line.htCents;
        shared += vat[i]!;
        // At most half a cent from rounding the sum, and less than one from the allocation.
        if (Math.abs(vat[i]! - (line.htCents * rate) / 10_000) >= 1.5) lost++;
      });
      if (shared !== Math.floor((base * rate + 5000) / 10_000)) lost++;
    }
    lines += taxed.length;
  }
  expect(lost).toBe(0);
}, 60_000);
