// The law "vehicle-km": kilometres of the vehicle, and the remaining life of what is reused. Grams of CO2e.
import { type FactorSet, isPerKilogram } from './factor-set.ts';
import type { Goods, LineTerms, Mode, Term, Travelling, Trip } from './terms.ts';

const preparation = 'param.reuse_prep_share';

/** The kinds of goods that have a displacement and a remaining life of their own, by the category of their factors. */
export const displacedKinds = ['furniture', 'textile', 'it'] as const;
export type DisplacedKind = (typeof displacedKinds)[number];

/** Emissions of a vehicle kilometre, as a sum of products: energy, and making with upkeep. */
const perKilometre: Record<Mode, readonly (readonly string[])[]> = {
  'transport.van35_parcel_diesel': [['trip.diesel_van_l_per_km', 'energy.diesel_b7'], ['vehicle.diesel_van_km']],
  'transport.van35_electric': [['trip.electric_van_kwh_per_km', 'energy.elec_fr'], ['vehicle.electric_van_km']],
  'transport.cargo_bike_electric': [['transport.cargo_bike_km']],
  'transport.on_foot': [],
  'transport.none': [],
  'transport.car_pickup': [['transport.car_pickup']],
  'transport.car_pickup_electric': [['transport.car_pickup_electric']],
};

/** Vehicles that drive rounds: what one trip carries, and the kilometres that a tonne-kilometre takes on a round. */
const rounds: Partial<Record<Mode, { capacityGrams: number; perTonneKm: string }>> = {
  'transport.van35_parcel_diesel': { capacityGrams: 1_000_000, perTonneKm: 'trip.van_vkm_per_tkm' },
  'transport.van35_electric': { capacityGrams: 1_000_000, perTonneKm: 'trip.van_vkm_per_tkm' },
  'transport.cargo_bike_electric': { capacityGrams: 100_000, perTonneKm: 'trip.bike_vkm_per_tkm' },
};

/** The quantities of a version that every purchase needs under this law. */
export const quantitiesOfVehicles: readonly string[] = [
  ...new Set([
    ...Object.values(perKilometre).flat(2),
    ...Object.values(rounds).map(({ perTonneKm }) => perTonneKm),
    ...displacedKinds.flatMap((kind) => [`param.displacement_${kind}`, `param.remaining_${kind}`]),
    preparation,
  ]),
];

/** The terms of a line. `answer`: the share of a new purchase that the buyer says it replaces, per mille. */
export function vehicleTerms(set: FactorSet, goods: Goods, trip: Trip, answer: number | null): LineTerms {
  const { scenario, massGrams, referenceUnits } = goods;
  const travel = vehicleTravelTerms(set, { isRental: scenario.kind === 'rental', massGrams }, trip);
  const kilograms = massGrams / 1000;
  switch (scenario.kind) {
    case 'reuse': {
      const actual = [{ amount: referenceUnits, of: [scenario.factor, preparation] }, ...travel];
      const baseline = [{ amount: referenceUnits, of: [scenario.factor, remainingLife(set, goods, scenario.factor)] }];
      const displaced = timesDisplacement(set, baseline, scenario.factor, answer);
      return { actual, baseline, delta: [...actual, ...displaced.map(({ amount, of }) => ({ amount: -amount, of }))] };
    }
    case 'local-food': {
      const actual = [{ amount: kilograms, of: [scenario.own ?? `${scenario.farm}_own`] }, ...travel];
      const baseline = [scenario.farm, scenario.transport].map((id) => ({ amount: kilograms, of: [id] }));
      return { actual, baseline, delta: [...actual, ...baseline.map(({ amount, of }) => ({ amount: -amount, of }))] };
    }
    case 'published-difference': {
      const years = set.factors.find(({ id }) => id === scenario.factor)?.times ?? [];
      const difference = [{ amount: referenceUnits, of: [scenario.factor, ...years] }];
      const delta = [...timesDisplacement(set, difference, scenario.factor, answer), ...travel];
      return { actual: travel, baseline: [], delta };
    }
    case 'supply-only': {
      const amount = isPerKilogram(set, scenario.factor) ? kilograms : referenceUnits;
      return { actual: [{ amount, of: [scenario.factor] }, ...travel], baseline: [], delta: null };
    }
    case 'rental': {
      const used = { amount: referenceUnits / scenario.usesPerLife, of: [scenario.factor] };
      return { actual: [used, ...travel], baseline: [], delta: null };
    }
  }
}

/** The parameter of the displacement of a factor's kind of goods; null for goods that have none. */
export function displacementId(set: FactorSet, factorId: string): string | null {
  const kind = displacedKindOf(set, factorId);
  if (set.law === 'per-item') return 'param.substitution_rate';
  return kind && `param.displacement_${kind}`;
}

function displacedKindOf({ factors }: FactorSet, factorId: string): DisplacedKind | null {
  const category = factors.find(({ id }) => id === factorId)?.category;
  return displacedKinds.find((kind) => kind === category) ?? null;
}

function timesDisplacement(set: FactorSet, terms: Term[], factorId: string, answer: number | null): Term[] {
  const assumed = displacementId(set, factorId);
  return terms.map(({ amount, of }) => {
    if (answer !== null) return { amount: (amount * answer) / 1000, of };
    return assumed ? { amount, of: [...of, assumed] } : { amount, of };
  });
}

function remainingLife(set: FactorSet, { remainingPermille: stated }: Goods, factorId: string): string {
  return stated ? `param.remaining_stated_${stated}` : `param.remaining_${displacedKindOf(set, factorId)}`;
}

/** The way of goods. A rented item is delivered and collected, so its way counts twice. */
export function vehicleTravelTerms(set: FactorSet, { isRental, massGrams }: Travelling, trip: Trip): Term[] {
  const { amount, of } = vehicleKilometres(set, trip, massGrams);
  const times = isRental ? 2 : 1;
  return perKilometre[trip.mode].map((product) => ({ amount: times * amount, of: [...of, ...product] }));
}

/**
 * Alone: there and back, for each trip that the mass needs. On a round: tonnes x km x the kilometres of a tonne-kilometre,
 * and never more than the trips that the goods would make alone (compared at central values).
 */
function vehicleKilometres(set: FactorSet, { mode, trip, distanceMeters, sharePermille }: Trip, grams: number): Term {
  const km = distanceMeters / 1000;
  const round = rounds[mode];
  const trips = round ? Math.max(1, Math.ceil(grams / round.capacityGrams)) : 1;
  const alone = (2 * km * trips * sharePermille) / 1000;
  if (!round || trip === 'dedicated') return { amount: alone, of: [] };
  const tonneKm = (grams / 1e6) * km;
  const central = set.parameters.find(({ id }) => id === round.perTonneKm)!.value;
  return tonneKm * central > alone * (1 + 1e-12)
    ? { amount: alone, of: [] }
    : { amount: tonneKm, of: [round.perTonneKm] };
}
