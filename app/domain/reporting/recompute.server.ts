// Recomputes every published figure: each entry from its own fields and the factors, the town's totals from the
// entries.
import { type EntryDifference, parseEntry, recomputeEntry } from '#app/domain/impact/impact-entry.server.ts';
import { eachImpactLine } from '#app/domain/ledger/impact-lines.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { type GroupTotals, type TownTotals, townFigures } from './town-figures.server.ts';

export type Recomputed = {
  entries: number;
  /** Older entries without a basis: their euros and minutes are not recomputed. */
  withoutBasis: number;
  differing: { index: number; event: string; differences: EntryDifference[] }[];
  town: TownTotals;
  months: GroupTotals[];
};

/** Of the whole log, or of one order. The totals are always those of the town. */
export function recomputeAll(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules, orderId: string | null = null): Recomputed {
  const { town, months } = townFigures(ctx);
  const result: Recomputed = {
    entries: 0,
    withoutBasis: 0,
    differing: [],
    town,
    months,
  };
  for (const { index, canonical } of eachImpactLine(ctx)) {
    const entry = parseEntry(canonical);
    if (orderId !== null && entry.order !== orderId) continue;
    result.entries++;
    if (!entry.basis) result.withoutBasis++;
    const differences = recomputeEntry(entry, ctx.factors);
    if (differences.length > 0) result.differing.push({ index, event: entry.event, differences });
  }
  return result;
}
