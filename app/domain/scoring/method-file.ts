// Parses a method file. The checks are those that score() and the pages rely on, so that a broken file is refused by
// the name of its field before anybody's score depends on it.
import { z } from 'zod';
import { fileIssue, type ParsedFile, parseFile } from '#app/domain/shared/file-fault.ts';
import { quantityFormula } from './quantity-formula-file.ts';
import { type Criterion, evidenceLevels, type Method, pillarIds, rangeOf } from './scoring-method.ts';

/** Weights are points: those of a pillar sum to a hundred, and `max_na_weight_per_pillar` is a part of them. */
const pillarPoints = 100;

/** A file by its type, or its faults. */
export function parseMethod(file: unknown): ParsedFile<Method> {
  return parseFile(methodSchema, file);
}

const text = z.string().refine((value) => value.trim() !== '', fileIssue('empty'));
const points = z.number().min(0).max(100);
const share = z.number().min(0).max(1);

const units = ['%', 'ratio', 'jours', 'nombre', 'ETP/M€', 'h/ETP/an'];
/** A unit with a scale in its name, such as `niveau 0-3`; rangeOf() reads it. */
const scaleUnit = /^(niveau|points) \d+-\d+$/;

const criterion = z
  .strictObject({
    id: z.string().regex(/^[a-z]+\.[a-z][a-z0-9_]*$/),
    pillar: z.enum(pillarIds),
    label_fr: text,
    label_en: text,
    measures_fr: text,
    measures_en: text,
    unit: z.string().refine((unit) => units.includes(unit) || scaleUnit.test(unit), fileIssue('unknown-value')),
    direction: z.enum(['higher', 'lower']),
    anchors: z.array(z.tuple([z.number(), points])).min(2),
    interpolation: z.literal('piecewise_linear_clamped'),
    weight: z.number().positive().max(pillarPoints),
    evidence: z.strictObject({ L1: text, L2: text, L2P: text.optional(), L3: text, L4: text }),
    validity_months: z.int().min(1).max(120),
    not_applicable_when: z.array(text),
    guard: z.string(),
    guard_en: text.optional(),
    inspired_by: z.array(text),
    status: z.enum(['PROPOSED', 'ADOPTED']),
    small_operator_rule: z.strictObject({ headcount_below: z.int().min(1), rule: text }).optional(),
    quantities: quantityFormula.optional(),
  })
  .superRefine((one, ctx) => {
    if (!one.id.startsWith(`${one.pillar}.`)) ctx.addIssue(fileIssue('wrong-shape', ['id']));
    for (const problem of curveProblems(one)) ctx.addIssue(fileIssue(problem, ['anchors']));
  });

/** Values ascend and are possible in the unit; points rise where higher is better, and fall where lower is. */
function* curveProblems({ anchors, direction, unit }: Pick<Criterion, 'anchors' | 'direction' | 'unit'>) {
  const { min, max } = rangeOf({ unit });
  if (anchors.some(([value]) => value < min || value > max)) yield 'out-of-range' as const;
  const pairs = anchors.slice(1).map((after, i) => [anchors[i] ?? after, after] as const);
  if (pairs.some(([before, after]) => after[0] <= before[0])) yield 'not-ascending' as const;
  const sign = direction === 'higher' ? 1 : -1;
  if (pairs.some(([before, after]) => sign * (after[1] - before[1]) < 0)) yield 'against-direction' as const;
}

const tier = z.strictObject({ id: z.enum(evidenceLevels), label_fr: text, label_en: text, gamma: share });

/** One third: score() takes the geometric mean of three equal pillars, so that another weight would not be true. */
const pillarWeight = z
  .number()
  .refine((weight) => Math.abs(weight - 1 / pillarIds.length) < 1e-6, fileIssue('wrong-sum'));
const pillar = z.strictObject({ id: z.enum(pillarIds), label_fr: text, label_en: text, weight: pillarWeight });

const letters = z.strictObject({
  enabled_default: z.boolean(),
  audience: text,
  thresholds: z.strictObject({ A: points, B: points, C: points, D: points, E: points }),
  suppress_if: text,
});

const methodSchema: z.ZodType<Method> = z
  .strictObject({
    method_id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.string().regex(/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/),
    date: z.iso.date(),
    licence: text,
    status_note: text,
    pillars: z.array(pillar),
    evidence_tiers: z.array(tier),
    expiry: z.strictObject({ rule: text, decay_months: z.int().min(1).max(120), decay_floor: share }),
    not_applicable: z.strictObject({ rule: text, max_na_weight_per_pillar: z.number().min(0).max(pillarPoints) }),
    aggregation: z.strictObject({
      within_pillar: text,
      across_pillars: text,
      proven: text,
      declared: text,
      coverage: text,
      evidence: text,
    }),
    display: z.strictObject({ headline: text, band: text, letters }),
    criteria: z.array(criterion).min(1),
  })
  .superRefine((file, ctx) => {
    requireEach(ctx, 'pillars', file.pillars, pillarIds);
    requireEach(ctx, 'evidence_tiers', file.evidence_tiers, evidenceLevels);
    checkGammas(ctx, file.evidence_tiers);
    requireUniqueIds(ctx, 'criteria', file.criteria);
    for (const id of pillarIds) {
      const weights = file.criteria.filter((one) => one.pillar === id).map((one) => one.weight);
      if (weights.length === 0) ctx.addIssue(fileIssue('too-few', ['criteria', id]));
      else if (Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - pillarPoints) > 1e-6)
        ctx.addIssue(fileIssue('wrong-sum', ['criteria', id, 'weight']));
    }
  });

type Refinement = { addIssue: (issue: ReturnType<typeof fileIssue>) => void };

function requireUniqueIds(ctx: Refinement, list: string, rows: readonly { id: string }[]): void {
  rows.forEach(({ id }, i) => {
    if (rows.findIndex((row) => row.id === id) < i) ctx.addIssue(fileIssue('not-unique', [list, i, 'id']));
  });
}

/** Each of a closed list exactly once. */
function requireEach(ctx: Refinement, list: string, rows: readonly { id: string }[], ids: readonly string[]): void {
  requireUniqueIds(ctx, list, rows);
  for (const id of ids) if (!rows.some((row) => row.id === id)) ctx.addIssue(fileIssue('missing', [list, id]));
}

/** No evidence weighs nothing, and stronger evidence never weighs less. */
function checkGammas(ctx: Refinement, tiers: readonly { id: string; gamma: number }[]): void {
  const gammas = evidenceLevels.map((level) => tiers.find(({ id }) => id === level)?.gamma ?? 0);
  if (gammas[0] !== 0) ctx.addIssue(fileIssue('out-of-range', ['evidence_tiers', 'L0', 'gamma']));
  evidenceLevels.forEach((level, i) => {
    if ((gammas[i] ?? 0) < (gammas[i - 1] ?? 0))
      ctx.addIssue(fileIssue('not-ascending', ['evidence_tiers', level, 'gamma']));
  });
}
