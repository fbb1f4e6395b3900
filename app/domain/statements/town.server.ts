// The town's totals, from ledger entries alone. Small cells are not published.
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import { type Ctx, today } from '#app/domain/shared/context.ts';
import { listPublishedEntries, oncePublished, smallCell } from './publication.server.ts';

/** `hidden`: fewer than five orders; only their number is said. */
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
  const months = byMonth.map(([month], i) => ({ month, ...hideSmall(parts[i]!) }));
  return { whole: hideSmall(whole!), months: hideAnother(months) };
});

function hideSmall(totals: Totals): TownTotals {
  return totals.orders < smallCell ? hide(totals) : { hidden: false, ...totals };
}

/** One hidden month alone would be the whole minus the others: a second one, the smallest, is hidden with it. */
function hideAnother(months: MonthTotals[]): MonthTotals[] {
  const shown = months.filter((month) => !month.hidden);
  if (months.length - shown.length !== 1) return months;
  const [smallest] = shown.toSorted((a, b) => a.orders - b.orders);
  return months.map((month) => (month === smallest ? { month: month.month, ...hide(month) } : month));
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
