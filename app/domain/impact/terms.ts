// The emissions of one purchase and of its reference, as a sum of terms. A factor on both sides is one quantity,
// so propagation draws it once; totals are the same sum over more terms.
import { type Factors, findFactor, quantityKey } from './factor-set.ts';

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
  /** Share of a dedicated trip that this line accounts for, per mille: the lines of one trip sum to 1000. */
  sharePermille: number;
};

/** How the goods relate to a published factor. Without one there is no scenario and no CO2e figure. */
export type Scenario =
  | { kind: 'reuse'; factor: string }
  | { kind: 'local-food'; farm: string; transport: string }
  | { kind: 'published-difference'; factor: string }
  | { kind: 'supply-only'; factor: string }
  /** One use of an item that serves many times before its end of life. */
  | { kind: 'rental'; factor: string; usesPerLife: number };

export type Goods = { scenario: Scenario; massGrams: number; referenceUnits: number };

const reusePreparation = 'param.reuse_prep_share';
const substitution = 'param.substitution_rate';

/** Round trip of a dedicated vehicle, whatever its load: consumption per km and the energy it burns. */
const dedicatedConsumption: Partial<Record<Mode, readonly [string, string]>> = {
  'transport.van35_parcel_diesel': ['trip.diesel_van_l_per_km', 'energy.diesel_b7'],
  'transport.van35_electric': ['trip.electric_van_kwh_per_km', 'energy.elec_fr'],
  'transport.cargo_bike_electric': ['trip.cargo_bike_kwh_per_km', 'energy.elec_fr'],
};

/** The quantities that any purchase may need: a version of the factors without one of them cannot be used. */
export const quantitiesInUse: readonly string[] = [
  ...new Set([...modes, ...Object.values(dedicatedConsumption).flat(), reusePreparation, substitution]),
];

/** Replaces the quantities of the terms by their keys in a version of the factors. */
export function withFactorVersion(terms: readonly Term[], factorsRef: string, factors: Factors): Term[] {
  return terms.map(({ amount, of }) => ({ amount, of: of.map((id) => quantityKey(factors, id, factorsRef)) }));
}

/** A rented item is delivered and collected, so its trip counts twice. */
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

export function supplyTerms({ scenario, massGrams, referenceUnits }: Goods, factors: Factors): Term[] {
  switch (scenario.kind) {
    case 'reuse':
      return [{ amount: referenceUnits, of: [scenario.factor, reusePreparation] }];
    case 'local-food':
      return [{ amount: massGrams / 1000, of: [scenario.farm] }];
    case 'supply-only':
      return [
        { amount: isPerKilogram(factors, scenario.factor) ? massGrams / 1000 : referenceUnits, of: [scenario.factor] },
      ];
    case 'rental':
      return [{ amount: referenceUnits / scenario.usesPerLife, of: [scenario.factor] }];
    case 'published-difference':
      return [];
  }
}

/** The whole reference, before any displacement. Empty when no baseline is published to compare with. */
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
 * delta = actual - displacement x baseline. `displacementPermille` is the buyer's answer; null draws the assumed
 * rate. Only reuse has a displacement: local food replaces the same food one for one. Null without a reference.
 */
export function deltaTerms(
  goods: Goods,
  trip: Trip,
  displacementPermille: number | null,
  factors: Factors,
): Term[] | null {
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
  return [...supplyTerms(goods, factors), ...transport, ...displaced];
}

/** The ids of the reference's factors, as written in `baseline_ref`; null without a reference. */
export function baselineRef(scenario: Scenario): string | null {
  if (scenario.kind === 'reuse' || scenario.kind === 'published-difference') return scenario.factor;
  return scenario.kind === 'local-food' ? `${scenario.farm}+${scenario.transport}` : null;
}

function isPerKilogram(factors: Factors, factorId: string): boolean {
  return findFactor(factors, factorId)!.unit.endsWith('/kg');
}
