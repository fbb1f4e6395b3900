// The impact of a supplier's sales, year by year: a view of its buyers' entries, which count in the buyers'

// accounts, never in the supplier's.
import { parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { smallCell } from './periods.ts';
import { minimumParties } from './publication.server.ts';
import { effectiveEntries, lineOfEntry } from './statement-lines.server.ts';

/** `shareable`: five orders of three buyers or more; fewer could reveal the purchases of one buyer. */
export type SupplierYear = ImpactTotals & { year: number; shareable: boolean };

/** Latest first. A year is that of the payment, Paris time. */
export function supplierYears({ db, factors }: Pick<Ctx, 'db'> & ActiveRules, supplierId: string): SupplierYear[] {
  const rows = preparedSql(
    db,
    `select l.bytes, o.paid_at as paidAt, coalesce(o.organisation_id, o.user_id) as buyer from order_lines n join orders o on o.id = n.order_id and o.state = 'paid'
     cross join ledger_entries l on l.reference = o.id and ${lineOfEntry}
     where n.supplier_id = ? and ${effectiveEntries} order by l.idx`,
  ).all(supplierId) as { bytes: Buffer; paidAt: string; buyer: string }[];
  const byYear = [...Map.groupBy(rows, ({ paidAt }) => Number(localDay(new Date(paidAt)).slice(0, 4)))];
  const entries = byYear.map(([, own]) => own.map(({ bytes }) => parseEntry(bytes)));
  const totals = impactTotals(entries, `supplier\n${supplierId}`, factors);
  return byYear
    .map(([year, own], i) => {
      const buyers = new Set(own.map(({ buyer }) => buyer)).size;
      return { ...totals[i]!, year, shareable: totals[i]!.orders >= smallCell && buyers >= minimumParties };
    })
    .sort((a, b) => b.year - a.year);
}
