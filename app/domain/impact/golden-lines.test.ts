// Golden lines of the law "vehicle-km", computed by a program that shares no code with ours.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAtOnce } from '#app/domain/shared/slices.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { type ImpactEntry, recomputeEntry } from './impact-entry.server.ts';
import { lineImpact } from './line.server.ts';
import type { LineInput } from './line-input.ts';
import { scenarioOf } from './scenarios.ts';
import type { Mode } from './terms.ts';
import { eachComparedTotals, impactTotals } from './totals.server.ts';

const lines = readFileSync('app/domain/impact/golden-lines.psv', 'utf8').split('\n');
const columns = lines
  .find((line) => line.startsWith('# id|'))!
  .slice(2)
  .split('|');
const rows = lines
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => Object.fromEntries(line.split('|').map((cell, i) => [columns[i], cell])) as Record<string, string>);
const computed = rows.filter(({ actual_g: actual }) => !actual!.startsWith('outside'));

const inputOf = (row: Record<string, string>): LineInput => ({
  event: `golden-lines:${row.id}`,
  methodRef: 'mv112-impact/1.0.0-draft.1',
  factorsRef: 'mv112-factors/2026.12-draft.2',
  quantity: 1,
  massGrams: Number(row.mass_g),
  referenceUnits: Number(row.reference_units),
  htCents: 10_000,
  scenario: scenarioOf(factors, row.reference!, Number(row.uses_in_life) || 0),
  trip: {
    mode: row.mode as Mode,
    trip: row.trip as 'shared' | 'dedicated',
    distanceMeters: Number(row.distance_m),
    sharePermille: Number(row.share_permille),
  },
  displacementPermille: row.answer_permille === '-' ? null : Number(row.answer_permille),
  retention: null,
  inclusion: null,
  materialKept: null,
  lentUnits: 0,
});
const entryOf = (row: Record<string, string>): ImpactEntry => {
  const input = inputOf(row);
  const { event, scenario, referenceUnits } = input;
  const impact = lineImpact(input, factors);
  return {
    ...impact,
    at: '',
    event,
    order: row.id!,
    line: 1,
    qty: 1,
    scenario: scenario?.kind ?? null,
    reference_units: referenceUnits,
    category: { agec58: null, egalim: null },
  };
};
const number = (text: string | undefined) => (text === '-' ? null : Number(text));

test.each(computed)('$id: $case', (row) => {
  const entry = entryOf(row);
  const { actual, baseline, delta } = entry.co2e_g!;
  expect([actual, baseline, delta?.mid ?? null]).toEqual([
    number(row.actual_g),
    number(row.baseline_g),
    number(row.delta_mid_g),
  ]);
  expect(recomputeEntry(entry, factors)).toEqual([]);
  if (delta) expectInterval(delta, Number(row.delta_lo_g), Number(row.delta_hi_g));
});

const sums = lines
  .filter((line) => line.startsWith('# sum|'))
  .map((line) => {
    const [, name, families] = line.split('|') as [string, string, string];
    const [, mid, lo, hi] = /(-?\d+) \[(-?\d+), (-?\d+)\]/.exec(families)!.map(Number);
    const ids = name.startsWith('all')
      ? computed.filter((row) => row.delta_mid_g !== '-').map(({ id }) => id!)
      : name.split('+');
    return { name, ids, mid: mid!, lo: lo!, hi: hi! };
  });

test.each(sums)('draws the sum $name with its families', ({ ids, mid, lo, hi }) => {
  const [total] = impactTotals([computed.filter(({ id }) => ids.includes(id!)).map(entryOf)], 'sum', factors);
  expect(Math.abs(total!.delta!.mid - mid)).toBeLessThanOrEqual(1);
  expectInterval(total!.delta!, lo, hi);
});

function expectInterval(got: { lo: number; hi: number }, lo: number, hi: number): void {
  expect(Math.abs(got.lo - lo) / (hi - lo)).toBeLessThan(0.025);
  expect(Math.abs(got.hi - hi) / (hi - lo)).toBeLessThan(0.025);
}

test('two years that are compared share their draws: what both bought leaves no error', () => {
  const [row] = rows;
  const then = entryOf(row!);
  const same = runAtOnce(eachComparedTotals([then], [then], 'years', factors));
  expect(same.difference).toEqual({ mid: 0, lo: 0, hi: 0 });
  expect(same.totals).toEqual(impactTotals([[then]], 'years', factors)[0]);
  const more = { ...then, reference_units: 12, mass_g: 84_000 };
  const { lo, hi, mid } = runAtOnce(eachComparedTotals([more], [then], 'years', factors)).difference!;
  expect(mid).toBeLessThan(0);
  expect(hi).toBeLessThan(0); // two chairs more is surely more, though the two intervals overlap
  const [a, b] = impactTotals([[then], [more]], 'years', factors);
  expect(b!.delta!.hi).toBeGreaterThan(a!.delta!.lo);
  expect(hi - lo).toBeLessThan((a!.delta!.hi - a!.delta!.lo) / 4);
});
