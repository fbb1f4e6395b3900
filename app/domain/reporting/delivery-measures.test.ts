import { expect, test } from 'vitest';
import { measureDeliveries } from './delivery-measures.ts';

const part = (changes: object = {}) => ({
  choice: 'shared',
  mode: 'transport.van35_electric',
  distanceMeters: 10_000,
  grams: 20_000,
  units: 4,
  lentLineUnits: 0,
  lentUnits: 0,
  returnedUnits: 0,
  ...changes,
});
const diesel = { mode: 'transport.van35_parcel_diesel' };
const measureOf = (id: string, parts: ReturnType<typeof part>[]) =>
  measureDeliveries(parts).find(({ criterionId }) => criterionId === id);

test('measures the share of tonne-kilometres that were light, from five deliveries on', () => {
  const four = [part(), part(diesel), part(diesel), part(diesel)];
  expect(measureDeliveries(four)).toEqual([]);
  const five = [...four, part({ ...diesel, grams: 60_000 })];
  expect(measureOf('env.low_impact_delivery', five)).toMatchObject({ value: 14.3, orders: 5 }); // 20 of 140 kg
  const fetched = Array.from({ length: 9 }, () => part({ choice: 'pickup-foot', mode: 'transport.on_foot' }));
  expect(measureOf('env.low_impact_delivery', [...four, ...fetched])).toBeUndefined();
});

test('counts containers that came back, and units without lent containers as not reused', () => {
  const lent = (returnedUnits: number) => part({ lentLineUnits: 4, lentUnits: 8, returnedUnits });
  const parts = [lent(8), lent(8), lent(8), lent(4), lent(0), part()];
  expect(measureOf('env.packaging_reuse', parts)).toMatchObject({ value: 58.3, orders: 5 }); // 14 of 24 units
});
