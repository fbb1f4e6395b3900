// Sales by the suppliers' commune and purchases by the buyers' commune, from published entries.
import type { Ctx } from '#app/domain/shared/context.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { cachedByPublication, listTownPurchases, suppressSmallCells, type TownPurchase } from './publication.server.ts';

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

/** Communes with an open supplier or with purchases, largest sales first. */
export const placeTotals = cachedByPublication((ctx: Pick<Ctx, 'db' | 'town'>, size): PlaceTotals[] => {
  const purchases = listTownPurchases(ctx, size);
  const suppliers = Map.groupBy(listSuppliers(ctx), ({ insee }) => insee);
  const byBuyer = Map.groupBy(purchases, ({ buyerInsee }) => buyerInsee);
  const sold = publishedSums(Map.groupBy(purchases, ({ supplierInsee }) => supplierInsee ?? ''));
  const bought = publishedSums(byBuyer);
  const buyersIn = (insee: string) =>
    new Set(byBuyer.get(insee)?.flatMap(({ organisationId }) => organisationId ?? [])).size;
  return [...new Set([...suppliers.keys(), ...sold.keys(), ...byBuyer.keys()])]
    .filter((insee) => findCommune(ctx.town, insee))
    .map((insee) => ({
      insee,
      suppliers: suppliers.get(insee)?.length ?? 0,
      buyers: buyersIn(insee),
      soldCents: sold.get(insee) ?? null,
      boughtCents: bought.get(insee) ?? null,
    }))
    .filter((place) => place.suppliers + place.buyers > 0 || place.soldCents !== null || place.boughtCents !== null)
    .sort((a, b) => (b.soldCents ?? 0) - (a.soldCents ?? 0) || b.suppliers - a.suppliers);
});

function publishedSums(groups: ReadonlyMap<string, TownPurchase[]>): Map<string, number> {
  const cents = (of: TownPurchase[]) => of.reduce((sum, { entry }) => sum + entry.money.eur_cents_ht, 0);
  return new Map(suppressSmallCells([...groups]).published.map(([insee, own]) => [insee, cents(own)]));
}
