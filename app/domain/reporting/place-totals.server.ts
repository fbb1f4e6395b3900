// Sales by the suppliers' commune and purchases by the buyers' commune, from published entries.
import { parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { preparedSql } from '#db/client.ts';
import { cachedByPublication, type Parties, partiesOf, suppressSmallCells } from './publication.server.ts';
import { effectiveEntriesAt, lineOfEntry } from './statement-lines.server.ts';

/**
 * `buyers`: organisations that bought; `suppliers`: open suppliers. Cents excl. VAT, null when too small to
 * publish.
 */
export type PlaceTotals = {
  insee: string;
  suppliers: number;
  buyers: number;
  soldCents: number | null;
  boughtCents: number | null;
};

type Row = Parties & { bytes: Buffer; from: string; to: string; organisation: string | null };

/** Communes with an open supplier or with purchases, largest sales first. */
export const placeTotals = cachedByPublication(({ db }, size): PlaceTotals[] => {
  const rows = preparedSql(
    db,
    `select l.bytes, ${partiesOf}, o.organisation_id as organisation, o.insee as "from", p.insee as "to"
     from ledger_entries l join order_lines n on ${lineOfEntry}
     join orders o on o.id = l.reference join order_parts p on p.order_id = o.id and p.supplier_id = n.supplier_id where ${effectiveEntriesAt}`,
  ).all({ size }) as Row[];
  const open = preparedSql(db, `select insee, count(*) as n from suppliers where status = 'live' group by insee`).all();
  const suppliers = new Map((open as { insee: string; n: number }[]).map(({ insee, n }) => [insee, n]));
  const byBuyer = Map.groupBy(rows, ({ from }) => from);
  const sold = publishedSums(Map.groupBy(rows, ({ to }) => to));
  const bought = publishedSums(byBuyer);
  const buyersIn = (insee: string) =>
    new Set(byBuyer.get(insee)?.flatMap(({ organisation }) => organisation ?? [])).size;
  return [...new Set([...suppliers.keys(), ...sold.keys(), ...byBuyer.keys()])]
    .filter((insee) => findCommune(insee))
    .map((insee) => ({
      insee,
      suppliers: suppliers.get(insee) ?? 0,
      buyers: buyersIn(insee),
      soldCents: sold.get(insee) ?? null,
      boughtCents: bought.get(insee) ?? null,
    }))
    .filter((place) => place.suppliers + place.buyers > 0 || place.soldCents !== null || place.boughtCents !== null)
    .sort((a, b) => (b.soldCents ?? 0) - (a.soldCents ?? 0) || b.suppliers - a.suppliers);
});

function publishedSums(groups: ReadonlyMap<string, Row[]>): Map<string, number> {
  const cents = (rows: Row[]) => rows.reduce((sum, { bytes }) => sum + parseEntry(bytes).money.eur_cents_ht, 0);
  return new Map(suppressSmallCells([...groups]).published.map(([insee, rows]) => [insee, cents(rows)]));
}
