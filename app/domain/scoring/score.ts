// Pure: takes facts, a date and a method, returns scores with their reasons. Never reads a clock or a database.
// Formulas: docs/method.md, section "The supplier score".
import {
  type Criterion,
  type EvidenceLevel,
  findCriterion,
  gammaOf,
  type Method,
  type PillarId,
  pillarIds,
} from './scoring-method.ts';

/** One disclosed fact. `date` is the day of the evidence, YYYY-MM-DD. */
export type Fact = { value: number; evidence: EvidenceLevel; date: string };

export type Facts = {
  /** Day the score is computed for, YYYY-MM-DD. */
  asOf: string;
  /** Full-time equivalents; null when unknown, and then the small-operator rule does not apply. */
  headcount: number | null;
  notApplicable: readonly string[];
  facts: Readonly<Record<string, Fact>>;
};

export type CriterionScore = {
  status: 'provided' | 'missing' | 'expired' | 'not-applicable';
  /** s = f(value), 0..100, or null when no fact is effective. */
  score: number | null;
  /** Evidence weight after expiry, 0..1. */
  gamma: number;
  /** Last day on which the evidence counts fully; null without evidence. */
  expiresOn: string | null;
  weight: number;
};

export type PillarScore = {
  proven: number;
  declared: number;
  coverage: number;
  documented: number;
  applicable: number;
};

export type Score = {
  proven: number;
  declared: number;
  /** Share of the applicable weight that is documented, 0..1. */
  coverage: number;
  /** Mean evidence weight of what is documented, 0..1. */
  evidence: number;
  documented: number;
  /** Criteria whose evidence was looked at or measured: those that weigh something. */
  reviewed: number;
  applicable: number;
  pillars: Record<PillarId, PillarScore>;
  criteria: Record<string, CriterionScore>;
};

/** Piecewise linear through the anchors, clamped at both ends. */
export function interpolateAnchors(anchors: Criterion['anchors'], x: number): number {
  const first = anchors[0]!;
  const last = anchors[anchors.length - 1]!;
  if (x <= first[0]) return first[1];
  if (x >= last[0]) return last[1];
  const at = anchors.findIndex(([value]) => x < value);
  const [x0, y0] = anchors[at - 1]!;
  const [x1, y1] = anchors[at]!;
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/** Adds calendar months to a YYYY-MM-DD day; a day that does not exist becomes the last of its month. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Evidence weight on `asOf`: that of its level times `freshnessOn`. A bare declaration can weigh 0 and count still. */
export function gammaOn(fact: Fact, criterion: Criterion, asOf: string, method: Method): number {
  return gammaOf(method, fact.evidence) * freshnessOn(fact, criterion, asOf, method);
}

/** How much the date leaves of a fact: 1 while valid, then linear down to half over six months, then 0. */
function freshnessOn(fact: Pick<Fact, 'date'>, criterion: Criterion, asOf: string, method: Method): number {
  const validUntil = addMonths(fact.date, criterion.validity_months);
  if (asOf <= validUntil) return 1;
  const goneFrom = addMonths(validUntil, method.expiry.decay_months);
  if (asOf >= goneFrom) return 0;
  const elapsed = (Date.parse(asOf) - Date.parse(validUntil)) / (Date.parse(goneFrom) - Date.parse(validUntil));
  return 1 - (1 - method.expiry.decay_floor) * elapsed;
}

/**
 * Whether a recorded fact is effective on a day, fully or fading: a fact that is not counts as unknown everywhere. A
 * declaration is effective although it weighs nothing: it is known, and counts in the declared score.
 */
export function isFactEffective(fact: { criterionId: string; datedOn: string }, asOf: string, method: Method): boolean {
  const criterion = findCriterion(method, fact.criterionId);
  return criterion !== undefined && freshnessOn({ date: fact.datedOn }, criterion, asOf, method) > 0;
}

/** Computes the whole method. The same facts, date and method give the same numbers. */
export function score(input: Facts, method: Method): Score {
  const criteria: Record<string, CriterionScore> = {};
  for (const criterion of method.criteria) criteria[criterion.id] = scoreCriterion(criterion, input, method);
  for (const criterion of method.criteria) applySmallOperatorRule(criterion, criteria, input, method);

  const pillars = Object.fromEntries(
    pillarIds.map((pillar) => [pillar, scorePillar(rows(method, criteria, pillar))]),
  ) as Record<PillarId, PillarScore>;
  const all = pillarIds.flatMap((pillar) => rows(method, criteria, pillar));
  const provided = all.filter((row) => row.status === 'provided');
  const applicable = all.filter((row) => row.status !== 'not-applicable');
  const providedWeight = weigh(provided);
  return {
    proven: acrossPillars(pillarIds.map((pillar) => pillars[pillar].proven)),
    declared: acrossPillars(pillarIds.map((pillar) => pillars[pillar].declared)),
    coverage: applicable.length === 0 ? 0 : providedWeight / weigh(applicable),
    evidence: provided.length === 0 ? 0 : weigh(provided, (row) => row.gamma) / providedWeight,
    documented: provided.length,
    reviewed: provided.filter((row) => row.gamma > 0).length,
    applicable: applicable.length,
    pillars,
    criteria,
  };
}

/** A strong pillar does not compensate a weak one: geometric mean with a floor of 1. */
export function acrossPillars(scores: readonly number[]): number {
  return scores.reduce((product, s) => product * Math.max(s, 1) ** (1 / scores.length), 1);
}

function scoreCriterion(criterion: Criterion, input: Facts, method: Method): CriterionScore {
  const nothing = { score: null, gamma: 0, expiresOn: null, weight: criterion.weight };
  if (input.notApplicable.includes(criterion.id)) return { ...nothing, status: 'not-applicable' };
  const fact = input.facts[criterion.id];
  if (!fact || fact.evidence === 'L0') return { ...nothing, status: 'missing' };
  const expiresOn = addMonths(fact.date, criterion.validity_months);
  if (freshnessOn(fact, criterion, input.asOf, method) === 0) return { ...nothing, expiresOn, status: 'expired' };
  const gamma = gammaOn(fact, criterion, input.asOf, method);
  return {
    status: 'provided',
    score: interpolateAnchors(criterion.anchors, fact.value),
    gamma,
    expiresOn,
    weight: criterion.weight,
  };
}

/** Below the headcount, the criterion counts only if it raises the proven pillar; otherwise it is not applicable. */
function applySmallOperatorRule(
  criterion: Criterion,
  criteria: Record<string, CriterionScore>,
  input: Facts,
  method: Method,
): void {
  const below = criterion.small_operator_rule?.headcount_below;
  if (below === undefined || input.headcount === null || input.headcount >= below) return;
  const own = criteria[criterion.id]!;
  const without = { ...criteria, [criterion.id]: { ...own, status: 'not-applicable' as const, score: null, gamma: 0 } };
  const raises =
    scorePillar(rows(method, criteria, criterion.pillar)).proven >
    scorePillar(rows(method, without, criterion.pillar)).proven;
  if (!raises) criteria[criterion.id] = without[criterion.id]!;
}

function rows(method: Method, criteria: Record<string, CriterionScore>, pillar: PillarId): CriterionScore[] {
  return method.criteria.filter((criterion) => criterion.pillar === pillar).map((criterion) => criteria[criterion.id]!);
}

function scorePillar(scores: CriterionScore[]): PillarScore {
  const applicable = scores.filter((row) => row.status !== 'not-applicable');
  const provided = scores.filter((row) => row.status === 'provided');
  const whole = weigh(applicable) || 1;
  return {
    proven: weigh(provided, (row) => row.gamma * row.score!) / whole,
    declared: weigh(provided, (row) => row.score!) / whole,
    coverage: weigh(provided) / whole,
    documented: provided.length,
    applicable: applicable.length,
  };
}

function weigh(scores: readonly CriterionScore[], by: (row: CriterionScore) => number = () => 1): number {
  return scores.reduce((total, row) => total + row.weight * by(row), 0);
}
