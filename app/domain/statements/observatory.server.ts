// What the town's purchases did, by category: flows of euros and sums, from entries that stand. Small cells go together.
import type { ImpactEntry } from '#app/domain/impact/entry.server.ts';
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { prepared } from '#db/client.ts';
import { standing } from './entries.server.ts';
import { smallCell } from './town.server.ts';

/** `key` is a category of the market, or `other` for those of fewer than five orders together. */
export type CategoryTotals = Totals & { key: string };

const known = new WeakMap<object, { size: number; categories: CategoryTotals[] }>();

/** By category, the most spent first. Categories of fewer than five orders stand together, and with the smallest other one where they are still too few. */
export function categoryTotals(ctx: Pick<Ctx, 'db'>): CategoryTotals[] {
  const size = ledgerSize(ctx);
  const cached = known.get(ctx.db.$client);
  if (cached?.size === size) return cached.categories;
  const groups = together(byCategory(ctx));
  const totals = totalsOf(
    groups.map(([, entries]) => entries),
    `categories\n${size}`,
  );
  const categories = groups.map(([key], i) => ({ key, ...totals[i]! })).sort((a, b) => b.spentCents - a.spentCents);
  known.set(ctx.db.$client, { size, categories });
  return categories;
}

type Group = [string, ImpactEntry[]];

function byCategory({ db }: Pick<Ctx, 'db'>): Group[] {
  const rows = prepared(
    db,
    `select n.category, l.bytes from ledger_entries l join order_lines n on n.order_id = l.reference and n.line = json_extract(cast(l.bytes as text), '$.line')
     where ${standing} order by l.idx`,
  ).all() as { category: string; bytes: Buffer }[];
  return [...Map.groupBy(rows, ({ category }) => category)].map(([key, own]) => [
    key,
    own.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as ImpactEntry),
  ]);
}

const ordersOf = (entries: readonly ImpactEntry[]) => new Set(entries.map(({ order }) => order)).size;

/** Small groups as one; nothing of one group alone can be had as the difference to the whole. Nothing at all under five orders. */
export function together(groups: readonly Group[]): Group[] {
  const sorted = groups.toSorted(([, a], [, b]) => ordersOf(b) - ordersOf(a));
  const large = sorted.filter(([, entries]) => ordersOf(entries) >= smallCell);
  const other = sorted.slice(large.length).flatMap(([, entries]) => entries);
  while (other.length > 0 && large.length > 0 && ordersOf(other) < smallCell) other.push(...large.pop()![1]);
  if (ordersOf(other) >= smallCell) large.push(['other', other]);
  return large;
}

/** Euros of a category by where they go: spent again nearby (the middle of the interval), elsewhere, or nobody knows. */
export function flowsOf({ spentCents, retainedCents, unknownRetentionCents }: Totals) {
  const near = retainedCents?.mid ?? 0;
  return { near, elsewhere: spentCents - near - unknownRetentionCents, unknown: unknownRetentionCents };
}
