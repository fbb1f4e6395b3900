// The scoring method as data: immutable versions, read here. Only score.ts computes with them.
import { type EvidenceLevel, evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import type { QuantityFormula } from './criterion-quantities.ts';

export type PillarId = 'eco' | 'soc' | 'env';
export const pillarIds = ['eco', 'soc', 'env'] as const satisfies readonly PillarId[];

export { type EvidenceLevel, evidenceLevels };

export type Criterion = {
  id: string;
  pillar: PillarId;
  label_fr: string;
  label_en: string;
  measures_fr: string;
  measures_en: string;
  unit: string;
  direction: 'higher' | 'lower';
  /** [value, score 0..100], values ascending. */
  anchors: readonly (readonly [number, number])[];
  weight: number;
  evidence: Record<string, string>;
  validity_months: number;
  /** The only situations in which the criterion may be not applicable; empty means never. */
  not_applicable_when: readonly string[];
  guard: string;
  guard_en?: string | undefined;
  inspired_by: readonly string[];
  small_operator_rule?: { headcount_below: number } | undefined;
  /** The raw quantities that its value is computed from; without them the value itself is asked (a level of 0 to 3). */
  quantities?: QuantityFormula | undefined;
};

export type Method = {
  method_id: string;
  version: string;
  date: string;
  evidence_tiers: readonly { id: EvidenceLevel; label_fr: string; label_en: string; gamma: number }[];
  expiry: { decay_months: number; decay_floor: number };
  not_applicable: { max_na_weight_per_pillar: number };
  criteria: readonly Criterion[];
};

/** For example `mv112-impact/1.0.0-draft.1`: orders and ledger entries name their method by it. */
export function refOf({ method_id, version }: Pick<Method, 'method_id' | 'version'>): string {
  return `${method_id}/${version}`;
}

export function findCriterion({ criteria }: Method, id: string): Criterion | undefined {
  return criteria.find((criterion) => criterion.id === id);
}

/** The weight of a level of evidence, 0..1. */
export function gammaOf({ evidence_tiers: tiers }: Method, level: EvidenceLevel): number {
  return tiers.find((tier) => tier.id === level)!.gamma;
}

/** The values that a criterion can take, inclusive. `max` is Infinity where the unit has no natural end. */
export function rangeOf(criterion: Pick<Criterion, 'unit'>): { min: number; max: number } {
  if (criterion.unit === '%') return { min: 0, max: 100 };
  const scale = /(\d{1,3})-(\d{1,3})$/.exec(criterion.unit);
  return scale ? { min: Number(scale[1]), max: Number(scale[2]) } : { min: 0, max: Number.POSITIVE_INFINITY };
}
