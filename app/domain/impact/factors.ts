// Emission factors and assumed parameters as versioned data. A "quantity" is anything uncertain that a term multiplies.
import data from './factors/mv112-factors-2026.11-draft.1.json' with { type: 'json' };

export type Factor = {
  id: string;
  category: string;
  label_fr: string;
  label_en: string;
  /** kgCO2e per unit, as published. */
  value: number;
  unit: string;
  source: string;
  year: number;
  licence: string;
  /** 95 % half-width, multiplicative: the interval is [v/(1+u), v*(1+u)]. */
  uncertainty_pct: number;
  status: string;
  address: string;
  /** What the value covers, and how it was come by, where the source says. */
  boundary: string;
  derivation: string;
  note: string;
};

export type Parameter = {
  id: string;
  label_fr: string;
  label_en: string;
  value: number;
  low: number;
  high: number;
  note: string;
};

export const factors = data.factors as Factor[];
export const factorsDate = data.date;
export const factorsRef = `${data.id}/${data.version}`;

/** Assumptions of ours that the published factors do not hold. Shown on the method page beside them. */
const tripParameters: readonly Parameter[] = [
  {
    id: 'trip.diesel_van_l_per_km',
    label_fr: 'Fourgon diesel, litres par km',
    label_en: 'Diesel van, litres per km',
    value: 0.16,
    low: 0.12,
    high: 0.21,
    note: 'ordre de grandeur constructeur, à remplacer par la mesure des tournées',
  },
  {
    id: 'trip.electric_van_kwh_per_km',
    label_fr: 'Fourgon électrique, kWh par km',
    label_en: 'Electric van, kWh per km',
    value: 0.28,
    low: 0.2,
    high: 0.38,
    note: 'même hypothèse que transport.van35_electric',
  },
  {
    id: 'trip.cargo_bike_kwh_per_km',
    label_fr: 'Vélo-cargo, kWh par km',
    label_en: 'Cargo bike, kWh per km',
    value: 0.02,
    low: 0.01,
    high: 0.035,
    note: 'hypothèse, à mesurer',
  },
];

export const parameters: readonly Parameter[] = [...(data.parameters as Parameter[]), ...tripParameters];

const factorById = new Map(factors.map((factor) => [factor.id, factor]));
const parameterById = new Map(parameters.map((parameter) => [parameter.id, parameter]));

export function findFactor(id: string): Factor | undefined {
  return factorById.get(id);
}

/** An uncertain multiplier: lognormal around `mid` (sigma = ln(1+u)/1.96), or PERT between `low` and `high`. */
export type Quantity = { mid: number } & (
  | { law: 'lognormal'; sigma: number }
  | { law: 'pert'; low: number; high: number }
);

/** Factors are returned in grams of CO2e per unit. Throws for an id that the data does not hold. */
export function quantity(id: string): Quantity {
  const factor = factorById.get(id);
  if (factor)
    return { mid: factor.value * 1000, law: 'lognormal', sigma: Math.log(1 + factor.uncertainty_pct / 100) / 1.96 };
  const parameter = parameterById.get(id);
  if (parameter) return { mid: parameter.value, law: 'pert', low: parameter.low, high: parameter.high };
  throw new RangeError(`no factor or parameter named ${id}`);
}

/** A factor or parameter by its name; the id of one that is not at hand. */
export function quantityName(id: string, locale: 'fr' | 'en'): string {
  const named = factorById.get(id) ?? parameterById.get(id);
  return (locale === 'fr' ? named?.label_fr : named?.label_en) ?? id;
}

/** A `baseline_ref` as people read it: the names of its factors. */
export function referenceName(ref: string, locale: 'fr' | 'en'): string {
  const nameOf = (id: string) => (locale === 'fr' ? findFactor(id)?.label_fr : findFactor(id)?.label_en) ?? id;
  return ref.split('+').map(nameOf).join(' + ');
}
