// The impact of the town's purchases by category, from published entries. Small cells are merged.
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import {
  cachedByPublication,
  isSmallCell,
  listTownPurchases,
  type Parties,
  suppressSmallCells,
} from './publication.server.ts';

/** `key` is a category of the marketplace, or `other` for those that are too small to publish alone. */
export type CategoryTotals = ImpactTotals & { key: string };

/**
 * By category, largest spending first. Small ones are merged, and omitted when they are still too small
 * together.
 */
export const categoryTotals = cachedByPublication((ctx: Pick<Ctx, 'db'> & ActiveRules, size): CategoryTotals[] => {
  const purchases = listTownPurchases(ctx, size);
  const groups = mergeSmallGroups([...Map.groupBy(purchases, ({ category }) => category)]);
  const totals = impactTotals(
    groups.map(([, own]) => own.map(({ entry }) => entry)),
    `categories\n${size}`,
    ctx.factors,
  );
  return groups.map(([key], i) => ({ key, ...totals[i]! })).sort((a, b) => b.spentCents - a.spentCents);
});

/**
 * Merges small groups into `other`. The figures of a single group cannot be derived as the difference to the
 * whole.
 */
export function mergeSmallGroups<L extends Parties>(groups: readonly [string, L[]][]): [string, L[]][] {
  const { published, rest } = suppressSmallCells(groups);
  return isSmallCell(rest) ? published : [...published, ['other', rest]];
}
