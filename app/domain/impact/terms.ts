// What one purchase emits and what its reference emits, as a sum of terms. A factor that stands on both sides is one
// quantity, so propagation draws it once; totals are the same sum over more terms.
import { findFactor, quantityKey } from './factor-set.ts';

/** `amount` times the product of the named quantities, in grams of CO2e. */
export type Term = { amount: number; of: readonly string[] };

export const modes = [
  'transport.van35_parcel_diesel',
  'transport.van35_electric',
  'transport.cargo_bike_electric',
  'transport.on_foot',
  'transport.car_pickup',
] as const;
export type Mode = (typeof modes)[number];

export type Trip = {
  mode: Mode;
  trip: 'shared' | 'dedicated';
  distanceMeters: number;
  /** Of a trip made for these goods alone, the part this line answers for: the lines of one trip sum to 1000. */
  sharePermille: number;
};

/** How the goods relate to a published reference. Without one there is no scenario, and no CO2e is said. */
export type Scenario =
  | { kind: 'reuse'; factor: string }
  | { kind: 'local-food'; farm: string; transport: string }
  | { kind: 'published-difference'; factor: string }
  | { kind: 'supply-only'; factor: string }
  /** A use of a thing that serves many times before its end. */
  | { kind: 'rental'; factor: string; usesPerLife: number };

export type Goods = { scenario: Scenario; massGrams: number; referenceUnits: number };

const reusePreparation = 'param.reuse_prep_share';
const substitution = 'param.substitution_rate';

/** Round trip of an empty-handed vehicle: consumption per km and the energy it burns. */
const dedicatedConsumption: Partial<Record<Mode, readonly [string, string]>> = {
  'transport.van35_parcel_diesel': ['trip.diesel_van_l_per_km', 'energy.diesel_b7'],
  'transport.van35_electric': ['trip.electric_van_kwh_per_km', 'energy.elec_fr'],
  'transport.cargo_bike_electric': ['trip.cargo_bike_kwh_per_km', 'energy.elec_fr'],
};

/** Terms of a version of the factors: each quantity by the key that it is drawn as. */
export function withFactorVersion(terms: readonly Term[], factorsRef: string): Term[] {
  return terms.map(({ amount, of }) => ({ amount, of: of.map((id) => quantityKey(id, factorsRef)) }));
}

/** What is rented is brought and fetched back: its way counts twice. */
export function travelTerms({ scenario, massGrams }: Goods, trip: Trip): Term[] {
  const once = transportTerms(trip, massGrams);
  return scenario.kind === 'rental' ? once.map(({ amount, of }) => ({ amount: 2 * amount, of })) : once;
}

/** Shared: tonnes x km x mode factor. Dedicated: round-trip km x consumption x energy factor. */
function transportTerms({ mode, trip, distanceMeters, sharePermille }: Trip, massGrams: number): Term[] {
  if (mode === 'transport.on_foot') return [];
  const km = distanceMeters / 1000;
  if (mode === 'transport.car_pickup') return [{ amount: (2 * km * sharePermille) / 1000, of: [mode] }];
  if (trip === 'shared') return [{ amount: (massGrams / 1e6) * km, of: [mode] }];
  return [{ amount: (2 * km * sharePermille) / 1000, of: dedicatedConsumption[mode]! }];
}

export function supplyTerms({ scenario, massGrams, referenceUnits }: Goods): Term[] {
  switch (scenario.kind) {
    case 'reuse':
      return [{ amount: referenceUnits, of: [scenario.factor, reusePreparation] }];
    case 'local-food':
      return [{ amount: massGrams / 1000, of: [scenario.farm] }];
    case 'supply-only':
      return [{ amount: perKilogram(scenario.factor) ? massGrams / 1000 : referenceUnits, of: [scenario.factor] }];
    case 'rental':
      return [{ amount: referenceUnits / scenario.usesPerLife, of: [scenario.factor] }];
    case 'published-difference':
      return [];
  }
}

/** The named reference, whole: before any displacement. Empty when nothing is published to compare with. */
export function baselineTerms({ scenario, massGrams, referenceUnits }: Goods): Term[] {
  switch (scenario.kind) {
    case 'reuse':
      return [{ amount: referenceUnits, of: [scenario.factor] }];
    case 'local-food':
      return [scenario.farm, scenario.transport].map((factor) => ({ amount: massGrams / 1000, of: [factor] }));
    case 'published-difference':
    case 'supply-only':
    case 'rental':
      return [];
  }
}

/**
 * delta = actual - displacement x baseline. `displacementPermille` is the buyer's answer; null draws the assumed rate.
 * Only reuse displaces: local food stands in for the same food, one for one. Null when there is no reference.
 */
export function deltaTerms(goods: Goods, trip: Trip, displacementPermille: number | null): Term[] | null {
  const transport = travelTerms(goods, trip);
  const { scenario } = goods;
  if (scenario.kind === 'supply-only' || scenario.kind === 'rental') return null;
  if (scenario.kind === 'published-difference')
    return [{ amount: goods.referenceUnits, of: [scenario.factor] }, ...transport];
  const displaced = baselineTerms(goods).map(({ amount, of }): Term => {
    if (scenario.kind !== 'reuse') return { amount: -amount, of };
    return displacementPermille === null
      ? { amount: -amount, of: [...of, substitution] }
      : { amount: (-amount * displacementPermille) / 1000, of };
  });
  return [...supplyTerms(goods), ...transport, ...displaced];
}

/** The factor ids that name the reference, as written in `baseline_ref`; null when there is none. */
export function baselineRef(scenario: Scenario): string | null {
  if (scenario.kind === 'reuse' || scenario.kind === 'published-difference') return scenario.factor;
  return scenario.kind === 'local-food' ? `${scenario.farm}+${scenario.transport}` : null;
}

function perKilogram(factorId: string): boolean {
  return findFactor(factorId)!.unit.endsWith('/kg');
}
