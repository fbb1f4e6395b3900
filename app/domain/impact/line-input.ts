// The input of one order line's impact. An order stores it when it is placed, and never computes from anything newer.
import type { EvidenceLevel } from '#app/domain/shared/evidence-level.ts';
import type { Scenario, Trip } from './terms.ts';

export type LineInput = {
  /** Idempotency key of the ledger entry; also seeds the draws. */
  event: string;
  methodRef: string;
  /** Version of the factors; absent in inputs frozen before there was a second version. */
  factorsRef?: string;
  quantity: number;
  massGrams: number;
  referenceUnits: number;
  htCents: number;
  scenario: Scenario | null;
  /** The scenario of a line too large to be signed, until a steward releases it; absent in other lines. */
  pendingScenario?: Scenario;
  trip: Trip;
  /** The buyer's answer to "would you have bought new?"; null without an answer. Only what was used before uses it. */
  displacementPermille: number | null;
  /** The remaining share of a new thing's life, as the seller says it; null or absent when it is assumed. */
  remainingPermille?: number | null;
  /** Percent of the supplier's resources spent again in the territory. */
  retention: { percent: number; level: EvidenceLevel } | null;
  /** Yearly hours worked by people in inclusive employment, and yearly resources, grants included. */
  inclusion: { yearlyMinutes: number; yearlyResourcesCents: number; level: EvidenceLevel } | null;
  /** How the goods keep material in use; null when they do not. */
  materialKept: 'reuse' | 'repair' | 'recycled' | null;
  /** The share of recycled matter in the mass, in percent; absent means the whole. */
  recycledPercent?: number;
  lentUnits: number;
};

/** As an order line stores it: the event is known when an entry is made, and the categories of public buyers stand beside. */
export type FrozenImpact = Omit<LineInput, 'event'> & {
  agec58: string | null;
  egalim: string | null;
  /** As its seller said it on that day, whether a certificate was in force or not; absent in older lines. */
  stated?: { egalim: string | null; foodFamily: string | null; repairedThing: string | null };
};
