import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstMethodFile, readMethodFile } from './method-files.server.ts';
import { type Fact, score } from './score.ts';
import { countTownScores, listStrengths, listUnknowns, rankIn } from './score-summary.ts';

const file = readMethodFile(firstMethodFile);
if (!file.ok) throw new Error('the first method is broken');
const method = file.file;
const asOf = '2026-11-30';
const scored = (facts: Record<string, Fact>, notApplicable: string[] = []) =>
  score({ asOf, headcount: 8, notApplicable, facts }, method);

test('a supplier is better than those whose proven score is lower, in whole points', () => {
  const town = countTownScores([60, 20, 9.6, 10.4, 5]);
  expect(rankIn(town, { proven: 60 })).toEqual({ better: 4, suppliers: 5, median: 10 });
  expect([10.4, 9.6].map((proven) => rankIn(town, { proven })!.better)).toEqual([1, 1]);
});

test('a rank never contradicts the median: above it a supplier is better than half the town, at or below it than less', () => {
  const points = fc.array(
    fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(points, (scores) => {
      const town = countTownScores(scores)!;
      for (const proven of scores) {
        const { better, median } = rankIn(town, { proven })!;
        expect(better >= scores.length / 2).toBe(Math.round(proven) > median);
      }
    }),
  );
});

test('one supplier alone is first of one and better than none', () => {
  expect(rankIn(countTownScores([70]), { proven: 70 })).toEqual({
    better: 0,
    suppliers: 1,
    median: 70,
  });
});

test('a town without scores has no rank', () => {
  expect(rankIn(countTownScores([]), { proven: 70 })).toBeNull();
});

test('a criterion is proven well by its points and its evidence together', () => {
  const value = (evidence: Fact['evidence']) => ({ value: 40, evidence, date: '2026-10-01' });
  const of = (evidence: Fact['evidence']) =>
    listStrengths(scored({ 'eco.territory_retention': value(evidence) }), method);
  expect([of('L1'), of('L2'), of('L3')]).toEqual([[], ['eco.territory_retention'], ['eco.territory_retention']]);
  const low = { value: 5, evidence: 'L4', date: '2026-10-01' } as const;
  expect(listStrengths(scored({ 'eco.territory_retention': low }), method)).toEqual([]);
});

test('strengths come by what they add, unknowns by their weight', () => {
  const facts = {
    'env.hazard_free': { value: 100, evidence: 'L4', date: '2026-10-01' },
    'soc.inclusion_hours': { value: 50, evidence: 'L2', date: '2026-10-01' },
  } as const;
  const result = scored(facts);
  expect(listStrengths(result, method)).toEqual(['soc.inclusion_hours', 'env.hazard_free']);
  expect(listUnknowns(result, method).slice(0, 3)).toEqual([
    'eco.territory_retention',
    'env.carbon_ratio',
    'env.circular_inputs',
  ]);
});

test('an expired criterion is unknown; a declared or exempted one is not', () => {
  const result = scored(
    {
      'env.renewable_energy': { value: 50, evidence: 'L1', date: '2026-10-01' },
      'env.carbon_ratio': { value: 0.5, evidence: 'L2', date: '2020-01-01' },
    },
    ['env.packaging_reuse'],
  );
  const unknown = listUnknowns(result, method);
  expect(unknown).toContain('env.carbon_ratio');
  expect(unknown).not.toContain('env.renewable_energy');
  expect(unknown).not.toContain('env.packaging_reuse');
});
