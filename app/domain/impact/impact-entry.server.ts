// Reads impact.line entries back: the terms that an entry was computed from, and whether a new computation agrees.
import { type Factors, requireVersion } from './factor-set.ts';
import { type Basis, inclusionOf, type LineImpact, retainedOf } from './line.server.ts';
import { lineTerms, termsIn } from './line-terms.ts';
import { centralGrams, type Interval, propagateInterval } from './propagate.server.ts';
import { publishedId } from './quantities.ts';
import type { Goods, Mode, Scenario, Term, Trip } from './terms.ts';

/** The body of an impact.line entry. The oldest entries of a log have no `basis`. */
export type ImpactEntry = Omit<LineImpact, 'basis'> & {
  at: string;
  event: string;
  order: string;
  line: number;
  qty: number;
  scenario: Scenario['kind'] | null;
  reference_units: number;
  category: { agec58: string | null; egalim: string | null };
  /** The category that the line was sold in; absent in older entries, and in corrections. */
  sold_as?: string;
  basis?: Basis;
};

/** Reads an impact.line entry, as stored or as its text. */
export function parseEntry(entry: Buffer | string): ImpactEntry {
  return JSON.parse(entry.toString()) as ImpactEntry;
}

/** The terms of an entry's delta; null without a reference. Throws RangeError for a version that is not loaded. */
export function entryTerms(entry: ImpactEntry, factors: Factors): Term[] | null {
  const scenario = scenarioOf(entry);
  if (!scenario || !entry.co2e_g?.delta) return null;
  const set = requireVersion(factors, entry.methodology.factors);
  return lineTerms(factors, set, goodsOf(entry, scenario), tripOf(entry), answerOf(entry)).delta;
}

/** The ids of the factors and parameters that an entry's CO2e was computed from, each once. */
export function quantitiesOf(entry: ImpactEntry, factors: Factors): string[] {
  const scenario = scenarioOf(entry);
  const set = factors.versions.get(entry.methodology.factors);
  if (!scenario || !entry.co2e_g || !set) return [];
  const { actual, delta } = termsIn(set, goodsOf(entry, scenario), tripOf(entry), answerOf(entry));
  const ids = [...actual, ...(delta ?? [])].flatMap(({ of }) => of.map(publishedId));
  return [...new Set(ids.filter((id) => id !== null))];
}

export type EntryDifference = { field: string; stored: unknown; now: unknown };

/**
 * Recomputes an entry from its own fields and the factors, and returns the fields that differ. Fields that need
 * a version of the factors that is not loaded, or a missing basis, are not compared.
 */
export function recomputeEntry(entry: ImpactEntry, factors: Factors): EntryDifference[] {
  const now = { ...recomputedCo2(entry, factors), ...recomputedBasis(entry) };
  return Object.entries(now).flatMap(([field, value]) => {
    const stored = field
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], entry);
    return JSON.stringify(sorted(stored)) === JSON.stringify(sorted(value)) ? [] : [{ field, stored, now: value }];
  });
}

function recomputedCo2(entry: ImpactEntry, factors: Factors): Record<string, unknown> {
  const scenario = scenarioOf(entry);
  const set = factors.versions.get(entry.methodology.factors);
  if (!scenario || !entry.co2e_g || !set) return {};
  const { actual, baseline, delta } = lineTerms(factors, set, goodsOf(entry, scenario), tripOf(entry), answerOf(entry));
  const seed = `${entry.event}\n${entry.methodology.method}`;
  return {
    'co2e_g.actual': centralGrams(actual, factors),
    'co2e_g.baseline': baseline.length > 0 ? centralGrams(baseline, factors) : null,
    'co2e_g.delta': delta && propagateInterval(delta, seed, factors),
  };
}

function recomputedBasis({ basis, money }: ImpactEntry): Record<string, unknown> {
  if (!basis) return {};
  return {
    'money.retained_eur_cents': retainedOf(money.eur_cents_ht, basis, money.evidence),
    inclusion_min: inclusionOf(money.eur_cents_ht, basis),
  };
}

function goodsOf(
  { mass_g: massGrams, reference_units: referenceUnits, basis }: ImpactEntry,
  scenario: Scenario,
): Goods {
  return { scenario, massGrams, referenceUnits, remainingPermille: basis?.remaining_permille ?? null };
}

function tripOf({ mode, trip, distance_m: distanceMeters, trip_share_permille: sharePermille }: ImpactEntry): Trip {
  return { mode: mode as Mode, trip, distanceMeters, sharePermille };
}

/**
 * Whether the buyer did not answer what a reused item replaced, so that the rate of the entry's factors is
 * assumed.
 */
export function isAssumed({ co2e_g: co2, basis }: ImpactEntry): boolean {
  return basis ? basis.displacement_assumed : co2?.displacement_permille === 600;
}

/** The buyer's answer, per mille; null without one. */
function answerOf(entry: ImpactEntry): number | null {
  return isAssumed(entry) ? null : (entry.co2e_g?.displacement_permille ?? null);
}

function scenarioOf({ scenario: kind, baseline_ref: reference, basis }: ImpactEntry): Scenario | null {
  if (!kind) return null;
  if (kind === 'supply-only') return basis?.supply_ref ? { kind, factor: basis.supply_ref } : null;
  if (kind === 'rental')
    return basis?.supply_ref && basis.uses_per_life
      ? { kind, factor: basis.supply_ref, usesPerLife: basis.uses_per_life }
      : null;
  if (!reference) return null;
  if (kind !== 'local-food') return { kind, factor: reference };
  const [farm, transport] = reference.split('+') as [string, string];
  return { kind, farm, transport, ...(basis?.supply_ref ? { own: basis.supply_ref } : {}) };
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(Object.entries(value as Interval).sort(([a], [b]) => (a < b ? -1 : 1)));
}
