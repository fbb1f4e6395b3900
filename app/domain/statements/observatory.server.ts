// What the town's purchases did, by category: flows of euros and sums, from published entries. Small cells go together.
import { type ImpactEntry, readEntry } from '#app/domain/impact/entry.server.ts';
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { prepared } from '#db/client.ts';
import { lineOfEntry, standingAt } from './entries.server.ts';
import { oncePublished, smallCell } from './publication.server.ts';

/** `key` is a category of the market, or `other` for those of fewer than five orders together. */
export type CategoryTotals = Totals & { key: string };

/** By category, the most spent first. Categories of fewer than five orders stand together, and with the smallest other one where they are still too few. */
export const categoryTotals = oncePublished((ctx, size): CategoryTotals[] => {
  const groups = together(byCategory(ctx, size));
  const totals = totalsOf(
    groups.map(([, entries]) => entries),
    `categories\n${size}`,
  );
  return groups.map(([key], i) => ({ key, ...totals[i]! })).sort((a, b) => b.spentCents - a.spentCents);
});

type Group = [string, ImpactEntry[]];

function byCategory({ db }: Pick<Ctx, 'db'>, size: number): Group[] {
  const rows = prepared(
    db,
    `select n.category, l.bytes from ledger_entries l join order_lines n on ${lineOfEntry} where ${standingAt} order by l.idx`,
  ).all({ size }) as { category: string; bytes: Buffer }[];
  return [...Map.groupBy(rows, ({ category }) => category)].map(([key, own]) => [
    key,
    own.map(({ bytes }) => readEntry(bytes)),
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
