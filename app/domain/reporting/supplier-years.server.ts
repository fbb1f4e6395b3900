// The impact of a supplier's sales, year by year: a view of its buyers' entries, which count in the buyers'
// accounts, never in the supplier's.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { eachImpactTotals, type ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { listImpactLinesOf } from '#app/domain/ledger/impact-lines.server.ts';
import { lineKey, listSuppliedAfter } from '#app/domain/orders/purchases.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { findMove, listKeptYears } from './kept-years.server.ts';
import { minimumParties, smallCell } from './small-cells.ts';
import { yearStart } from './statement-lines.server.ts';
import { yearVersion } from './year-view.server.ts';

/** `shareable`: five orders of three buyers or more; fewer could reveal the purchases of one buyer. */
export type SupplierYear = ImpactTotals & { year: number; shareable: boolean };

type Computing = Pick<Ctx, 'db' | 'town'> & ActiveRules;

const isSupplierYear = (value: unknown): value is SupplierYear =>
  typeof value === 'object' && value !== null && 'shareable' in value;

/** Latest first. A year is that of the payment, by the town's clock. As they are kept; computed now where one has moved. */
export function supplierYears(ctx: Computing, supplierId: string): SupplierYear[] {
  const party = { side: 'supplier', id: supplierId } as const;
  const kept = listKeptYears(ctx, party, isSupplierYear);
  const isCurrent = kept.every(({ version }) => version === yearVersion(ctx)) && !findMove(ctx, party);
  if (kept.length > 0 && isCurrent) return kept.map(({ value }) => value);
  return runAtOnce(eachSupplierYear(ctx, supplierId, 0));
}

type SoldLine = { index: number; year: number; entry: ImpactEntry; buyer: string };

/** The years of a supplier from `from` on, the latest first. */
export function* eachSupplierYear(ctx: Computing, supplierId: string, from: number): Slices<SupplierYear[]> {
  const sold = yield* eachSoldLine(ctx, supplierId, from === 0 ? '' : yearStart(ctx, from));
  const byYear = [...Map.groupBy(sold, ({ year }) => year)];
  const entries = byYear.map(([, own]) => own.map(({ entry }) => entry));
  const totals = yield* eachImpactTotals(entries, `supplier\n${supplierId}`, ctx.factors);
  return byYear
    .map(([year, own], i): SupplierYear => {
      const buyers = new Set(own.map(({ buyer }) => buyer)).size;
      const shareable = totals[i]!.orders >= smallCell && buyers >= minimumParties;
      return { ...totals[i]!, year, shareable };
    })
    .sort((a, b) => b.year - a.year);
}

/** Orders whose lines are read in one slice. */
const sliceOrders = 20;

/** A supplier's effective entries of orders paid from a time on, in log order. */
function* eachSoldLine(ctx: Computing, supplierId: string, since: string): Slices<SoldLine[]> {
  const sold: SoldLine[] = [];
  const years = new Map<string, number>();
  const yearOf = (paidAt: string) =>
    years.get(paidAt) ?? years.set(paidAt, Number(localDay(new Date(paidAt), ctx.town).slice(0, 4))).get(paidAt)!;
  for (let after = ''; ; ) {
    const lines = listSuppliedAfter(ctx, supplierId, { after, since, limit: sliceOrders });
    const last = lines.at(-1);
    if (!last) return sold.sort((a, b) => a.index - b.index);
    const supplied = new Map(lines.map((line) => [lineKey(line.orderId, line.line), line]));
    for (const { index, canonical } of listImpactLinesOf(ctx, [...new Set(lines.map(({ orderId }) => orderId))])) {
      const entry = parseEntry(canonical);
      const line = supplied.get(lineKey(entry.order, entry.line));
      if (line) sold.push({ index, year: yearOf(line.paidAt), entry, buyer: line.buyer });
    }
    after = last.orderId;
    yield;
  }
}
