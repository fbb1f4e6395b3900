import { expect, test } from 'vitest';
import { method } from '#seeds/shipped-rules.ts';
import { computeValue, type Quantities } from './criterion-quantities.ts';
import { parseMethod } from './method-file.ts';
import { findCriterion } from './scoring-method.ts';

function valueFrom(criterionId: string, amounts: Record<string, number>) {
  const quantities: Quantities = Object.fromEntries(
    Object.entries(amounts).map(([id, amount]) => [id, Math.round(amount * 1000)]),
  );
  return computeValue(findCriterion(method, criterionId)!.quantities!, quantities);
}

/** One worked example for each criterion, by hand. */
const examples: [criterion: string, amounts: Record<string, number>, value: number][] = [
  ['eco.territory_retention', { wages: 70_000, purchases: 34_000, sales: 180_000, grants: 20_000 }, 52],
  ['eco.local_control', { staff: 88, public: 7, votes: 100 }, 95],
  ['eco.surplus_reinvested', { reserves: 40_000, staff: 11_000, surplus: 60_000 }, 85],
  ['eco.pay_ratio', { highest: 3200, lowest: 1600 }, 2],
  ['eco.pay_ratio', { highest: 3200, group: 16_000, lowest: 1600 }, 10],
  ['eco.supplier_payment_days', { days: 2880, invoices: 120 }, 24],
  ['eco.supplier_payment_days', { days: 2880, invoices: 120, fine: 1 }, 75],
  ['eco.intermediaries', { none: 60_000, consignment: 10_000, one: 10_000, two: 20_000 }, 0.6],
  ['eco.job_intensity', { employed: 4, agency: 1, sales: 250_000, grants: 50_000 }, 16.667],
  ['eco.price_transparency', { published: 60, sales: 100 }, 60],
  ['soc.inclusion_hours', { pathway: 1000, disability: 600, hours: 8000 }, 20],
  ['soc.job_stability', { permanent: 9000, hours: 14_000, excluded: 4000 }, 90],
  ['soc.training_hours', { training: 60, mentoring: 10, staff: 5 }, 14],
  ['soc.pay_equity', { men: 20, women: 19.4 }, 3],
  ['soc.pay_equity', { men: 20, women: 20.6 }, 3],
  ['soc.safety_ratio', { accidents: 2, hours: 100_000, branch: 20 }, 1],
  ['soc.safety_ratio', { accidents: 0, hours: 100_000, branch: 20, conviction: 1 }, 3],
  ['soc.accessibility', { step_free: 1, human_contact: 1, web: 1 }, 3],
  ['soc.supply_rights', { safe: 60, audited: 14, risk: 20, purchases: 100 }, 74],
  [
    'env.carbon_ratio',
    { scope_1: 4000, scope_2: 1000, purchases: 60_000, transport: 5000, sales: 200_000, median: 0.5 },
    0.7,
  ],
  ['env.circular_inputs', { reused: 4000, recycled: 2000, renewable: 750, mass: 10_000 }, 55],
  ['env.life_extension', { covered: 50, sales: 100 }, 50],
  ['env.renewable_energy', { own: 12, matched: 42, unmatched: 12, energy: 100 }, 60],
  ['env.low_impact_delivery', { light: 20, shared: 10, all: 100 }, 30],
  ['env.packaging_reuse', { bare: 300, returned: 480, units: 1000 }, 78],
  ['env.biodiversity_practice', { certified: 60, conversion: 20, hve3: 20, base: 100 }, 75],
  ['env.hazard_free', { free: 2, sales: 3 }, 66.667],
];

test.each(examples)('%s of %o is %d', (criterionId, amounts, value) => {
  expect(valueFrom(criterionId, amounts)).toEqual({ ok: true, value });
});

test('every criterion but the level of governance asks for quantities', () => {
  const asking = method.criteria.filter(({ quantities }) => quantities).map(({ id }) => id);
  expect(method.criteria.map(({ id }) => id).filter((id) => !asking.includes(id))).toEqual(['soc.governance']);
  expect(new Set(examples.map(([id]) => id))).toEqual(new Set(asking));
});

test('one mass stands in one box: parts above their whole are refused', () => {
  expect(valueFrom('env.circular_inputs', { reused: 60, recycled: 50, mass: 100 })).toEqual({
    ok: false,
    reason: 'parts-exceed-whole',
    field: 'recycled',
    whole: ['mass'],
  });
});

test('a value without what it is divided by is refused at that field', () => {
  expect(valueFrom('env.renewable_energy', {})).toEqual({ ok: false, reason: 'nothing-to-divide', field: 'energy' });
  expect(valueFrom('soc.safety_ratio', { accidents: 1, hours: 1000 })).toMatchObject({ field: 'branch' });
  // All hours are left out of the denominator: nothing is left to divide by.
  expect(valueFrom('soc.job_stability', { hours: 100, excluded: 100 })).toMatchObject({ reason: 'nothing-to-divide' });
});

test('large books are exact to the third decimal', () => {
  expect(valueFrom('eco.job_intensity', { employed: 0.001, sales: 999_999_999 })).toEqual({ ok: true, value: 0 });
  expect(valueFrom('eco.job_intensity', { employed: 123_456.789, sales: 123_456_789 })).toEqual({
    ok: true,
    value: 1000,
  });
  expect(valueFrom('env.hazard_free', { free: 1, sales: 800 })).toEqual({ ok: true, value: 0.125 });
});

test('a formula that names no field, or a field that no formula uses, is a fault of the file', () => {
  const broken = structuredClone(method) as unknown as {
    criteria: { id: string; quantities: Record<string, unknown> }[];
  };
  const one = broken.criteria.find(({ id }) => id === 'env.hazard_free')!;
  one.quantities = { ...one.quantities, numerator: { fre: 1 }, within: [] };
  const parsed = parseMethod(broken);
  expect(parsed.ok ? [] : parsed.faults.map(({ field, problem }) => `${field} ${problem}`).sort()).toEqual([
    'criteria.env.hazard_free.quantities.fields.free.id unknown-value',
    'criteria.env.hazard_free.quantities.fre unknown-reference',
  ]);
});
