// Many entries together: euros and hours by their ends, CO2e by factor first and propagated after.
import { entryTerms, type ImpactEntry } from './entry.server.ts';
import { keptGrams } from './kept.ts';
import { addIntervals, type Interval, propagateEach } from './propagate.server.ts';
import type { Term } from './terms.ts';

export type Totals = {
  orders: number;
  lines: number;
  spentCents: number;
  retainedCents: Interval | null;
  /** Of what was spent, where nobody knows how much stays near. */
  unknownRetentionCents: number;
  inclusionMinutes: Interval | null;
  keptGrams: number;
  /** Against published references; null where there is none. */
  delta: Interval | null;
  /** Of what was spent, on what has no published reference. */
  unreferencedCents: number;
};

/**
 * One total for each group. The groups share their draws: a factor is drawn once for all of them, so that parts and their
 * whole are of one piece. `seed` names the statement; the same entries and seed give the same integers.
 */
export function totalsOf(groups: readonly (readonly ImpactEntry[])[], seed: string): Totals[] {
  const known = new Map<ImpactEntry, readonly Term[]>(); // an entry stands in several groups
  const termsOf = (entry: ImpactEntry) => {
    const terms = known.get(entry) ?? entryTerms(entry) ?? [];
    known.set(entry, terms);
    return terms;
  };
  const terms = groups.map((entries) => entries.flatMap(termsOf));
  const deltas = propagateEach(terms, seed);
  return groups.map((entries, i) => ({ ...sums(entries), delta: terms[i]!.length > 0 ? deltas[i]! : null }));
}

function sums(entries: readonly ImpactEntry[]): Omit<Totals, 'delta'> {
  const cents = (of: (entry: ImpactEntry) => boolean) =>
    entries.reduce((sum, entry) => sum + (of(entry) ? entry.money.eur_cents_ht : 0), 0);
  return {
    orders: new Set(entries.map((entry) => entry.order)).size,
    lines: entries.length,
    spentCents: cents(() => true),
    retainedCents: addIntervals(entries.map((entry) => entry.money.retained_eur_cents)),
    unknownRetentionCents: cents((entry) => !entry.money.retained_eur_cents),
    inclusionMinutes: addIntervals(entries.map((entry) => entry.inclusion_min)),
    keptGrams: entries.reduce((sum, entry) => sum + keptGrams(entry.material_kept_g), 0),
    unreferencedCents: cents((entry) => !entry.co2e_g?.delta),
  };
}
