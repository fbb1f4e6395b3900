// The impact of a supplier's sales, year by year: a view of its buyers' entries, which count in the buyers'

// accounts, never in the supplier's.
import { parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import { lastEntryOf, listImpactLinesOf } from '#app/domain/ledger/impact-lines.server.ts';
import { countSoldParts, lineKey, listSuppliedLines } from '#app/domain/orders/purchases.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { minimumParties, smallCell } from './small-cells.ts';

/** `shareable`: five orders of three buyers or more; fewer could reveal the purchases of one buyer. */
export type SupplierYear = ImpactTotals & { year: number; shareable: boolean };

const known = new WeakMap<object, Map<string, { mark: string; years: SupplierYear[] }>>();
const maxKnown = 100;

/**
 * Latest first. A year is that of the payment, by the town's clock. Cached until the supplier has another sold line, or an
 * entry is corrected.
 */
export function supplierYears(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules, supplierId: string): SupplierYear[] {
  const views = known.get(ctx.db.$client) ?? new Map();
  known.set(ctx.db.$client, views);
  const mark = `${countSoldParts(ctx, supplierId)} ${lastEntryOf(ctx, 'impact.reversal')} ${ctx.factors.active.ref}`;
  const view = views.get(supplierId);
  if (view?.mark === mark) return view.years;
  const years = computeYears(ctx, supplierId);
  if (views.size >= maxKnown) views.clear();
  views.set(supplierId, { mark, years });
  return years;
}

function computeYears(ctx: Pick<Ctx, 'db' | 'town'> & ActiveRules, supplierId: string): SupplierYear[] {
  const supplied = new Map(listSuppliedLines(ctx, supplierId).map((line) => [lineKey(line.orderId, line.line), line]));
  const orderIds = new Set([...supplied.values()].map(({ orderId }) => orderId));
  const sold = listImpactLinesOf(ctx, [...orderIds]).flatMap(({ canonical }) => {
    const entry = parseEntry(canonical);
    const line = supplied.get(lineKey(entry.order, entry.line));
    return line ? [{ entry, ...line }] : [];
  });
  const byYear = [...Map.groupBy(sold, ({ paidAt }) => Number(localDay(new Date(paidAt), ctx.town).slice(0, 4)))];
  const entries = byYear.map(([, own]) => own.map(({ entry }) => entry));
  const totals = impactTotals(entries, `supplier\n${supplierId}`, ctx.factors);
  return byYear
    .map(([year, own], i) => {
      const buyers = new Set(own.map(({ buyer }) => buyer)).size;
      return { ...totals[i]!, year, shareable: totals[i]!.orders >= smallCell && buyers >= minimumParties };
    })
    .sort((a, b) => b.year - a.year);
}
