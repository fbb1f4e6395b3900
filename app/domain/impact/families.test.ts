import { expect, test } from 'vitest';
import { factors } from '#seeds/shipped-rules.ts';
import { lineTerms } from './line-terms.ts';
import { normalShare } from './pert.ts';
import { centralGrams, propagateInterval } from './propagate.server.ts';
import { quantityKey } from './quantities.ts';
import type { Mode, Term } from './terms.ts';

const { ref } = factors.active;
const term = (id: string, amount = 1): Term => ({ amount, of: [quantityKey(factors, id, ref)] });
const width = (terms: Term[]) => {
  const { lo, hi } = propagateInterval(terms, 'families', factors);
  return hi - lo;
};

test('two factors of one study err together, two of two studies apart', () => {
  const [chair, table] = ['furniture.chair_wood_new', 'furniture.table_new'];
  const apart = Math.hypot(width([term(chair!, 1000)]), width([term(table!, 268)]));
  const together = width([term(chair!, 1000), term(table!, 268)]);
  // sqrt((1 + 0.7) / 1) for two equal widths, and a little less for what is not quite equal.
  expect(together / apart).toBeGreaterThan(1.25);
  expect(together / apart).toBeLessThan(1.35);
  const other = width([term('textile.sweatshirt_new', 1000)]);
  const both = width([term('textile.sweatshirt_new', 1000), term('energy.elec_fr', 253_000)]);
  expect(both / Math.hypot(other, width([term('energy.elec_fr', 253_000)]))).toBeCloseTo(1, 1);
});

test('the seller’s farm and the reference’s are two draws of one study', () => {
  const one = width([term('food.carrot_farm', 1000)]);
  const difference = width([term('food.carrot_farm_own', 1000), term('food.carrot_farm', -1000)]);
  expect(difference / one).toBeGreaterThan(0.6); // sqrt(2 (1 - 0.7)) = 0.77
  expect(difference / one).toBeLessThan(0.9);
});

test('reads the normal distribution to seven digits', () => {
  expect([-3, -1.96, 0, 1, 1.96].map((z) => normalShare(z).toFixed(6))).toEqual([
    '0.001350',
    '0.024998',
    '0.500000',
    '0.841345',
    '0.975002',
  ]);
});

const modes: Mode[] = ['transport.van35_parcel_diesel', 'transport.van35_electric', 'transport.cargo_bike_electric'];

test.each(modes)('%s emits no more for its share of a round than for trips of its own', (mode) => {
  for (const massGrams of [1, 900, 20_000, 60_000, 99_999, 100_000, 100_001, 450_000, 700_000, 2_500_000])
    for (const distanceMeters of [100, 5400, 12_000, 80_000]) {
      const grams = (trip: 'shared' | 'dedicated') => {
        const goods = {
          scenario: { kind: 'supply-only' as const, factor: 'cleaning.dish_liquid' },
          massGrams,
          referenceUnits: 0,
        };
        const way = { mode, trip, distanceMeters, sharePermille: 1000 };
        return centralGrams(lineTerms(factors, factors.active, goods, way, null).actual, factors);
      };
      expect(grams('shared')).toBeLessThanOrEqual(grams('dedicated'));
    }
});

test('a remaining life that the seller says replaces the assumed one', () => {
  const goods = {
    scenario: { kind: 'reuse' as const, factor: 'furniture.table_new' },
    massGrams: 30_000,
    referenceUnits: 1,
  };
  const trip = {
    mode: 'transport.on_foot' as const,
    trip: 'dedicated' as const,
    distanceMeters: 0,
    sharePermille: 1000,
  };
  const grams = (remainingPermille: number | null) =>
    centralGrams(lineTerms(factors, factors.active, { ...goods, remainingPermille }, trip, 1000).baseline, factors);
  expect([grams(null), grams(800), grams(100)]).toEqual([41_640, 55_520, 6940]);
});
