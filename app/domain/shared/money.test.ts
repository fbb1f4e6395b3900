import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, applyRate, multiplyCents, sum, vatByLine, vatWithin } from './money.ts';

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
    cents: fc.integer({ min: 0, max: 500_000 }),
    vatBasisPoints: fc.constantFrom(0, 210, 550, 1000, 2000),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const vat = vatByLine(lines);
      for (const rate of [0, 210, 550, 1000, 2000]) {
        const at = lines.map((l, i) => [l, vat[i]!] as const).filter(([l]) => l.vatBasisPoints === rate);
        expect(sum(at.map(([, v]) => v))).toBe(applyRate(sum(at.map(([l]) => l.cents)), rate));
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
      cents: random(50_000),
      vatBasisPoints: rates[random(rates.length)]!,
    }));
    const vat = vatByLine(taxed);
    for (const rate of rates) {
      let [base, shared] = [0, 0];
      taxed.forEach((line, i) => {
        if (line.vatBasisPoints !== rate) return;
        base += line.cents;
        shared += vat[i]!;
        // At most half a cent from rounding the sum, and less than one from the allocation.
        if (Math.abs(vat[i]! - (line.cents * rate) / 10_000) >= 1.5) lost++;
      });
      if (shared !== Math.floor((base * rate + 5000) / 10_000)) lost++;
    }
    lines += taxed.length;
  }
  expect(lost).toBe(0);
}, 60_000);

test('takes the VAT out of a sum so that net and VAT are the sum again, to the nearest cent', () => {
  const gross = fc.integer({ min: 0, max: 100_000_000 });
  fc.assert(
    fc.property(gross, fc.constantFrom(0, 210, 550, 1000, 2000), (cents, rate) => {
      const net = cents - vatWithin(cents, rate);
      expect(Math.abs(net * (10_000 + rate) - cents * 10_000) * 2).toBeLessThanOrEqual(10_000 + rate);
    }),
    { numRuns: 2000 },
  );
  expect([vatWithin(71_200, 550), vatWithin(4752, 2000), vatWithin(5402, 550), vatWithin(99, 0)]).toEqual([
    3712, 792, 282, 0,
  ]);
});
