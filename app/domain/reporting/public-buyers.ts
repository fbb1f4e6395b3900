// The declarations of a public buyer, from the entries of its statement. AGEC art. 58 (decree 2024-134), EGalim.
import { sourceLocale } from '#app/domain/shared/locale.ts';
import type { StatementLine } from './statement-lines.server.ts';

/** A ledger entry behind a figure: its index in the log, its order and its line. */
export type Leaf = { index: number; order: string; line: number };

/** A row of the national schema: cents excl. VAT, shares in hundredths of a percent. */
export type AgecRow = {
  category: string;
  totalCents: number;
  reusedCents: number;
  recycledCents: number;
  reusedBasisPoints: number;
  recycledBasisPoints: number;
  leaves: Leaf[];
};

/**
 * By category of the decree, those with purchases. Reuse and repair count as reused, by-products as recycled
 * material.
 */
export function agecRows(lines: readonly StatementLine[]): AgecRow[] {
  const stated = lines.filter(({ entry }) => entry.category.agec58 !== null);
  return [...Map.groupBy(stated, ({ entry }) => entry.category.agec58!)]
    .sort(([a], [b]) => a.localeCompare(b, sourceLocale))
    .map(([category, own]) => {
      const totalCents = spent(own);
      const reusedCents = spent(
        own.filter(({ entry }) => entry.material_kept_g.reuse + entry.material_kept_g.repair > 0),
      );
      const recycledCents = spent(own.filter(({ entry }) => entry.material_kept_g.recycled > 0));
      return {
        category,
        totalCents,
        reusedCents,
        recycledCents,
        reusedBasisPoints: shareOf(reusedCents, totalCents),
        recycledBasisPoints: shareOf(recycledCents, totalCents),
        leaves: own.map(leafOf),
      };
    });
}

export type EgalimRow = { egalim: string; cents: number; basisPoints: number; leaves: Leaf[] };

/** Food by class: organic, another quality label, neither. Shares of the food spending, excl. VAT. */
export function egalimRows(lines: readonly StatementLine[]): EgalimRow[] {
  const food = lines.filter(({ entry }) => entry.category.egalim !== null);
  const total = spent(food);
  return [...Map.groupBy(food, ({ entry }) => entry.category.egalim!)].map(([egalim, own]) => ({
    egalim,
    cents: spent(own),
    basisPoints: shareOf(spent(own), total),
    leaves: own.map(leafOf),
  }));
}

function leafOf({ index, entry: { order, line } }: StatementLine): Leaf {
  return { index, order, line };
}

function spent(lines: readonly StatementLine[]): number {
  return lines.reduce((sum, { entry }) => sum + entry.money.eur_cents_ht, 0);
}

function shareOf(cents: number, total: number): number {
  return total === 0 ? 0 : Math.round((cents * 10_000) / total);
}
