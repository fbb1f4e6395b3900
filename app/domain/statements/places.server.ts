// Between which places the town's euros went: from the communes of buyers to those of suppliers. From published entries.
import { readEntry } from '#app/domain/impact/entry.server.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { prepared } from '#db/client.ts';
import { lineOfEntry, standingAt } from './entries.server.ts';
import { oncePublished, smallCell } from './publication.server.ts';

/** Cents excl. VAT; null where fewer than five orders make it, or where it would give away another that is hidden. */
export type PlaceTotals = { insee: string; suppliers: number; soldCents: number | null; boughtCents: number | null };

type Row = { bytes: Buffer; seller: string; buyer: string };
type Sum = { insee: string; cents: number; orders: Set<string> };

/** Places with an open supplier or with purchases, those that sold most first. */
export const placeTotals = oncePublished(({ db }, size): PlaceTotals[] => {
  const rows = prepared(
    db,
    `select l.bytes, s.insee as seller, o.insee as buyer from ledger_entries l join order_lines n on ${lineOfEntry}
     join orders o on o.id = l.reference join suppliers s on s.id = n.supplier_id where ${standingAt}`,
  ).all({ size }) as Row[];
  const open = prepared(db, `select insee, count(*) as n from suppliers where status = 'live' group by insee`).all();
  const suppliers = new Map((open as { insee: string; n: number }[]).map(({ insee, n }) => [insee, n]));
  const sold = shownSums(rows, ({ seller }) => seller);
  const bought = shownSums(rows, ({ buyer }) => buyer);
  return [...new Set([...suppliers.keys(), ...sold.keys(), ...bought.keys()])]
    .filter((insee) => findCommune(insee))
    .map((insee) => ({
      insee,
      suppliers: suppliers.get(insee) ?? 0,
      soldCents: sold.get(insee) ?? null,
      boughtCents: bought.get(insee) ?? null,
    }))
    .sort((a, b) => (b.soldCents ?? 0) - (a.soldCents ?? 0) || b.suppliers - a.suppliers);
});

/** Sums of five orders or more. Where a single place falls short, the smallest other is hidden with it: the whole is known. */
function shownSums(rows: readonly Row[], placeOf: (row: Row) => string): Map<string, number> {
  const sums = [...Map.groupBy(rows, placeOf)].map(([insee, own]): Sum => {
    const entries = own.map(({ bytes }) => readEntry(bytes));
    return {
      insee,
      cents: entries.reduce((sum, entry) => sum + entry.money.eur_cents_ht, 0),
      orders: new Set(entries.map(({ order }) => order)),
    };
  });
  const shown = sums.filter(({ orders }) => orders.size >= smallCell).sort((a, b) => b.orders.size - a.orders.size);
  const hidden = sums.filter(({ orders }) => orders.size < smallCell).flatMap(({ orders }) => [...orders]);
  if (hidden.length > 0 && new Set(hidden).size < smallCell) shown.pop();
  return new Map(shown.map(({ insee, cents }) => [insee, cents]));
}
