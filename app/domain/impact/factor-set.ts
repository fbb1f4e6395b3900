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
  /** Absent: open. A factor that its publisher replaced, or this project withdrew or closed, serves no new offer. */
  state?: 'replaced' | 'withdrawn' | 'closed';
  /** Parameters that a difference is multiplied by, such as the years of a second life. */
  times?: string[];
  /** The factor that stood for the same goods in the version before, where this one was not there. */
  former?: string;
};

/**
 * The quantities of one study: their errors have a common part. z = sqrt(rho) x that of the family + sqrt(1 - rho) x
 * its own. A quantity is in one family at most.
 */
export type Family = { id: string; label_fr: string; label_en: string; rho: number; members: string[] };

/**
 * How a version makes an impact of its quantities. `per-item`: tonne-kilometres, and a whole new thing for a reused
 * one. `vehicle-km`: kilometres of the vehicle, and the remaining life of a new thing.
 */
export type Law = 'per-item' | 'vehicle-km';

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
  law: Law;
  factors: readonly Factor[];
  parameters: readonly Parameter[];
  families: readonly Family[];
};

/**
 * The versions of the factors that a process has loaded. A new computation uses the active one, and an entry, an order
 * or a correction of it the version that it names.
 */
export type Factors = {
  /** The oldest version. Entries and orders that name no version were made with it. */
  first: FactorSet;
  active: FactorSet;
  /** By `ref`, in the order of publication. */
  versions: ReadonlyMap<string, FactorSet>;
};

/** The last of the versions by their days is active; of one day the last of the list. */
export function makeFactors(first: FactorSet, others: readonly FactorSet[]): Factors {
  const later = others.toSorted((a, b) => a.date.localeCompare(b.date));
  const versions = new Map([first, ...later].map((set) => [set.ref, set]));
  return { first, active: later.at(-1) ?? first, versions };
}

/** The same with one more version that is not active, to preview what it would change. */
export function withCandidate(factors: Factors, set: FactorSet): Factors {
  return { ...factors, versions: new Map([...factors.versions, [set.ref, set]]) };
}

/** Throws RangeError for a version that is not loaded. */
export function requireVersion({ versions }: Factors, ref: string): FactorSet {
  const set = versions.get(ref);
  if (!set) throw new RangeError(`no factors named ${ref}`);
  return set;
}

/** Whether a factor is by the kilogram of the goods, not by the piece. */
export function isPerKilogram({ factors }: FactorSet, factorId: string): boolean {
  return factors.find(({ id }) => id === factorId)!.unit.endsWith('/kg');
}

/** A factor of the active version. */
export function findFactor({ active }: Factors, id: string): Factor | undefined {
  return active.factors.find((factor) => factor.id === id);
}

/** A parameter of a version; undefined when that version is not loaded or has no such parameter. */
export function findParameter(factors: Factors, id: string, ref = factors.active.ref): Parameter | undefined {
  return factors.versions.get(ref)?.parameters.find((parameter) => parameter.id === id);
}

/** A factor or parameter in the latest version that has it: older entries name what a later version no longer has. */
export function findLatest(
  factors: Factors,
  id: string,
): { factor?: Factor; parameter?: Parameter; ref: string } | null {
  const sets = [...factors.versions.values()].toReversed();
  for (const { ref, factors: own, parameters } of [factors.active, ...sets]) {
    const factor = own.find((one) => one.id === id);
    if (factor) return { factor, ref };
    const parameter = parameters.find((one) => one.id === id);
    if (parameter) return { parameter, ref };
  }
  return null;
}

/** The label of a factor or parameter, of the latest version that has it; else its id. */
export function quantityName(factors: Factors, id: string, locale: Locale): string {
  const found = findLatest(factors, id);
  const named = found?.factor ?? found?.parameter;
  return named ? translatedField(named, 'label', locale) : id;
}

/** A `baseline_ref` for display: the labels of its factors. */
export function referenceName(factors: Factors, ref: string, locale: Locale): string {
  return ref
    .split('+')
    .map((id) => quantityName(factors, id, locale))
    .join(' + ');
}
