import { expect, test } from 'vitest';
import { ecoGrade, ecoIndex } from './ecoindex.ts';

test.each([
  [205, 5, 31.245, 87.9],
  [600, 25, 500, 66.67],
  [240, 10, 120, 85.5],
])('scores %d elements, %d requests and %d kB as %d', (elements, requests, kB, expected) => {
  expect(ecoIndex(elements, requests, kB)).toBeCloseTo(expected, 1);
});

test('ecoGrade maps an index to A, B, C, D or E', () =>
  expect([81, 80, 60, 50, 10].map(ecoGrade)).toEqual(['A', 'B', 'C', 'D', 'E']));
