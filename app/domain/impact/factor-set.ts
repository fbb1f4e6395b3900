// Emission factors and assumed parameters as versioned data. A "quantity" is anything uncertain that a term multiplies.

import type { Locale } from '#app/domain/shared/locale.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
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

/** The version shipped with this code. Entries and orders that name no version were made with it. */
export const firstSet: FactorSet = {
  ref: `${data.id}/${data.version}`,
  date: data.date,
  factors: data.factors as Factor[],
  parameters: [...(data.parameters as Parameter[]), ...tripParameters],
};

/** All loaded versions, in the order of publication. */
const sets = new Map<string, FactorSet>([[firstSet.ref, firstSet]]);

/** The active version, used for every new computation. One per process: `activateFactors` changes it. */
export let factorSet = firstSet;
export let factorsRef = firstSet.ref;

/** Activates a version, at start and on publication. Entries made with earlier versions do not change. */
export function activateFactors(set: FactorSet): void {
  sets.set(set.ref, set);
  factorSet = set;
  factorsRef = set.ref;
  keys.clear();
}

/** A version by its `ref`; undefined when it is not loaded. */
export function findSet(ref: string): FactorSet | undefined {
  return sets.get(ref);
}

export function listSets(): FactorSet[] {
  return [...sets.values()];
}

/** Loads a version for the duration of `work` without activating it, to preview what it would change. */
export function withSet<T>(set: FactorSet, work: () => T): T {
  const known = sets.has(set.ref);
  sets.set(set.ref, set);
  try {
    return work();
  } finally {
    if (!known) sets.delete(set.ref);
    keys.clear();
  }
}

export function findFactor(id: string): Factor | undefined {
  return factorSet.factors.find((factor) => factor.id === id);
}

export function findParameter(id: string, ref = factorsRef): Parameter | undefined {
  return sets.get(ref)?.parameters.find((parameter) => parameter.id === id);
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

const keys = new Map<string, string>();

/**
 * The key under which a quantity is drawn: its id, followed by `@` and the version that introduced its value
 * unless that is the first one. A value that two versions share has one key and is drawn once. Throws RangeError
 * for a version that is not loaded.
 */
export function quantityKey(id: string, ref: string): string {
  if (ref === firstSet.ref) return id;
  const known = keys.get(`${id}@${ref}`);
  if (known) return known;
  const set = sets.get(ref);
  if (!set) throw new RangeError(`no factors named ${ref}`);
  const wanted = JSON.stringify(quantityIn(set, id));
  const [origin] = listSets().filter((one) => JSON.stringify(quantityIn(one, id)) === wanted);
  const key = origin === firstSet ? id : `${id}@${origin!.ref}`;
  keys.set(`${id}@${ref}`, key);
  return key;
}

const quantities = new WeakMap<FactorSet, Map<string, Quantity>>();

/** The quantity of a key. Throws RangeError for an unknown id or version. */
export function getQuantity(key: string): Quantity {
  const cut = key.indexOf('@');
  const [id, ref] = cut === -1 ? [key, firstSet.ref] : [key.slice(0, cut), key.slice(cut + 1)];
  const set = sets.get(ref);
  if (!set) throw new RangeError(`no factors named ${ref}`);
  const known = quantities.get(set) ?? new Map<string, Quantity>();
  quantities.set(set, known);
  const found = known.get(id) ?? quantityIn(set, id);
  if (!found) throw new RangeError(`no factor or parameter named ${id}`);
  known.set(id, found);
  return found;
}

/** The label of a factor or parameter; its id when the active version does not contain it. */
export function quantityName(id: string, locale: Locale): string {
  const named = findFactor(id) ?? findParameter(id);
  return named ? translatedField(named, 'label', locale) : id;
}

/** A `baseline_ref` for display: the labels of its factors. */
export function referenceName(ref: string, locale: Locale): string {
  const nameOf = (id: string) => {
    const factor = findFactor(id);
    return factor ? translatedField(factor, 'label', locale) : id;
  };
  return ref.split('+').map(nameOf).join(' + ');
}
