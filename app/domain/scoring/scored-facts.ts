// Parses facts from outside (the command line, later a form or a file) and checks them against the method.
import { z } from 'zod';
import { definesLevel } from './criterion-levels.ts';
import type { Facts, Score } from './score.ts';
import { evidenceLevels, findCriterion, type Method, rangeOf, refOf } from './scoring-method.ts';

const day = z.iso.date();
const shape = z.strictObject({
  method: z.string(),
  asOf: day,
  headcount: z.number().nonnegative().nullable().default(null),
  notApplicable: z.array(z.string()).default([]),
  facts: z.record(z.string(), z.strictObject({ value: z.number(), evidence: z.enum(evidenceLevels), date: day })),
});

/** Returns the facts, or one sentence that explains the error. */
export function parseFacts(
  input: unknown,
  method: Method,
): { ok: true; facts: Facts } | { ok: false; sentence: string } {
  const parsed = shape.extend({ method: z.literal(method.method_id) }).safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { ok: false, sentence: `${issue.path.join('.') || 'The input'}: ${issue.message}.` };
  }
  const sentence = wrongExemption(parsed.data, method) ?? wrongFact(parsed.data, method);
  return sentence ? { ok: false, sentence } : { ok: true, facts: parsed.data };
}

function wrongFact({ facts, asOf, notApplicable }: Facts, method: Method): string | undefined {
  for (const [id, fact] of Object.entries(facts)) {
    const criterion = findCriterion(method, id);
    if (!criterion) return `${id} is not a criterion of ${method.method_id}.`;
    const { min, max } = rangeOf(criterion);
    if (fact.value < min || fact.value > max) {
      const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `between ${min} and ${max}`;
      return `${id} is ${fact.value}; it must be ${range} (${criterion.unit}).`;
    }
    if (fact.date > asOf) return `${id} has evidence dated ${fact.date}, after ${asOf}.`;
    if (notApplicable.includes(id)) return `${id} cannot be both a fact and not applicable.`;
  }
  return undefined;
}

/** Sentences on facts at a level that the method does not define: such a fact is computed, and cannot be held by a supplier. */
export function undefinedLevels({ facts }: Facts, method: Method): string[] {
  return Object.entries(facts)
    .filter(([id, { evidence }]) => evidence !== 'L0' && !definesLevel(findCriterion(method, id)!, evidence))
    .map(([id, { evidence }]) => `${id} has no level ${evidence} by ${refOf(method)}; it is computed as given.`);
}

function wrongExemption({ notApplicable }: Facts, method: Method): string | undefined {
  const weights = new Map<string, number>();
  for (const id of new Set(notApplicable)) {
    const criterion = findCriterion(method, id);
    if (!criterion) return `${id} is not a criterion of ${method.method_id}.`;
    if (criterion.not_applicable_when.length === 0) return `${id} can never be not applicable.`;
    const weight = (weights.get(criterion.pillar) ?? 0) + criterion.weight;
    weights.set(criterion.pillar, weight);
    const maxWeight = method.not_applicable.max_na_weight_per_pillar;
    if (weight > maxWeight) return `More than ${maxWeight} points of pillar ${criterion.pillar} are not applicable.`;
  }
  return undefined;
}

/** The score as the command line and the API print it: two decimals, four for coverage and evidence. */
export function toPrintableScore(score: Score, method: Method) {
  const two = (x: number) => roundHalfUp(x, 100);
  const four = (x: number) => roundHalfUp(x, 10_000);
  return {
    method: refOf(method),
    proven: two(score.proven),
    declared: two(score.declared),
    coverage: four(score.coverage),
    evidence: four(score.evidence),
    documented: score.documented,
    applicable: score.applicable,
    pillars: Object.fromEntries(
      Object.entries(score.pillars).map(([id, p]) => [
        id,
        { proven: two(p.proven), declared: two(p.declared), coverage: four(p.coverage) },
      ]),
    ),
    criteria: Object.fromEntries(
      Object.entries(score.criteria).map(([id, c]) => [
        id,
        {
          status: c.status,
          score: c.score === null ? null : two(c.score),
          gamma: four(c.gamma),
          weight: c.weight,
          expiresOn: c.expiresOn,
        },
      ]),
    ),
  };
}

/** Halves away from zero. 1e-7 outweighs the binary error of a half that came out of a division. */
function roundHalfUp(x: number, scale: number): number {
  return Math.round(x * scale + 1e-7) / scale;
}
