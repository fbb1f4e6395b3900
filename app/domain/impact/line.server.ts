// The impact of one order line, with its interval. Pure: the same inputs give the same bytes.
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import { type Factors, findParameter } from './factor-set.ts';
import type { LineInput } from './line-input.ts';
import { centralGrams, type Interval, propagateInterval } from './propagate.server.ts';
import {
  baselineRef,
  baselineTerms,
  deltaTerms,
  type Scenario,
  supplyTerms,
  type Term,
  travelTerms,
  withFactorVersion,
} from './terms.ts';

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
  /** The factor of a supply or a rented item, which have no reference to compare with. */
  supply_ref: string | null;
  /** The number of uses that a rented item is counted over; absent in entries older than this field. */
  uses_per_life?: number | null;
  /** The buyer did not answer, so the rate of the factors is used with its interval. */
  displacement_assumed: boolean;
};

/** The displacement assumed when the buyer did not answer, per mille. */
function assumedDisplacement(factors: Factors, ref: string): number {
  return Math.round(findParameter(factors, 'param.substitution_rate', ref)!.value * 1000);
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
  const basis = basisOf(input);
  return {
    basis,
    baseline_ref: scenario && baselineRef(scenario),
    co2e_g: scenario && co2e(input, scenario, factors),
    inclusion_min: inclusionOf(input.htCents, basis),
    mass_g: massGrams,
    material_kept_g: {
      recycled: input.materialKept === 'recycled' ? massGrams : 0,
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
    methodology: { factors: input.factorsRef ?? factors.first.ref, method: input.methodRef },
  };
}

function co2e(input: LineInput, scenario: Scenario, factors: Factors): LineImpact['co2e_g'] {
  const goods = { scenario, massGrams: input.massGrams, referenceUnits: input.referenceUnits };
  const ref = input.factorsRef ?? factors.first.ref;
  const versioned = (terms: Term[]) => withFactorVersion(terms, ref, factors);
  const actual = versioned([...supplyTerms(goods, factors), ...travelTerms(goods, input.trip)]);
  const delta = deltaTerms(goods, input.trip, input.displacementPermille, factors);
  const baseline = versioned(baselineTerms(goods));
  const assumed = () => assumedDisplacement(factors, ref);
  return {
    actual: centralGrams(actual, factors),
    baseline: baseline.length > 0 ? centralGrams(baseline, factors) : null,
    delta: delta && propagateInterval(versioned(delta), `${input.event}\n${input.methodRef}`, factors),
    displacement_permille: scenario.kind === 'reuse' ? (input.displacementPermille ?? assumed()) : null,
  };
}

function basisOf({ retention, inclusion, scenario, displacementPermille }: LineInput): Basis {
  const counts = inclusion !== null && inclusion.yearlyResourcesCents > 0;
  return {
    retention_bp: retention && Math.round(Math.min(100, Math.max(0, retention.percent)) * 100),
    inclusion_ms_per_euro: counts
      ? Math.round((inclusion.yearlyMinutes * 60_000 * 100) / inclusion.yearlyResourcesCents)
      : null,
    inclusion_evidence: counts ? inclusion.level : null,
    supply_ref: scenario?.kind === 'supply-only' || scenario?.kind === 'rental' ? scenario.factor : null,
    uses_per_life: scenario?.kind === 'rental' ? scenario.usesPerLife : null,
    displacement_assumed: scenario?.kind === 'reuse' && displacementPermille === null,
  };
}

/**
 * Price x the supplier's retention, plus or minus the percentage points of its evidence level; null when
 * unknown.
 */
export function retainedOf(htCents: number, { retention_bp: bp }: Basis, level: EvidenceLevel | null): Interval | null {
  if (bp === null || level === null) return null;
  const width = halfWidth[level].points * 100;
  const at = (share: number) => Math.round((htCents * Math.min(10_000, Math.max(0, share))) / 10_000);
  return { hi: at(bp + width), lo: at(bp - width), mid: at(bp) };
}

/**
 * Price x inclusive hours / total resources. Grants count as resources: hours paid by the State are not sold
 * twice.
 */
export function inclusionOf(htCents: number, basis: Basis): Interval | null {
  const { inclusion_ms_per_euro: rate, inclusion_evidence: level } = basis;
  if (rate === null || level === null) return null;
  const minutes = (htCents * rate) / 6_000_000;
  const { relative } = halfWidth[level];
  return {
    hi: Math.round(minutes * (1 + relative)),
    lo: Math.round(minutes * (1 - relative)),
    mid: Math.round(minutes),
  };
}
