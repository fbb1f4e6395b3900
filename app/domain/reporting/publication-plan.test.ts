import { expect, test } from 'vitest';
import { nothingHidden, type PendingLine, planPublication } from './publication-plan.ts';

/** Lines of three sellers and three buyers, each of 100 euros; `grams` of CO2e by seller. */
function linesOf(grams: readonly [number, number, number], from = 0): PendingLine[] {
  return Array.from({ length: 18 }, (_, i): PendingLine => {
    const seller = i % 3;
    return {
      key: `${from + i} 1`,
      order: `ord_${from + i}`,
      seller: `s${seller}`,
      buyer: `b${Math.floor(i / 6)}`,
      category: 'furniture',
      soldIn: '',
      boughtIn: '',
      month: '2026-11',
      values: {
        spent: [10_000],
        unknown: [0],
        unreferenced: [0],
        retained: [5_000, 4_000, 6_000],
        kept: [1_000],
        delta: [-grams[seller]!],
        inclusion: [10, 8, 12],
      },
    };
  });
}
const known = { categories: new Set<string>(), rested: new Set<string>(), hidden: nothingHidden() };

test('a publication whose CO2e is more than half of one party waits, and goes out with that of others', () => {
  // 70 % of the CO2e is of one seller: less than 85 %, so that no other rule holds it.
  const dominated = linesOf([7_000, 1_500, 1_500]);
  expect(planPublication(dominated, known)).toBeNull();
  const even = planPublication(linesOf([4_000, 3_000, 3_000]), known);
  expect(even?.rows.size).toBe(18);
  const later = planPublication([...dominated, ...linesOf([0, 5_000, 5_000], 100)], known);
  expect(later?.rows.size).toBe(36);
});
