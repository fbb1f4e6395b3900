// The impact of one order line, with its interval. Pure: the same inputs give the same bytes.
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import { type FactorSet, type Factors, requireVersion } from './factor-set.ts';
import type { LineInput } from './line-input.ts';
import { lineTerms } from './line-terms.ts';
import { centralGrams, type Interval, propagateInterval } from './propagate.server.ts';
import { baselineRef, type Scenario } from './terms.ts';
import { displacementId } from './vehicle-terms.ts';

export type LineImpact = {
  baseline_ref: string | null;
  co2e_g: {
    actual: number;
    baseline: number | null;
    delta: Interval | null;
    displacement_permille: number | null;
  } | null;
  inclusion_min: Interval | null;
  mass_g: number;
  material_kept_g: { recycled: number; repair: number; reuse: number };
  money: { eur_cents_ht: number; evidence: EvidenceLevel | null; retained_eur_cents: Interval | null };
  packaging: { lent_units: number; returned_units: number };
  distance_m: number;
  mode: string;
  trip: 'shared' | 'dedicated';
  trip_share_permille: number;
  /** The inputs of the other figures, so that anyone can recompute them. */
  basis: Basis;
  methodology: { factors: string; method: string };
};

/** Integers: `_bp` is hundredths of a percent, `_ms_per_euro` is milliseconds per euro excl. VAT. */
export type Basis = {
  retention_bp: number | null;
  inclusion_ms_per_euro: number | null;
  inclusion_evidence: EvidenceLevel | null;
  /** The factor of a supply or a rented item, which have no reference to compare with, and of the seller's own farm. */
  supply_ref: string | null;
  /** The number of uses that a rented item is counted over; absent in entries older than this field. */
  uses_per_life?: number | null;
  /** The buyer did not answer, so the rate of the factors is used with its interval. */
  displacement_assumed: boolean;
  /** The remaining share of a new thing's life, as the seller said it; null when assumed, absent in the law of items. */
  remaining_permille?: number | null;
};

/** The displacement assumed when the buyer did not answer, per mille; null for what displaces nothing. */
function assumedDisplacement(set: FactorSet, { kind, ...scenario }: Scenario): number | null {
  const asked = kind === 'reuse' || (kind === 'published-difference' && set.law === 'vehicle-km');
  const id = asked && 'factor' in scenario ? displacementId(set, scenario.factor) : null;
  const rate = set.parameters.find((one) => one.id === id);
  return rate ? Math.round(rate.value * 1000) : null;
}

/**
 * Half-width of a supplier's own figure by evidence level: percentage points for retention, relative for hours.
 */
const halfWidth: Record<EvidenceLevel, { points: number; relative: number }> = {
  L0: { points: 30, relative: 0.5 },
  L1: { points: 15, relative: 0.3 },
  L2: { points: 8, relative: 0.15 },
  L2P: { points: 6, relative: 0.12 },
  L3: { points: 4, relative: 0.1 },
  L4: { points: 2, relative: 0.05 },
};

export function lineImpact(input: LineInput, factors: Factors): LineImpact {
  const { massGrams, trip, scenario } = input;
  const set = requireVersion(factors, input.factorsRef ?? factors.first.ref);
  const basis = basisOf(input, set);
  return {
    basis,
    baseline_ref: scenario && baselineRef(scenario),
    co2e_g: scenario && co2e(input, scenario, factors, set),
    inclusion_min: inclusionOf(input.htCents, basis),
    mass_g: massGrams,
    material_kept_g: {
      recycled: input.materialKept === 'recycled' ? Math.round((massGrams * (input.recycledPercent ?? 100)) / 100) : 0,
      repair: input.materialKept === 'repair' ? massGrams : 0,
      reuse: input.materialKept === 'reuse' ? massGrams : 0,
    },
    money: {
      eur_cents_ht: input.htCents,
      evidence: input.retention?.level ?? null,
      retained_eur_cents: retainedOf(input.htCents, basis, input.retention?.level ?? null),
    },
    packaging: { lent_units: input.lentUnits, returned_units: 0 },
    distance_m: trip.distanceMeters,
    mode: trip.mode,
    trip: trip.trip,
    trip_share_permille: trip.sharePermille,
    methodology: { factors: set.ref, method: input.methodRef },
  };
}

function co2e(input: LineInput, scenario: Scenario, factors: Factors, set: FactorSet): LineImpact['co2e_g'] {
  const { massGrams, referenceUnits, remainingPermille, displacementPermille: answer } = input;
  const goods = { scenario, massGrams, referenceUnits, remainingPermille };
  const { actual, baseline, delta } = lineTerms(factors, set, goods, input.trip, answer);
  const assumed = assumedDisplacement(set, scenario);
  return {
    actual: centralGrams(actual, factors),
    baseline: baseline.length > 0 ? centralGrams(baseline, factors) : null,
    delta: delta && propagateInterval(delta, `${input.event}\n${input.methodRef}`, factors),
    displacement_permille: assumed === null ? null : (answer ?? assumed),
  };
}

function basisOf(
  { retention, inclusion, scenario, displacementPermille, remainingPermille }: LineInput,
  set: FactorSet,
) {
  const counts = inclusion !== null && inclusion.yearlyResourcesCents > 0;
  const basis: Basis = {
    retention_bp: retention && Math.round(Math.min(100, Math.max(0, retention.percent)) * 100),
    inclusion_ms_per_euro: counts
      ? Math.round((inclusion.yearlyMinutes * 60_000 * 100) / inclusion.yearlyResourcesCents)
      : null,
    inclusion_evidence: counts ? inclusion.level : null,
    supply_ref: supplyRef(scenario),
    uses_per_life: scenario?.kind === 'rental' ? scenario.usesPerLife : null,
    displacement_assumed:
      scenario !== null && assumedDisplacement(set, scenario) !== null && displacementPermille === null,
  };
  if (set.law === 'vehicle-km') basis.remaining_permille = remainingPermille ?? null;
  return basis;
}

function supplyRef(scenario: Scenario | null): string | null {
  if (scenario?.kind === 'local-food') return scenario.own ?? null;
  return scenario?.kind === 'supply-only' || scenario?.kind === 'rental' ? scenario.factor : null;
}

/**
 * Price x the supplier's retention, plus or minus the percentage points of its evidence level; null when
 * unknown.
 */
export function retainedOf(htCents: number, { retention_bp: bp }: Basis, level: EvidenceLevel | null): Interval | null {
  return rounded(exactRetained(htCents, { retention_bp: bp }, level));
}

/** Retained cents before rounding, as anybody who knows the supplier's public rate computes them. */
export function exactRetained(
  htCents: number,
  { retention_bp: bp }: Pick<Basis, 'retention_bp'>,
  level: EvidenceLevel | null,
): Interval | null {
  if (bp === null || level === null) return null;
  const width = halfWidth[level].points * 100;
  const at = (share: number) => (htCents * Math.min(10_000, Math.max(0, share))) / 10_000;
  return { hi: at(bp + width), lo: at(bp - width), mid: at(bp) };
}

function rounded(interval: Interval | null): Interval | null {
  return interval && { hi: Math.round(interval.hi), lo: Math.round(interval.lo), mid: Math.round(interval.mid) };
}

/**
 * Price x inclusive hours / total resources. Grants count as resources: hours paid by the State are not sold
 * twice.
 */
export function inclusionOf(htCents: number, basis: Basis): Interval | null {
  return rounded(exactInclusion(htCents, basis));
}

/** The minutes before rounding. */
export function exactInclusion(
  htCents: number,
  basis: Pick<Basis, 'inclusion_ms_per_euro' | 'inclusion_evidence'>,
): Interval | null {
  const { inclusion_ms_per_euro: rate, inclusion_evidence: level } = basis;
  if (rate === null || level === null) return null;
  const minutes = (htCents * rate) / 6_000_000;
  const { relative } = halfWidth[level];
  return { hi: minutes * (1 + relative), lo: minutes * (1 - relative), mid: minutes };
}
