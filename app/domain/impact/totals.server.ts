// Totals over many entries: money and hours by adding interval ends; CO2e aggregated by factor, propagated
// afterwards.
import type { Factors } from './factor-set.ts';
import { entryTerms, type ImpactEntry } from './impact-entry.server.ts';
import { materialKeptGrams } from './material-kept.ts';
import { type Amounts, addIntervals, amountsOf, type Interval, propagateEach, sumAmounts } from './propagate.server.ts';

export type ImpactTotals = {
  orders: number;
  lines: number;
  spentCents: number;
  retainedCents: Interval | null;
  /** Part of the spending whose local retention is unknown. */
  unknownRetentionCents: number;
  inclusionMinutes: Interval | null;
  keptGrams: number;
  /** Against published references; null when there are none. */
  delta: Interval | null;
  /** Part of the spending without a published reference. */
  unreferencedCents: number;
};

/**
 * One total per group. The groups share their draws: a factor is drawn once for all of them, so that the parts
 * are consistent with their whole. `seed` names the statement; the same entries and seed give the same integers.
 * `without`: for each group, entries that were in it and are taken out again; their orders still count.
 */
export function impactTotals(
  groups: readonly (readonly ImpactEntry[])[],
  seed: string,
  factors: Factors,
  without: readonly (readonly ImpactEntry[])[] = [],
): ImpactTotals[] {
  const known = new Map<ImpactEntry, Amounts>(); // an entry can be in several groups
  const ofEntry = (entry: ImpactEntry) => {
    const amounts = known.get(entry) ?? amountsOf(entryTerms(entry, factors) ?? []);
    known.set(entry, amounts);
    return amounts;
  };
  const amounts = groups.map((entries, i) =>
    sumAmounts([...entries.map(ofEntry), ...(without[i] ?? []).map((entry) => negated(ofEntry(entry)))]),
  );
  const deltas = propagateEach(amounts, seed, factors);
  return groups.map((entries, i) => ({
    ...subtracted(sums(entries), sums(without[i] ?? [])),
    delta: amounts[i]!.size > 0 ? deltas[i]! : null,
  }));
}

/**
 * The totals of an earlier group, and what a later one has more, in grams of CO2e; null when neither has a reference. They
 * share one draw, so that purchases of both leave no error.
 */
export function comparedTotals(
  now: readonly ImpactEntry[],
  then: readonly ImpactEntry[],
  seed: string,
  factors: Factors,
): { totals: ImpactTotals; difference: Interval | null } {
  const [more, earlier] = [now, then].map((entries) =>
    sumAmounts(entries.map((entry) => amountsOf(entryTerms(entry, factors) ?? []))),
  ) as [Amounts, Amounts];
  const both = sumAmounts([more, negated(earlier)]);
  const [difference, delta] = propagateEach([both, earlier], seed, factors);
  return {
    totals: { ...sums(then), delta: earlier.size > 0 ? delta! : null },
    difference: both.size > 0 ? difference! : null,
  };
}

function negated(amounts: Amounts): Amounts {
  return new Map([...amounts].map(([product, amount]) => [product, -amount]));
}

type Sums = Omit<ImpactTotals, 'delta'>;

function subtracted(of: Sums, taken: Sums): Sums {
  const less = (a: Interval | null, b: Interval | null) =>
    a && b ? { mid: a.mid - b.mid, lo: a.lo - b.lo, hi: a.hi - b.hi } : a;
  return {
    orders: of.orders,
    lines: of.lines - taken.lines,
    spentCents: of.spentCents - taken.spentCents,
    retainedCents: less(of.retainedCents, taken.retainedCents),
    unknownRetentionCents: of.unknownRetentionCents - taken.unknownRetentionCents,
    inclusionMinutes: less(of.inclusionMinutes, taken.inclusionMinutes),
    keptGrams: of.keptGrams - taken.keptGrams,
    unreferencedCents: of.unreferencedCents - taken.unreferencedCents,
  };
}

function sums(entries: readonly ImpactEntry[]): Sums {
  const orders = new Set<string>();
  const sum = { spentCents: 0, unknownRetentionCents: 0, keptGrams: 0, unreferencedCents: 0 };
  for (const { order, money, material_kept_g: kept, co2e_g: co2 } of entries) {
    orders.add(order);
    sum.spentCents += money.eur_cents_ht;
    sum.keptGrams += materialKeptGrams(kept);
    if (!money.retained_eur_cents) sum.unknownRetentionCents += money.eur_cents_ht;
    if (!co2?.delta) sum.unreferencedCents += money.eur_cents_ht;
  }
  return {
    ...sum,
    orders: orders.size,
    lines: entries.length,
    retainedCents: addIntervals(entries.map((entry) => entry.money.retained_eur_cents)),
    inclusionMinutes: addIntervals(entries.map((entry) => entry.inclusion_min)),
  };
}
