// The town's totals, from ledger entries alone. Small cells are not published.
import type { ImpactEntry } from '#app/domain/impact/entry.server.ts';
import { type Totals, totalsOf } from '#app/domain/impact/totals.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { type Ctx, today } from '#app/domain/shared/context.ts';
import { prepared } from '#db/client.ts';
import { standing } from './entries.server.ts';

/** `hidden`: fewer than five orders; only their number is said. */
export type TownTotals = Totals & { hidden: boolean };
export type MonthTotals = TownTotals & { month: string };

/** Fewer orders than this are not published. */
export const smallCell = 5;
const known = new WeakMap<object, { size: number; whole: TownTotals; months: MonthTotals[] }>();

/** Everything since the beginning. */
export function townTotals(ctx: Pick<Ctx, 'db'>): TownTotals {
  return read(ctx).whole;
}

/** Month by month, in Paris time; a month with fewer than five orders only says how many it had. */
export function monthTotals(ctx: Pick<Ctx, 'db'>): MonthTotals[] {
  return read(ctx).months;
}

/** The log only grows, so a result stands until the size changes. */
function read(ctx: Pick<Ctx, 'db'>) {
  const size = ledgerSize(ctx);
  const cached = known.get(ctx.db.$client);
  if (cached?.size === size) return cached;
  const entries = listStandingEntries(ctx);
  const byMonth = [...Map.groupBy(entries, (entry) => today(new Date(entry.at)).slice(0, 7))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const [whole, ...parts] = totalsOf([entries, ...byMonth.map(([, own]) => own)], `town\n${size}`);
  const months = byMonth.map(([month], i) => ({ month, ...hideSmall(parts[i]!) }));
  const fresh = { size, whole: hideSmall(whole!), months: hideAnother(months) };
  known.set(ctx.db.$client, fresh);
  return fresh;
}

/** Entries that were not reversed. */
export function listStandingEntries({ db }: Pick<Ctx, 'db'>): ImpactEntry[] {
  const rows = prepared(db, `select l.bytes from ledger_entries l where ${standing} order by l.idx`)
    .pluck()
    .all() as Buffer[];
  return rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as ImpactEntry);
}

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
