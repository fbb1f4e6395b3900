import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseMethod } from './method-file.ts';
import { refOf } from './scoring-method.ts';

const folder = 'app/domain/scoring/methods';
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;

test.each(files)('%s is a method, and its name is its reference', (name) => {
  const parsed = parseMethod(read(name));
  expect(parsed).toMatchObject({ ok: true });
  if (parsed.ok) expect(name).toBe(`${refOf(parsed.file).replace('/', '-')}.json`);
});

type Mutable = Record<string, unknown> & { criteria: Record<string, unknown>[] };

/** A fresh copy of the file in force, its criteria by id, and its other lists by id. */
function copy() {
  const file = read('mv112-impact-1.0.0-draft.1.json') as Mutable;
  const criterion = (id: string) => entryOf(file.criteria, id);
  return { file, criterion, tier: (id: string) => entryOf(file.evidence_tiers as Mutable['criteria'], id) };
}

function entryOf(list: Record<string, unknown>[], id: string): Record<string, unknown> {
  const entry = list.find((one) => one.id === id);
  if (!entry) throw new Error(`no ${id} in the file`);
  return entry;
}

const governance = 'soc.governance';
const change =
  (fields: Record<string, unknown>) =>
  ({ criterion }: ReturnType<typeof copy>) =>
    Object.assign(criterion(governance), fields);
const drop =
  (field: string) =>
  ({ criterion }: ReturnType<typeof copy>) => {
    delete criterion(governance)[field];
  };

const mutations: [string, (of: ReturnType<typeof copy>) => unknown, string, string][] = [
  ['a misspelt pillar', change({ pillar: 'social' }), 'criteria.soc.governance.pillar', 'unknown-value'],
  ['a pillar that is not of the id', change({ pillar: 'env' }), 'criteria.soc.governance.id', 'wrong-shape'],
  ['a weight as a string', change({ weight: '10' }), 'criteria.soc.governance.weight', 'not-a-number'],
  ['a weight "NaN"', change({ weight: 'NaN' }), 'criteria.soc.governance.weight', 'not-a-number'],
  ['a weight that is no number', change({ weight: Number.NaN }), 'criteria.soc.governance.weight', 'not-a-number'],
  ['weight 0', change({ weight: 0 }), 'criteria.soc.governance.weight', 'out-of-range'],
  ['a negative weight', change({ weight: -10 }), 'criteria.soc.governance.weight', 'out-of-range'],
  ['weight null', change({ weight: null }), 'criteria.soc.governance.weight', 'not-a-number'],
  ['no weight', drop('weight'), 'criteria.soc.governance.weight', 'missing'],
  ['weights that do not sum to 100', change({ weight: 11 }), 'criteria.soc.weight', 'wrong-sum'],
  [
    'a doubled id',
    ({ file, criterion }) => file.criteria.push(criterion(governance)),
    'criteria.soc.governance.id',
    'not-unique',
  ],
  ['an id with spaces', change({ id: 'soc.shared power' }), 'criteria.soc.shared power.id', 'wrong-shape'],
  ['no id', drop('id'), 'criteria.13.id', 'missing'],
  [
    'anchors reversed',
    change({
      anchors: [
        [3, 100],
        [2, 60],
        [1, 30],
        [0, 0],
      ],
    }),
    'criteria.soc.governance.anchors',
    'not-ascending',
  ],
  [
    'a value twice',
    change({
      anchors: [
        [0, 0],
        [0, 30],
        [3, 100],
      ],
    }),
    'criteria.soc.governance.anchors',
    'not-ascending',
  ],
  ['one anchor', change({ anchors: [[0, 0]] }), 'criteria.soc.governance.anchors', 'too-few'],
  ['no anchors', change({ anchors: [] }), 'criteria.soc.governance.anchors', 'too-few'],
  ['an anchor without points', change({ anchors: [[0], [3, 100]] }), 'criteria.soc.governance.anchors.0', 'too-few'],
  [
    'an anchor of three numbers',
    change({
      anchors: [
        [0, 0, 0],
        [3, 100],
      ],
    }),
    'criteria.soc.governance.anchors.0',
    'too-many',
  ],
  [
    'more than 100 points',
    change({
      anchors: [
        [0, 0],
        [3, 101],
      ],
    }),
    'criteria.soc.governance.anchors.1.1',
    'out-of-range',
  ],
  [
    'negative points',
    change({
      anchors: [
        [0, -1],
        [3, 100],
      ],
    }),
    'criteria.soc.governance.anchors.0.1',
    'out-of-range',
  ],
  [
    'a value beyond the scale of the unit',
    change({
      anchors: [
        [0, 0],
        [4, 100],
      ],
    }),
    'criteria.soc.governance.anchors',
    'out-of-range',
  ],
  [
    'points that fall where higher is better',
    change({
      anchors: [
        [0, 100],
        [3, 0],
      ],
    }),
    'criteria.soc.governance.anchors',
    'against-direction',
  ],
  ['an unknown direction', change({ direction: 'up' }), 'criteria.soc.governance.direction', 'unknown-value'],
  [
    'an unknown interpolation',
    change({ interpolation: 'cubic' }),
    'criteria.soc.governance.interpolation',
    'unknown-value',
  ],
  ['an unknown unit', change({ unit: 'pieds' }), 'criteria.soc.governance.unit', 'unknown-value'],
  [
    'an unknown level',
    change({ evidence: { L1: 'a', L2: 'b', L3: 'c', L4: 'd', L9: 'e' } }),
    'criteria.soc.governance.evidence.L9',
    'unknown-key',
  ],
  [
    'a level without words',
    change({ evidence: { L1: 'a', L2: 'b', L3: ' ', L4: 'd' } }),
    'criteria.soc.governance.evidence.L3',
    'empty',
  ],
  ['an unknown key', change({ wieght: 10 }), 'criteria.soc.governance.wieght', 'unknown-key'],
  ['no title in English', drop('label_en'), 'criteria.soc.governance.label_en', 'missing'],
  ['an empty title in French', change({ label_fr: '' }), 'criteria.soc.governance.label_fr', 'empty'],
  ['no measure in French', drop('measures_fr'), 'criteria.soc.governance.measures_fr', 'missing'],
  [
    'validity in words',
    change({ validity_months: 'a year' }),
    'criteria.soc.governance.validity_months',
    'not-a-number',
  ],
  ['no validity at all', change({ validity_months: 0 }), 'criteria.soc.governance.validity_months', 'out-of-range'],
  ['half a month', change({ validity_months: 1.5 }), 'criteria.soc.governance.validity_months', 'not-whole'],
  [
    'exemptions as one text',
    change({ not_applicable_when: 'never' }),
    'criteria.soc.governance.not_applicable_when',
    'not-a-list',
  ],
  ['an unknown status', change({ status: 'DONE' }), 'criteria.soc.governance.status', 'unknown-value'],
  ['a criterion that is null', ({ file }) => file.criteria.splice(0, 1, null as never), 'criteria.0', 'not-an-object'],
  [
    'criteria by name, not in a list',
    ({ file }) => Object.assign(file, { criteria: { soc: file.criteria } }),
    'criteria',
    'not-a-list',
  ],
  ['no criteria', ({ file }) => file.criteria.splice(0), 'criteria', 'too-few'],
  [
    'a pillar without criteria',
    ({ file }) => (file.criteria = file.criteria.filter((one) => one.pillar !== 'env')),
    'criteria.env',
    'too-few',
  ],
  ['an evidence level missing', ({ file }) => (file.evidence_tiers as unknown[]).pop(), 'evidence_tiers.L4', 'missing'],
  [
    'an evidence level twice',
    ({ file, tier }) => (file.evidence_tiers as unknown[]).push(tier('L2')),
    'evidence_tiers.L2.id',
    'not-unique',
  ],
  [
    'an unknown evidence level',
    ({ tier }) => Object.assign(tier('L2P'), { id: 'L2X' }),
    'evidence_tiers.L2X.id',
    'unknown-value',
  ],
  [
    'a weight of evidence above 1',
    ({ tier }) => Object.assign(tier('L4'), { gamma: 1.5 }),
    'evidence_tiers.L4.gamma',
    'out-of-range',
  ],
  [
    'stronger evidence that weighs less',
    ({ tier }) => Object.assign(tier('L3'), { gamma: 0.1 }),
    'evidence_tiers.L3.gamma',
    'not-ascending',
  ],
  [
    'no evidence that weighs something',
    ({ tier }) => Object.assign(tier('L0'), { gamma: 0.1 }),
    'evidence_tiers.L0.gamma',
    'out-of-range',
  ],
  ['a pillar missing', ({ file }) => (file.pillars as unknown[]).pop(), 'pillars.env', 'missing'],
  [
    'a pillar that weighs half',
    ({ file }) => Object.assign(entryOf(file.pillars as Mutable['criteria'], 'eco'), { weight: 0.5 }),
    'pillars.eco.weight',
    'wrong-sum',
  ],
  [
    'a decay above 1',
    ({ file }) => Object.assign(file.expiry as object, { decay_floor: 2 }),
    'expiry.decay_floor',
    'out-of-range',
  ],
  [
    'a share of exemptions in words',
    ({ file }) => Object.assign(file.not_applicable as object, { max_na_weight_per_pillar: 'many' }),
    'not_applicable.max_na_weight_per_pillar',
    'not-a-number',
  ],
  ['a version in words', ({ file }) => Object.assign(file, { version: 'latest' }), 'version', 'wrong-shape'],
  ['a day that does not exist', ({ file }) => Object.assign(file, { date: '2026-02-30' }), 'date', 'not-a-day'],
  ['an unknown key of the file', ({ file }) => Object.assign(file, { comment: 'x' }), 'comment', 'unknown-key'],
  ['no name', ({ file }) => delete file.method_id, 'method_id', 'missing'],
];

test.each(mutations)('refuses %s and names the field', (_, mutate, field, problem) => {
  const of = copy();
  mutate(of);
  const parsed = parseMethod(of.file);
  expect(parsed.ok ? [] : parsed.faults).toContainEqual({ field, problem });
});

test.each([[null], [[]], ['text'], [undefined]])('refuses %j, which is no file', (file) => {
  expect(parseMethod(file)).toMatchObject({ ok: false, faults: [{ field: 'the file' }] });
});
