// The published figures of the town: in all, by month, by category and by commune. From published entries alone, and
// what would disclose an order or a seller is left out.
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import {
  hiddenAt,
  keptByPublication,
  type PublishedEntries,
  type PublishedEntry,
  readPublished,
} from './publication.server.ts';
import { type HiddenColumns, hiddenIn, wholeTown } from './publication-plan.ts';
import { type Block, publishedValue } from './published-columns.ts';
import { listPurchasingPlaces } from './purchasing-places.server.ts';

/** `hidden`: nothing is published yet. `unpublished`: blocks of columns that are null, as in `GroupTotals`. */
export type TownTotals = Omit<GroupTotals, 'key' | 'hidden'> & { hidden: boolean; unpublished?: Block[] };
/** Columns of the blocks in `hidden` are null: publishing them would disclose an order or a seller. */
export type GroupTotals = Omit<ImpactTotals, 'unknownRetentionCents' | 'keptGrams' | 'unreferencedCents'> & {
  key: string;
  hidden: Block[];
  unknownRetentionCents: number | null;
  keptGrams: number | null;
  unreferencedCents: number | null;
};
/**
 * `buyers`: organisations that bought; `suppliers`: open suppliers. Cents excl. VAT, null when too small to publish.
 */
export type PlaceTotals = {
  insee: string;
  suppliers: number;
  buyers: number;
  soldCents: number | null;
  boughtCents: number | null;
};
/**
 * `categories`: largest spending first, `other` for those too small to publish alone. `months`: the key is a month, or
 * the first and the last of several: `2026-01/2026-02`. `places`: largest sales first.
 */
export type TownFigures = {
  town: TownTotals;
  categories: GroupTotals[];
  months: GroupTotals[];
  places: PlaceTotals[];
};

/** See `townFigures`. */
export const keptTownFigures = keptByPublication(
  {
    name: 'town-figures/1',
    accepts: (value): value is TownFigures =>
      typeof value === 'object' && value !== null && 'town' in value && 'places' in value,
    rules: rulesOf,
  },
  computeTownFigures,
);

/** Those of the latest publication. */
export function townFigures(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules): TownFigures {
  return keptTownFigures.read(ctx);
}

/** The versions that a kept figure was computed by. */
export function rulesOf({ factors }: Pick<ActiveRules, 'factors'>): string {
  return factors.active.ref;
}

/** Those of the publication of `size`. */
export function computeTownFigures(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules, size: number): TownFigures {
  const published = readPublished(ctx, size);
  const hidden = hiddenAt(ctx, size);
  const groups = (['categories', 'months'] as const).flatMap((table) =>
    [...Map.groupBy(published.entries, (entry) => entry[table])].map(([row, entries]) => ({ table, row, entries })),
  );
  const sides = groups.map(({ entries }) => splitSides(entries));
  const [whole, ...parts] = impactTotals(
    [published.effective.map(({ entry }) => entry), ...sides.map(({ plus }) => plus)],
    `town\n${size}`,
    ctx.factors,
    [[], ...sides.map(({ minus }) => minus)],
  );
  const rows = groups.map((group, i) => ({
    ...group,
    totals: hideColumns(parts[i]!, group.row, [...hiddenIn(hidden, group.table, group.row)]),
  }));
  return {
    town: wholeOf(whole!, published.effective.length === 0, hidden),
    categories: rows
      .filter(({ table }) => table === 'categories')
      .map(({ totals }) => totals)
      .sort((a, b) => b.spentCents - a.spentCents),
    months: rows
      .filter(({ table }) => table === 'months')
      .sort((a, b) => (a.row < b.row ? -1 : 1))
      .map(({ totals, entries }) => ({ ...totals, key: monthsOf(entries) })),
    places: placesOf(ctx, published, hidden),
  };
}

/** A line that was taken out where it was put in does not count at all; elsewhere the difference does. */
function splitSides(entries: readonly PublishedEntry[]): { plus: ImpactEntry[]; minus: ImpactEntry[] } {
  const of = (side: PublishedEntry['side']) => entries.filter((entry) => entry.side === side);
  const [plus, minus] = [of('plus'), of('minus')];
  const [put, taken] = [plus, minus].map((own) => new Set(own.map(({ line }) => line.index))) as [
    Set<number>,
    Set<number>,
  ];
  return {
    plus: plus.filter(({ line }) => !taken.has(line.index)).map(({ line }) => line.entry),
    minus: minus.filter(({ line }) => !put.has(line.index)).map(({ line }) => line.entry),
  };
}

function wholeOf(totals: ImpactTotals, isEmpty: boolean, columns: HiddenColumns): TownTotals {
  const { key, hidden, ...shown } = hideColumns(totals, wholeTown, [...hiddenIn(columns, 'town', wholeTown)]);
  return { ...shown, hidden: isEmpty, unpublished: hidden };
}

function monthsOf(entries: readonly PublishedEntry[]): string {
  const last = entries[0]!.months;
  const first = entries.reduce((month, { paidMonth }) => (paidMonth < month ? paidMonth : month), last);
  return first === last ? last : `${first}/${last}`;
}

function roundEstimates<
  T extends Pick<ImpactTotals, 'retainedCents' | 'inclusionMinutes' | 'delta' | 'keptGrams' | 'unreferencedCents'>,
>(totals: T): T {
  return {
    ...totals,
    retainedCents: roundEnds('retained', totals.retainedCents),
    inclusionMinutes: roundEnds('inclusion', totals.inclusionMinutes),
    delta: roundEnds('delta', totals.delta),
    keptGrams: publishedValue('kept', totals.keptGrams),
    unreferencedCents: publishedValue('unreferenced', totals.unreferencedCents),
  };
}

function roundEnds(block: Block, interval: Interval | null): Interval | null {
  return (
    interval && {
      lo: publishedValue(block, interval.lo),
      mid: publishedValue(block, interval.mid),
      hi: publishedValue(block, interval.hi),
    }
  );
}

function hideColumns(totals: ImpactTotals, key: string, hidden: Block[]): GroupTotals {
  const rounded = roundEstimates(totals);
  const shown = <T>(block: Block, value: T) => (hidden.includes(block) ? null : value);
  return {
    ...rounded,
    key,
    hidden,
    unknownRetentionCents: shown('unknown', rounded.unknownRetentionCents),
    unreferencedCents: shown('unreferenced', rounded.unreferencedCents),
    retainedCents: shown('retained', rounded.retainedCents),
    keptGrams: shown('kept', rounded.keptGrams),
    delta: shown('delta', rounded.delta),
    inclusionMinutes: shown('inclusion', rounded.inclusionMinutes),
  };
}

function placesOf(
  ctx: Pick<Ctx, 'db' | 'town'>,
  { entries, effective }: PublishedEntries,
  hidden: HiddenColumns,
): PlaceTotals[] {
  const suppliers = Map.groupBy(listSuppliers(ctx), ({ insee }) => insee);
  const buyers = listPurchasingPlaces(ctx, new Set(effective.map(({ order }) => order)));
  const [sold, bought] = [sumRows(entries, 'sold', hidden), sumRows(entries, 'bought', hidden)];
  return [...new Set([...suppliers.keys(), ...sold.keys(), ...buyers.keys()])]
    .filter((insee) => findCommune(ctx.town, insee))
    .map((insee) => ({
      insee,
      suppliers: suppliers.get(insee)?.length ?? 0,
      buyers: buyers.get(insee) ?? 0,
      soldCents: sold.get(insee) ?? null,
      boughtCents: bought.get(insee) ?? null,
    }))
    .filter((place) => place.suppliers + place.buyers > 0 || place.soldCents !== null || place.boughtCents !== null)
    .sort((a, b) => (b.soldCents ?? 0) - (a.soldCents ?? 0) || b.suppliers - a.suppliers);
}

function sumRows(
  entries: readonly PublishedEntry[],
  table: 'sold' | 'bought',
  hidden: HiddenColumns,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { [table]: row, side, line } of entries) {
    if (row === '' || hiddenIn(hidden, table, row).includes('spent')) continue;
    const cents = line.entry.money.eur_cents_ht;
    sums.set(row, (sums.get(row) ?? 0) + (side === 'plus' ? cents : -cents));
  }
  return sums;
}

export function townTotals(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules): TownTotals {
  return townFigures(ctx).town;
}
