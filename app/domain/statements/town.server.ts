// The town's totals, from ledger entries alone. Small cells are not published.
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import { type Ctx, today } from '#app/domain/shared/context.ts';
import { listPublishedEntries, oncePublished, smallCell } from './publication.server.ts';

/** `hidden`: fewer than five orders, or what would give them away; only their number is said. */
export type TownTotals = Totals & { hidden: boolean };
export type MonthTotals = TownTotals & { month: string };

/** Everything since the beginning, as published. */
export function townTotals(ctx: Pick<Ctx, 'db'>): TownTotals {
  return read(ctx).whole;
}

/** Month by month, in Paris time; a month with fewer than five orders only says how many it had. */
export function monthTotals(ctx: Pick<Ctx, 'db'>): MonthTotals[] {
  return read(ctx).months;
}

const read = oncePublished((ctx, size) => {
  const entries = listPublishedEntries(ctx);
  const byMonth = [...Map.groupBy(entries, (entry) => today(new Date(entry.at)).slice(0, 7))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const [whole, ...parts] = totalsOf([entries, ...byMonth.map(([, own]) => own)], `town\n${size}`);
  return { whole: hideSmall(whole!), months: hideMonths(byMonth.map(([month], i) => ({ month, ...parts[i]! }))) };
});

function hideSmall(totals: Totals): TownTotals {
  return totals.orders < smallCell ? hide(totals) : { hidden: false, ...totals };
}

/** What is hidden would be the whole minus the others: while that is less than five orders, the smallest other month goes too. */
export function hideMonths(months: readonly (Totals & { month: string })[]): MonthTotals[] {
  return hideAnother(months.map(({ month, ...totals }) => ({ month, ...hideSmall(totals) })));
}

function hideAnother(months: MonthTotals[]): MonthTotals[] {
  const hidden = months.filter((month) => month.hidden);
  const orders = hidden.reduce((sum, month) => sum + month.orders, 0);
  const [smallest] = months.filter((month) => !month.hidden).toSorted((a, b) => a.orders - b.orders);
  if (hidden.length === 0 || orders >= smallCell || !smallest) return months;
  return hideAnother(months.map((month) => (month === smallest ? { month: month.month, ...hide(month) } : month)));
}

function hide({ orders }: Totals): TownTotals {
  return {
    hidden: true,
    orders,
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
