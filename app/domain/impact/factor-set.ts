// Emission factors and assumed parameters as versioned data. A "quantity" is anything uncertain that a term multiplies.
import type { Locale } from '#app/domain/shared/locale.ts';
import { translatedField } from '#app/domain/shared/translated.ts';

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
  /** The scope of the value and how it was derived, where the source gives it. */
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

/**
 * Our own assumptions, which the published factors do not include. The method page shows them beside the
 * factors.
 */
export const tripParameters: readonly Parameter[] = [
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

/** One version of the factors. It never changes, because ledger entries refer to it for ever. */
export type FactorSet = {
  /** For example `mv112-factors/2026.11-draft.1`. */
  ref: string;
  /** ISO day. */
  date: string;
  factors: readonly Factor[];
  parameters: readonly Parameter[];
};

/**
 * The versions of the factors that a process has loaded. A new computation uses the active one, and an entry, an order
 * or a correction of it the version that it names.
 */
export type Factors = {
  /** The version that comes with the code. Entries and orders that name no version were made with it. */
  first: FactorSet;
  active: FactorSet;
  /** By `ref`, in the order of publication. */
  versions: ReadonlyMap<string, FactorSet>;
};

/** `later`: the published versions in their order; the last one is active. */
export function makeFactors(first: FactorSet, later: readonly FactorSet[]): Factors {
  const versions = new Map([first, ...later].map((set) => [set.ref, set]));
  return { first, active: later.at(-1) ?? first, versions };
}

/** The same with one more version that is not active, to preview what it would change. */
export function withCandidate(factors: Factors, set: FactorSet): Factors {
  return { ...factors, versions: new Map([...factors.versions, [set.ref, set]]) };
}

/** A factor of the active version. */
export function findFactor({ active }: Factors, id: string): Factor | undefined {
  return active.factors.find((factor) => factor.id === id);
}

/** A parameter of a version; undefined when that version is not loaded or has no such parameter. */
export function findParameter(factors: Factors, id: string, ref = factors.active.ref): Parameter | undefined {
  return factors.versions.get(ref)?.parameters.find((parameter) => parameter.id === id);
}

/** An uncertain multiplier: lognormal around `mid` (sigma = ln(1+u)/1.96), or PERT between `low` and `high`. */
export type Quantity = { mid: number } & (
  | { law: 'lognormal'; sigma: number }
  | { law: 'pert'; low: number; high: number }
);

/** A factor is converted from kilograms to grams of CO2e per unit. */
function quantityIn({ factors, parameters }: FactorSet, id: string): Quantity | undefined {
  const factor = factors.find((one) => one.id === id);
  if (factor)
    return { mid: factor.value * 1000, law: 'lognormal', sigma: Math.log(1 + factor.uncertainty_pct / 100) / 1.96 };
  const parameter = parameters.find((one) => one.id === id);
  return parameter && { mid: parameter.value, law: 'pert', low: parameter.low, high: parameter.high };
}

const keys = new WeakMap<Factors, Map<string, string>>();

/**
 * The key under which a quantity is drawn: its id, followed by `@` and the version that introduced its value
 * unless that is the first one. A value that two versions share has one key and is drawn once. Throws RangeError
 * for a version that is not loaded.
 */
export function quantityKey(factors: Factors, id: string, ref: string): string {
  if (ref === factors.first.ref) return id;
  const known = keys.get(factors) ?? new Map<string, string>();
  keys.set(factors, known);
  const key = known.get(`${id}@${ref}`) ?? newQuantityKey(factors, id, ref);
  known.set(`${id}@${ref}`, key);
  return key;
}

function newQuantityKey({ first, versions }: Factors, id: string, ref: string): string {
  const set = versions.get(ref);
  if (!set) throw new RangeError(`no factors named ${ref}`);
  const wanted = JSON.stringify(quantityIn(set, id));
  const origin = [...versions.values()].find((one) => JSON.stringify(quantityIn(one, id)) === wanted) ?? set;
  return origin === first ? id : `${id}@${origin.ref}`;
}

const quantities = new WeakMap<FactorSet, Map<string, Quantity>>();

/** The quantity of a key. Throws RangeError for an unknown id or version. */
export function getQuantity({ first, versions }: Factors, key: string): Quantity {
  const cut = key.indexOf('@');
  const [id, ref] = cut === -1 ? [key, first.ref] : [key.slice(0, cut), key.slice(cut + 1)];
  const set = versions.get(ref);
  if (!set) throw new RangeError(`no factors named ${ref}`);
  const known = quantities.get(set) ?? new Map<string, Quantity>();
  quantities.set(set, known);
  const found = known.get(id) ?? quantityIn(set, id);
  if (!found) throw new RangeError(`no factor or parameter named ${id}`);
  known.set(id, found);
  return found;
}

/** The label of a factor or parameter; its id when the active version does not contain it. */
export function quantityName(factors: Factors, id: string, locale: Locale): string {
  const named = findFactor(factors, id) ?? findParameter(factors, id);
  return named ? translatedField(named, 'label', locale) : id;
}

/** A `baseline_ref` for display: the labels of its factors. */
export function referenceName(factors: Factors, ref: string, locale: Locale): string {
  const nameOf = (id: string) => {
    const factor = findFactor(factors, id);
    return factor ? translatedField(factor, 'label', locale) : id;
  };
  return ref.split('+').map(nameOf).join(' + ');
}
