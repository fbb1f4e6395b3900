// Totals over many entries: money and hours by adding interval ends; CO2e aggregated by factor, propagated
// afterwards.
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import type { Factors } from './factor-set.ts';
import { entryTerms, type ImpactEntry } from './impact-entry.server.ts';
import { materialKeptGrams } from './material-kept.ts';
import {
  type Amounts,
  addAmounts,
  addIntervals,
  amountsOf,
  eachPropagated,
  type Interval,
} from './propagate.server.ts';

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
  return runAtOnce(eachImpactTotals(groups, seed, factors, without));
}

/** The same in slices. */
export function* eachImpactTotals(
  groups: readonly (readonly ImpactEntry[])[],
  seed: string,
  factors: Factors,
  without: readonly (readonly ImpactEntry[])[] = [],
): Slices<ImpactTotals[]> {
  const amountsOfEntry = rememberAmounts(factors); // an entry can be in several groups
  const amounts: Amounts[] = [];
  for (const [i, entries] of groups.entries())
    amounts.push(yield* eachSummed(entries, without[i] ?? [], amountsOfEntry));
  const deltas = yield* eachPropagated(amounts, seed, factors);
  const totals: ImpactTotals[] = [];
  for (const [i, entries] of groups.entries()) {
    const delta = amounts[i]!.size > 0 ? deltas[i]! : null;
    totals.push({ ...subtracted(sums(entries), sums(without[i] ?? [])), delta });
    yield;
  }
  return totals;
}

/**
 * The totals of an earlier group, and what a later one has more, in grams of CO2e; null when neither has a reference. They
 * share one draw, so that purchases of both leave no error.
 */
export function* eachComparedTotals(
  now: readonly ImpactEntry[],
  then: readonly ImpactEntry[],
  seed: string,
  factors: Factors,
): Slices<{ totals: ImpactTotals; difference: Interval | null }> {
  const amountsOfEntry = rememberAmounts(factors);
  const more = yield* eachSummed(now, [], amountsOfEntry);
  const earlier = yield* eachSummed(then, [], amountsOfEntry);
  const both = new Map(more);
  addAmounts(both, earlier, -1);
  const [difference, delta] = yield* eachPropagated([both, earlier], seed, factors);
  yield;
  return {
    totals: { ...sums(then), delta: earlier.size > 0 ? delta! : null },
    difference: both.size > 0 ? difference! : null,
  };
}

/** Entries whose terms are found in one slice. */
const sliceEntries = 200;

function rememberAmounts(factors: Factors): (entry: ImpactEntry) => Amounts {
  const known = new Map<ImpactEntry, Amounts>();
  return (entry) => {
    const amounts = known.get(entry) ?? amountsOf(entryTerms(entry, factors) ?? []);
    known.set(entry, amounts);
    return amounts;
  };
}

function* eachSummed(
  entries: readonly ImpactEntry[],
  without: readonly ImpactEntry[],
  amountsOfEntry: (entry: ImpactEntry) => Amounts,
): Slices<Amounts> {
  const sum = new Map<string, number>();
  for (const [i, entry] of [...entries, ...without].entries()) {
    addAmounts(sum, amountsOfEntry(entry), i < entries.length ? 1 : -1);
    if (i % sliceEntries === sliceEntries - 1) yield;
  }
  return sum;
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
