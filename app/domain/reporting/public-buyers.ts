// The declarations of a public buyer, from the entries of its statement. AGEC art. 58 (decree 2024-134), EGalim.
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { type AcquiredGoods, agecLines, askedShares, classifyGoods, findAgecLine, missingCents } from './agec.ts';
import { askedFoodShares } from './canteen-food.ts';
import type { StatementLine } from './statement-lines.server.ts';

/** A ledger entry behind a figure: its index in the log, its order and its line. */
export type Leaf = { index: number; order: string; line: number };

/** One share: reached in cents and hundredths of a percent, asked in %, missing in cents; null where none was seen. */
export type ReachedShare = {
  cents: number;
  basisPoints: number;
  askedPercent: number | null;
  missingCents: number | null;
};

/** A row of the declaration: cents excl. VAT. `category` is the word of the national schema. */
export type AgecRow = {
  category: string;
  totalCents: number;
  reuse: ReachedShare;
  recycled: ReachedShare;
  leaves: Leaf[];
};

/** By line of the decree, those with purchases. Work, services and rentals are no acquisition, so they are in no row. */
export function agecRows(lines: readonly StatementLine[], year: number): AgecRow[] {
  const acquired = lines.flatMap((line) => {
    const agecLine = findAgecLine(line.entry.category.agec58 ?? '');
    if (!agecLine) return [];
    const amounts = classifyGoods({
      line: agecLine,
      kind: kindOf(line),
      cents: line.entry.money.eur_cents_ht,
      recycledPercent: line.entry.material_kept_g.recycled > 0 ? 1 : null,
      buyer: 'local-authority',
    });
    return amounts.totalCents === 0 ? [] : [{ agecLine, amounts, leaf: leafOf(line) }];
  });
  return [...Map.groupBy(acquired, (one) => one.agecLine)]
    .map(([agecLine, own]) => {
      const asked = askedShares(agecLine, year);
      const totalCents = sumOf(own.map(({ amounts }) => amounts.totalCents));
      const share = (cents: number, askedPercent: number | null) => shareOf(cents, totalCents, askedPercent);
      return {
        category: agecLines[agecLine].word,
        totalCents,
        reuse: share(sumOf(own.map(({ amounts }) => amounts.reuseCents)), asked?.reuse ?? null),
        recycled: share(sumOf(own.map(({ amounts }) => amounts.recycledCents)), asked?.recycled ?? null),
        leaves: own.map(({ leaf }) => leaf),
      };
    })
    .sort((a, b) => a.category.localeCompare(b.category, sourceLocale));
}

/** A repaired thing that is sold has a mass of its own; work on the buyer's thing has none, and is no acquisition. */
function kindOf({ kind, entry }: StatementLine): AcquiredGoods['kind'] {
  if (kind === 'repaired') return entry.material_kept_g.repair > 0 ? 'refurbished' : 'work';
  const known = (['new', 'reused', 'by-product', 'service', 'rental'] as const).find((one) => one === kind);
  return known ?? 'service';
}

export type EgalimRow = { egalim: string; cents: number; basisPoints: number; leaves: Leaf[] };
/** Food by class, the shares asked of it, and the meals that were served, which are no purchase of food. */
export type EgalimView = {
  rows: EgalimRow[];
  /** Of the three rules those that classes can answer; meat and fish need the family of each food. */
  quality: ReachedShare;
  organic: ReachedShare;
  meals: { cents: number; leaves: Leaf[] };
};

/** Food by class: organic, another quality label, neither. Shares of the food spending, excl. VAT. */
export function egalimView(lines: readonly StatementLine[]): EgalimView {
  const classed = lines.filter(({ entry }) => entry.category.egalim !== null);
  const [meals, food] = [classed.filter(isMeal), classed.filter((line) => !isMeal(line))];
  const total = spent(food);
  const of = (name: string) => spent(food.filter(({ entry }) => entry.category.egalim === name));
  const { quality, organic } = askedFoodShares.mainland;
  return {
    rows: [...Map.groupBy(food, ({ entry }) => entry.category.egalim!)].map(([egalim, own]) => ({
      egalim,
      cents: spent(own),
      basisPoints: basisPointsOf(spent(own), total),
      leaves: own.map(leafOf),
    })),
    quality: shareOf(of('organic') + of('other-quality'), total, quality),
    organic: shareOf(of('organic'), total, organic),
    meals: { cents: spent(meals), leaves: meals.map(leafOf) },
  };
}

/** A caterer's meal is a service: its price is no food, whatever is in it. */
function isMeal({ category, kind }: StatementLine): boolean {
  return category === 'meals' || kind === 'service';
}

function leafOf({ index, entry: { order, line } }: StatementLine): Leaf {
  return { index, order, line };
}

function spent(lines: readonly StatementLine[]): number {
  return sumOf(lines.map(({ entry }) => entry.money.eur_cents_ht));
}

function sumOf(cents: readonly number[]): number {
  return cents.reduce((sum, one) => sum + one, 0);
}

function shareOf(cents: number, totalCents: number, askedPercent: number | null): ReachedShare {
  return {
    cents,
    basisPoints: basisPointsOf(cents, totalCents),
    askedPercent,
    missingCents: askedPercent === null ? null : missingCents(cents, totalCents, askedPercent),
  };
}

function basisPointsOf(cents: number, total: number): number {
  return total === 0 ? 0 : Math.round((cents * 10_000) / total);
}
