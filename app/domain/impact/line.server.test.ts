import { expect, test } from 'vitest';
import { factors } from '#seeds/shipped-rules.ts';
import { lineImpact } from './line.server.ts';
import type { LineInput } from './line-input.ts';
import { nthSmallest, propagateInterval } from './propagate.server.ts';

const chairs: LineInput = {
  event: 'ord_01TEST:line:1:delivered',
  methodRef: 'mv112-impact/1.0.0-draft.1',
  quantity: 10,
  massGrams: 70_000,
  referenceUnits: 10,
  htCents: 32_000,
  scenario: { kind: 'reuse', factor: 'furniture.chair_wood_textile_new' },
  trip: { mode: 'transport.van35_electric', trip: 'shared', distanceMeters: 6200, sharePermille: 1000 },
  displacementPermille: null,
  retention: { percent: 58, level: 'L3' },
  inclusion: { yearlyMinutes: 1_624_896, yearlyResourcesCents: 71_720_000, level: 'L3' },
  materialKept: 'reuse',
  lentUnits: 0,
};
const carrots: LineInput = {
  ...chairs,
  event: 'ord_01TEST:line:2:delivered',
  quantity: 4,
  massGrams: 40_000,
  referenceUnits: 40,
  htCents: 6400,
  scenario: { kind: 'local-food', farm: 'food.carrot_farm', transport: 'food.carrot_transport_ref' },
  trip: { mode: 'transport.van35_parcel_diesel', trip: 'shared', distanceMeters: 11_400, sharePermille: 1000 },
  materialKept: null,
};
const within = (got: number, expected: number, tolerance: number) =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance);

test('computes ten reused chairs as the method does', () => {
  const impact = lineImpact(chairs, factors);
  expect(impact.co2e_g).toMatchObject({ actual: 24_814, baseline: 248_000, displacement_permille: 600 });
  expect(impact.co2e_g!.delta!.mid).toBe(-123_986);
  within(impact.co2e_g!.delta!.lo, -195_300, 2500);
  within(impact.co2e_g!.delta!.hi, -61_600, 2500);
  expect(impact.money.retained_eur_cents).toEqual({ lo: 17_280, mid: 18_560, hi: 19_840 });
  expect(impact.inclusion_min).toMatchObject({ mid: 725 });
  expect(impact.material_kept_g).toEqual({ reuse: 70_000, repair: 0, recycled: 0 });
});

test('gives carrots a negative delta by shared, positive by dedicated trip', () => {
  const shared = lineImpact(carrots, factors).co2e_g!.delta!;
  within(shared.mid, -10_000, 50);
  within(shared.lo, -15_000, 600);
  within(shared.hi, -6500, 300);
  const dedicated = lineImpact({ ...carrots, trip: { ...carrots.trip, trip: 'dedicated' } }, factors).co2e_g!.delta!;
  within(dedicated.mid, 800, 60);
  within(dedicated.lo, -4700, 500);
  within(dedicated.hi, 5100, 500);
});

test('gives the same bytes for one line, other draws for another event', () => {
  expect(JSON.stringify(lineImpact(chairs, factors))).toBe(JSON.stringify(lineImpact(chairs, factors)));
  expect(lineImpact({ ...chairs, event: 'other' }, factors).co2e_g!.delta!.lo).not.toBe(
    lineImpact(chairs, factors).co2e_g!.delta!.lo,
  );
});

test('draws a factor of both sides once, so that equal amounts cancel', () => {
  const same = [
    { amount: 5, of: ['food.carrot_farm'] },
    { amount: -5, of: ['food.carrot_farm'] },
  ];
  expect(propagateInterval(same, 'seed', factors)).toEqual({ mid: 0, lo: 0, hi: 0 });
});

test('draws a factor common to fifty lines once', () => {
  const one = propagateInterval([{ amount: 50, of: ['food.carrot_farm'] }], 'seed', factors);
  const fifty = propagateInterval(
    Array.from({ length: 50 }, () => ({ amount: 1, of: ['food.carrot_farm'] })),
    'seed',
    factors,
  );
  expect(fifty).toEqual(one);
});

test("replaces the assumed displacement by the buyer's answer", () => {
  const wouldNotHave = lineImpact({ ...chairs, displacementPermille: 0 }, factors).co2e_g!;
  expect(wouldNotHave.delta!.lo).toBeGreaterThan(0);
  expect(wouldNotHave.displacement_permille).toBe(0);
});

test('gives mass, money and hours but no CO2e delta without a reference', () => {
  const impact = lineImpact({ ...chairs, scenario: null }, factors);
  expect(impact.co2e_g).toBeNull();
  expect(impact.baseline_ref).toBeNull();
  expect(
    lineImpact({ ...chairs, scenario: { kind: 'supply-only', factor: 'paper.office_a4' } }, factors).co2e_g!.delta,
  ).toBeNull();
});

test('uses a laptop’s published difference without displacement', () => {
  const laptops: LineInput = {
    ...chairs,
    quantity: 2,
    referenceUnits: 2,
    massGrams: 4000,
    scenario: { kind: 'published-difference', factor: 'it.laptop_refurb_avoided' },
  };
  const laptop = lineImpact(laptops, factors);
  expect(laptop.co2e_g).toMatchObject({ displacement_permille: null, baseline: null });
  within(laptop.co2e_g!.delta!.mid, -109_800, 5);
});

test('leaves money and hours null when the supplier’s facts are unknown', () => {
  const impact = lineImpact({ ...chairs, retention: null, inclusion: null }, factors);
  expect(impact.money).toMatchObject({ retained_eur_cents: null, evidence: null });
  expect(impact.inclusion_min).toBeNull();
});

test('divides one dedicated trip between its lines by share', () => {
  const dedicated = { ...carrots.trip, trip: 'dedicated' as const };
  const alone = lineImpact({ ...carrots, trip: dedicated }, factors).co2e_g!;
  const third = lineImpact({ ...carrots, trip: { ...dedicated, sharePermille: 250 } }, factors).co2e_g!;
  const goods = 40 * 82.9; // emissions of the farm, which a share of the trip does not change
  expect((third.actual - goods) / (alone.actual - goods)).toBeCloseTo(0.25, 2);
});

test('selects the same n-th smallest value as sorting', () => {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  for (const size of [1, 2, 3, 50, 2001]) {
    for (const values of [
      Float64Array.from({ length: size }, next),
      Float64Array.from({ length: size }, () => Math.floor(next() * 4)),
    ]) {
      const sorted = Float64Array.from(values).sort();
      for (const n of [0, size >> 2, size >> 1, size - 1]) expect(nthSmallest(values, n)).toBe(sorted[n]);
    }
  }
});
