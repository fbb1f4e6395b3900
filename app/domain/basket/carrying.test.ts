import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mode } from '#app/domain/impact/terms.ts';
import { roadMeters } from '#app/domain/shared/geo.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import { canCarry, loadOf } from './carrying.ts';
import { type RouteStop, routeBy } from './collecting-route.ts';

const pack = (kilograms: number, attributes: Record<string, string> = {}) => ({
  massGrams: kilograms * 1000,
  attributes,
});

/** The ways that carry these packs, with a supplier that delivers by `own`. */
function waysOfLoad(own: Mode, quantity: number, offer: ReturnType<typeof pack>): DeliveryChoice[] {
  const load = loadOf([{ offer, quantity }]);
  const all = ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'] as const;
  return all.filter((choice) => canCarry(choice, own, load));
}

const van: Mode = 'transport.van35_electric';
const bicycle: Mode = 'transport.cargo_bike_electric';

test.each<[string, Mode, number, ReturnType<typeof pack>, DeliveryChoice[]]>([
  ['a letter', van, 1, pack(0.1), ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round']],
  ['25 kg, still by hand', van, 5, pack(5), ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round']],
  ['25.001 kg', van, 1, pack(25.001), ['shared', 'dedicated', 'pickup-car', 'round']],
  ['12 desks and chairs of 456 kg', van, 12, pack(38), ['shared', 'dedicated', 'pickup-car', 'round']],
  ['the same from a supplier with a cargo bicycle', bicycle, 12, pack(38), ['pickup-car', 'round']],
  ['390 kg by cargo bicycle: four trips of its own', bicycle, 39, pack(10), ['dedicated', 'pickup-car', 'round']],
  ['two tonnes of compost', van, 4, pack(500), ['dedicated']],
  ['five tonnes', van, 10, pack(500), []],
  [
    'a light table of 180 x 90 cm',
    van,
    1,
    pack(9, { length: '180', depth: '90' }),
    ['shared', 'dedicated', 'pickup-car', 'round'],
  ],
  ['a joist of 9 m', van, 1, pack(18, { length: '900' }), []],
  [
    'a broom of 140 cm',
    bicycle,
    1,
    pack(1, { length: '140' }),
    ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'],
  ],
  ['a service', bicycle, 40, pack(0, { length: '900' }), ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round']],
])('%s', (_, own, quantity, offer, ways) => {
  expect(waysOfLoad(own, quantity, offer)).toEqual(ways);
});

test('what carries a load carries any smaller one', () => {
  const load = fc.record({
    grams: fc.integer({ min: 0, max: 5_000_000 }),
    longest: fc.integer({ min: 0, max: 500 }),
    second: fc.integer({ min: 0, max: 300 }),
  });
  fc.assert(
    fc.property(load, load, fc.constantFrom(van, bicycle), (a, b, own) => {
      const least = {
        grams: Math.min(a.grams, b.grams),
        longest: Math.min(a.longest, b.longest),
        second: Math.min(a.second, b.second),
      };
      for (const choice of ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'] as const)
        if (canCarry(choice, own, a)) expect(canCarry(choice, own, least)).toBe(true);
    }),
  );
});

const point = fc.record({
  lat: fc.double({ min: 49.2, max: 49.4, noNaN: true }),
  lon: fc.double({ min: 3.9, max: 4.2, noNaN: true }),
});

test('a round trip of up to six stops is the shortest of all orders, and a longer one visits each stop once', () => {
  fc.assert(
    fc.property(point, fc.array(point, { minLength: 1, maxLength: 6 }), (start, places) => {
      const stops = places.map((place, i): RouteStop => ({ ...place, id: `s${i}` }));
      const route = routeBy(start, stops);
      expect(route.stops.toSorted()).toEqual(stops.map(({ id }) => id).toSorted());
      expect(route.meters).toBe(Math.min(...permutations(stops).map((order) => lengthOf([start, ...order, start]))));
    }),
    { numRuns: 60 },
  );
  const many = Array.from({ length: 14 }, (_, i) => ({
    id: `s${i}`,
    lat: 49.2 + ((i * 7) % 13) / 100,
    lon: 4 + i / 100,
  }));
  const route = routeBy({ lat: 49.25, lon: 4.05 }, many);
  expect(route.stops.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
});

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((one, i) => permutations([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [one, ...rest]));
}

function lengthOf(places: readonly { lat: number; lon: number }[]): number {
  return places.slice(1).reduce((meters, place, i) => meters + roadMeters(places[i]!, place), 0);
}
