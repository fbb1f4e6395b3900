// The town's totals, from ledger entries alone. Small cells are not published.
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { periodsOf, smallCell } from './periods.ts';
import { cachedByPublication, listLines } from './publication.server.ts';

/** `hidden`: fewer than five orders; only their number is published. */
export type TownTotals = ImpactTotals & { hidden: boolean };
/** `month`: one month, or the first and the last of several that are published together. */
export type MonthTotals = ImpactTotals & { month: string };

/** All published entries since the beginning. */
export function townTotals(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules): TownTotals {
  return read(ctx).whole;
}

/** By month, by the town's clock; months of fewer than five orders are merged with those after them. */
export function monthTotals(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules): MonthTotals[] {
  return read(ctx).months;
}

const read = cachedByPublication((ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules, size) => {
  const lines = listLines(ctx, size);
  const { periods } = periodsOf(lines);
  const groups = [lines, ...periods.map((period) => period.lines)];
  const [whole, ...parts] = impactTotals(
    groups.map((own) => own.map(({ entry }) => entry)),
    `town\n${size}`,
    ctx.factors,
  );
  return { whole: hideSmall(whole!), months: periods.map(({ key }, i) => ({ month: key, ...parts[i]! })) };
});

function hideSmall(totals: ImpactTotals): TownTotals {
  if (totals.orders >= smallCell) return { hidden: false, ...totals };
  return {
    hidden: true,
    orders: totals.orders,
    lines: 0,
    spentCents: 0,
    retainedCents: null,
    unknownRetentionCents: 0,
    inclusionMinutes: null,
    keptGrams: 0,
    delta: null,
    unreferencedCents: 0,
  };
}
