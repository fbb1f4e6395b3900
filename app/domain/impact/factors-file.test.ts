import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseFactorSet, parseFactorsFile } from './factors-file.ts';

const folder = 'app/domain/impact/factors';
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;

test.each(files)('%s is a version of the factors, and its name is its reference', (name) => {
  const parsed = parseFactorsFile(read(name));
  expect(parsed).toMatchObject({ ok: true });
  if (parsed.ok) expect(name).toBe(`${parsed.file.ref.replace('/', '-')}.json`);
});

type Entry = Record<string, unknown>;
type Mutable = Entry & { factors: Entry[]; parameters: Entry[] };

function copy() {
  const file = read('mv112-factors-2026.11-draft.1.json') as Mutable;
  const entryOf = (list: Entry[], id: string) => {
    const entry = list.find((one) => one.id === id);
    if (!entry) throw new Error(`no ${id} in the file`);
    return entry;
  };
  return {
    file,
    factor: (id: string) => entryOf(file.factors, id),
    parameter: (id: string) => entryOf(file.parameters, id),
    remove: (id: string) => {
      file.factors = file.factors.filter((one) => one.id !== id);
      file.parameters = file.parameters.filter((one) => one.id !== id);
    },
  };
}

const chair = 'furniture.chair_wood_new';
const rate = 'param.substitution_rate';
const change =
  (fields: Entry) =>
  ({ factor }: ReturnType<typeof copy>) =>
    Object.assign(factor(chair), fields);
const changeRate =
  (fields: Entry) =>
  ({ parameter }: ReturnType<typeof copy>) =>
    Object.assign(parameter(rate), fields);

const mutations: [string, (of: ReturnType<typeof copy>) => unknown, string, string][] = [
  ['a value as a string', change({ value: '18.6' }), `factors.${chair}.value`, 'not-a-number'],
  ['a value "NaN"', change({ value: 'NaN' }), `factors.${chair}.value`, 'not-a-number'],
  ['a value null', change({ value: null }), `factors.${chair}.value`, 'not-a-number'],
  ['a negative factor', change({ value: -18.6 }), `factors.${chair}.value`, 'out-of-range'],
  [
    'a difference above zero',
    ({ factor }) => Object.assign(factor('it.laptop_refurb_avoided'), { value: 55 }),
    'factors.it.laptop_refurb_avoided.value',
    'out-of-range',
  ],
  ['an unknown unit', change({ unit: 'kgCO2e/pied' }), `factors.${chair}.unit`, 'unknown-value'],
  ['an unknown category', change({ category: 'chairs' }), `factors.${chair}.category`, 'unknown-value'],
  ['a negative uncertainty', change({ uncertainty_pct: -5 }), `factors.${chair}.uncertainty_pct`, 'out-of-range'],
  [
    'no uncertainty',
    ({ factor }) => delete factor(chair).uncertainty_pct,
    `factors.${chair}.uncertainty_pct`,
    'missing',
  ],
  ['no source', change({ source: '' }), `factors.${chair}.source`, 'empty'],
  ['a year as text', change({ year: '2018' }), `factors.${chair}.year`, 'not-a-number'],
  ['a year of another century', change({ year: 218 }), `factors.${chair}.year`, 'out-of-range'],
  ['an unknown status', change({ status: 'GUESSED' }), `factors.${chair}.status`, 'unknown-value'],
  ['an unknown key', change({ valeu: 1 }), `factors.${chair}.valeu`, 'unknown-key'],
  ['no label in English', ({ factor }) => delete factor(chair).label_en, `factors.${chair}.label_en`, 'missing'],
  ['a doubled id', ({ file, factor }) => file.factors.push(factor(chair)), `factors.${chair}.id`, 'not-unique'],
  ['an id in another alphabet', change({ id: 'Furniture.Chair' }), 'factors.Furniture.Chair.id', 'wrong-shape'],
  [
    'the factor of a vehicle missing',
    ({ remove }) => remove('energy.diesel_b7'),
    'factors.energy.diesel_b7',
    'missing',
  ],
  ['the rate of displacement missing', ({ remove }) => remove(rate), `parameters.${rate}`, 'missing'],
  [
    'a food without its usual way',
    ({ remove }) => remove('food.carrot_transport_ref'),
    'factors.food.carrot_farm.id',
    'unknown-reference',
  ],
  [
    'a way without its food',
    ({ remove }) => remove('food.carrot_farm'),
    'factors.food.carrot_transport_ref.id',
    'unknown-reference',
  ],
  ['a low end above the middle', changeRate({ low: 0.7 }), `parameters.${rate}.low`, 'not-ascending'],
  ['a high end below the middle', changeRate({ high: 0.5 }), `parameters.${rate}.high`, 'not-ascending'],
  ['a low end missing', ({ parameter }) => delete parameter(rate).low, `parameters.${rate}.low`, 'missing'],
  ['a parameter as a list', ({ file }) => file.parameters.splice(0, 1, [] as never), 'parameters.0', 'not-an-object'],
  ['no factors', ({ file }) => file.factors.splice(0), 'factors', 'too-few'],
  ['factors by name, not in a list', ({ file }) => Object.assign(file, { factors: {} }), 'factors', 'not-a-list'],
  ['a day that does not exist', ({ file }) => Object.assign(file, { date: '2026-13-01' }), 'date', 'not-a-day'],
  ['a version in words', ({ file }) => Object.assign(file, { version: 'latest' }), 'version', 'wrong-shape'],
  ['an unknown key of the file', ({ file }) => Object.assign(file, { comment: '' }), 'comment', 'unknown-key'],
];

test.each(mutations)('refuses %s and names the field', (_, mutate, field, problem) => {
  const of = copy();
  mutate(of);
  const parsed = parseFactorsFile(of.file);
  expect(parsed.ok ? [] : parsed.faults).toContainEqual({ field, problem });
});

test('a later version is a set that survives its text', () => {
  const first = parseFactorsFile(read(files[0] ?? ''));
  if (!first.ok) throw new Error('the first version is broken');
  const later = { ...first.file, ref: 'mv112-factors/2026-12-01-town.30' };
  expect(parseFactorSet(JSON.parse(JSON.stringify(later)))).toEqual({ ok: true, file: later });
  const broken = { ...later, parameters: later.parameters.filter(({ id }) => id !== rate) };
  expect(parseFactorSet(broken)).toEqual({ ok: false, faults: [{ field: `parameters.${rate}`, problem: 'missing' }] });
});
