// The emissions of one purchase and of its reference, as a sum of terms. A factor on both sides is one quantity,
// so propagation draws it once; totals are the same sum over more terms.

/** `amount` times the product of the named quantities, in grams of CO2e. */
export type Term = { amount: number; of: readonly string[] };

export const modes = [
  'transport.van35_parcel_diesel',
  'transport.van35_electric',
  'transport.cargo_bike_electric',
  'transport.on_foot',
  'transport.car_pickup',
  'transport.car_pickup_electric',
] as const;
/** `transport.none`: what is used at its supplier's does not travel. */
export const recordedModes = [...modes, 'transport.none'] as const;
export type Mode = (typeof recordedModes)[number];

export type Trip = {
  mode: Mode;
  trip: 'shared' | 'dedicated';
  distanceMeters: number;
  /** Share of a dedicated trip that this line accounts for, per mille: the lines of one trip sum to 1000. */
  sharePermille: number;
};

/** Goods on their way. A rented thing travels there and back. */
export type Travelling = { massGrams: number; isRental: boolean };

/** How the goods relate to a published factor. Without one there is no scenario and no CO2e figure. */
export type Scenario =
  | { kind: 'reuse'; factor: string }
  /** `own`: the farm of the seller, where it is another draw than the reference's. */
  | { kind: 'local-food'; farm: string; transport: string; own?: string }
  | { kind: 'published-difference'; factor: string }
  | { kind: 'supply-only'; factor: string }
  /** One use of an item that serves many times before its end of life. */
  | { kind: 'rental'; factor: string; usesPerLife: number };

/** `remainingPermille`: what is left of a new thing's life, as the seller says it; null or absent when assumed. */
export type Goods = {
  scenario: Scenario;
  massGrams: number;
  referenceUnits: number;
  remainingPermille?: number | null;
};

/** Emissions of a line, the whole reference before any displacement, and the difference; null without a reference. */
export type LineTerms = { actual: Term[]; baseline: Term[]; delta: Term[] | null };

/** The ids of the reference's factors, as written in `baseline_ref`; null without a reference. */
export function baselineRef(scenario: Scenario): string | null {
  if (scenario.kind === 'reuse' || scenario.kind === 'published-difference') return scenario.factor;
  return scenario.kind === 'local-food' ? `${scenario.farm}+${scenario.transport}` : null;
}
