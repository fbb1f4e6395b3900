// Golden file with one line of each kind of purchase: the same inputs and seed give the same bytes on any machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#app/domain/ledger/canonical.ts';
import { factors } from '#seeds/shipped-rules.ts';
import { type ImpactEntry, recomputeEntry } from './impact-entry.server.ts';
import { lineImpact } from './line.server.ts';
import type { LineInput } from './line-input.ts';

const file = 'app/domain/impact/golden.ndjson';
const base: LineInput = {
  event: '',
  methodRef: 'mv112-impact/1.0.0-draft.1',
  quantity: 1,
  massGrams: 0,
  referenceUnits: 0,
  htCents: 10_000,
  scenario: null,
  trip: { mode: 'transport.van35_electric', trip: 'shared', distanceMeters: 8000, sharePermille: 1000 },
  displacementPermille: null,
  retention: { percent: 61, level: 'L2' },
  inclusion: { yearlyMinutes: 600_000, yearlyResourcesCents: 40_000_000, level: 'L1' },
  materialKept: null,
  lentUnits: 0,
};
const cargoBike: LineInput['trip'] = { ...base.trip, mode: 'transport.cargo_bike_electric', trip: 'dedicated' };

const lines: Record<string, Partial<LineInput>> = {
  food: {
    massGrams: 40_000,
    scenario: { kind: 'local-food', farm: 'food.leek_farm', transport: 'food.leek_transport_ref' },
  },
  goods: { massGrams: 12_500, scenario: { kind: 'supply-only', factor: 'paper.office_a4' } },
  reuse: {
    quantity: 4,
    massGrams: 28_000,
    referenceUnits: 4,
    scenario: { kind: 'reuse', factor: 'furniture.chair_wood_new' },
    materialKept: 'reuse',
  },
  'reuse, answered': {
    massGrams: 7000,
    referenceUnits: 1,
    scenario: { kind: 'reuse', factor: 'furniture.chair_wood_new' },
    displacementPermille: 1000,
    materialKept: 'reuse',
  },
  repair: {
    massGrams: 2000,
    referenceUnits: 1,
    scenario: { kind: 'published-difference', factor: 'it.laptop_plus_one_year' },
    materialKept: 'repair',
  },
  rental: {
    quantity: 2,
    massGrams: 10_000,
    referenceUnits: 2,
    scenario: { kind: 'rental', factor: 'it.projector_new', usesPerLife: 300 },
    trip: cargoBike,
  },
  service: { trip: cargoBike },
  'by-product': { massGrams: 50_000, materialKept: 'recycled', lentUnits: 1 },
  'unknown supplier': { massGrams: 1000, retention: null, inclusion: null },
};
const inputs = Object.entries(lines).map(
  ([event, line]): LineInput => ({ ...base, ...line, event: `golden:${event}` }),
);
const bytes = (input: LineInput) =>
  canonicalJson({ event: input.event, ...lineImpact(input, factors) } as unknown as Json);

test('computes the bytes of the golden file for each kind of purchase', () => {
  const now = `${inputs.map(bytes).join('\n')}\n`;
  if (process.env.GOLDEN === 'write') writeFileSync(file, now);
  expect(now).toBe(readFileSync(file, 'utf8'));
});

test('recomputes each golden line from its own fields without differences', () => {
  for (const input of inputs) {
    const { scenario, referenceUnits, event } = input;
    const entry = {
      ...lineImpact(input, factors),
      event,
      scenario: scenario?.kind ?? null,
      reference_units: referenceUnits,
    };
    expect(recomputeEntry(entry as unknown as ImpactEntry, factors)).toEqual([]);
  }
});

test('counts a rental’s share of production, two round trips and no delta', () => {
  const rental = inputs.find(({ event }) => event === 'golden:rental')!;
  const { co2e_g: co2, baseline_ref, basis } = lineImpact(rental, factors);
  const made = (2 / 300) * 43_800;
  const travelled = 2 * (2 * 8 * 0.02 * 51.9); // two round trips, to deliver and to collect: km x kWh x g
  expect(co2!.actual).toBe(Math.round(made + travelled));
  expect([co2!.delta, co2!.baseline, co2!.displacement_permille, baseline_ref]).toEqual([null, null, null, null]);
  expect(basis).toMatchObject({ supply_ref: 'it.projector_new', uses_per_life: 300 });
});

test('uses the published difference for a repair, no CO2e for a by-product', () => {
  const of = (name: string) => lineImpact(inputs.find(({ event }) => event === `golden:${name}`)!, factors);
  const repair = of('repair');
  expect(repair.material_kept_g).toEqual({ reuse: 0, repair: 2000, recycled: 0 });
  expect(repair.co2e_g!.delta!.mid).toBeLessThan(-16_000);
  expect(repair.co2e_g!.displacement_permille).toBeNull(); // already part of the published difference
  expect(of('by-product')).toMatchObject({ co2e_g: null, material_kept_g: { recycled: 50_000 } });
  expect(of('service')).toMatchObject({ co2e_g: null, mass_g: 0, inclusion_min: { mid: 150 } });
});
