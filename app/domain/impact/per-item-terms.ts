// The law "per-item" of the first version: tonne-kilometres, and a whole new thing for a reused one. Grams of CO2e.
import { type FactorSet, isPerKilogram } from './factor-set.ts';
import { type Goods, type LineTerms, type Mode, modes, type Term, type Travelling, type Trip } from './terms.ts';

const reusePreparation = 'param.reuse_prep_share';
const substitution = 'param.substitution_rate';

/** Round trip of a dedicated vehicle, whatever its load: consumption per km and the energy it burns. */
const dedicatedConsumption: Partial<Record<Mode, readonly [string, string]>> = {
  'transport.van35_parcel_diesel': ['trip.diesel_van_l_per_km', 'energy.diesel_b7'],
  'transport.van35_electric': ['trip.electric_van_kwh_per_km', 'energy.elec_fr'],
  'transport.cargo_bike_electric': ['trip.cargo_bike_kwh_per_km', 'energy.elec_fr'],
};

/** The quantities of a version that every purchase needs under this law. */
export const quantitiesOfItems: readonly string[] = [
  ...new Set([
    ...modes.filter((mode) => mode !== 'transport.car_pickup_electric'),
    ...Object.values(dedicatedConsumption).flat(),
    reusePreparation,
    substitution,
  ]),
];

/** The terms of a line. `answer`: the share of a new purchase that the buyer says it replaces, per mille. */
export function perItemTerms(set: FactorSet, goods: Goods, trip: Trip, answer: number | null): LineTerms {
  return {
    actual: [...supplyTerms(goods, set), ...travelTermsOf(goods, trip)],
    baseline: baselineTerms(goods),
    delta: deltaTerms(goods, trip, answer, set),
  };
}

function travelTermsOf({ scenario, massGrams }: Goods, trip: Trip): Term[] {
  return itemTravelTerms({ isRental: scenario.kind === 'rental', massGrams }, trip);
}

/** The way of goods. A rented item is delivered and collected, so its trip counts twice. */
export function itemTravelTerms({ isRental, massGrams }: Travelling, trip: Trip): Term[] {
  const once = transportTerms(trip, massGrams);
  return isRental ? once.map(({ amount, of }) => ({ amount: 2 * amount, of })) : once;
}

/** Shared: tonnes x km x mode factor. Dedicated: round-trip km x consumption x energy factor. */
function transportTerms({ mode, trip, distanceMeters, sharePermille }: Trip, massGrams: number): Term[] {
  if (mode === 'transport.on_foot' || mode === 'transport.none') return [];
  const km = distanceMeters / 1000;
  // This law knows one car, whatever drives it.
  if (mode === 'transport.car_pickup' || mode === 'transport.car_pickup_electric')
    return [{ amount: (2 * km * sharePermille) / 1000, of: ['transport.car_pickup'] }];
  if (trip === 'shared') return [{ amount: (massGrams / 1e6) * km, of: [mode] }];
  return [{ amount: (2 * km * sharePermille) / 1000, of: dedicatedConsumption[mode]! }];
}

function supplyTerms({ scenario, massGrams, referenceUnits }: Goods, set: FactorSet): Term[] {
  switch (scenario.kind) {
    case 'reuse':
      return [{ amount: referenceUnits, of: [scenario.factor, reusePreparation] }];
    case 'local-food':
      return [{ amount: massGrams / 1000, of: [scenario.farm] }];
    case 'supply-only':
      return [
        { amount: isPerKilogram(set, scenario.factor) ? massGrams / 1000 : referenceUnits, of: [scenario.factor] },
      ];
    case 'rental':
      return [{ amount: referenceUnits / scenario.usesPerLife, of: [scenario.factor] }];
    case 'published-difference':
      return [];
  }
}

/** The whole reference, before any displacement. Empty when no baseline is published to compare with. */
function baselineTerms({ scenario, massGrams, referenceUnits }: Goods): Term[] {
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
function deltaTerms(goods: Goods, trip: Trip, displacementPermille: number | null, set: FactorSet): Term[] | null {
  const transport = travelTermsOf(goods, trip);
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
  return [...supplyTerms(goods, set), ...transport, ...displaced];
}
