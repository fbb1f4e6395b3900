// Shares of a year's spend that the law asks of public buyers.
import { missingCents } from './agec.ts';
import type { StatementLine } from './statement-lines.server.ts';

/** A ledger entry behind a figure: its index in the log, its order and its line. */
export type Leaf = { index: number; order: string; line: number };

/** One share: reached in cents and hundredths of a percent, asked in %, missing in cents; null where none was seen. */
export type ReachedShare = {
  cents: number;
  /** Of which the share is; 0 where nothing of it was bought, which reaches and misses nothing. */
  baseCents: number;
  basisPoints: number;
  askedPercent: number | null;
  missingCents: number | null;
};

/** A purchase that waits for the buyer to say what it is; the answer holds for all lines of its name and supplier. */
export type OpenPurchase = {
  name: StatementLine['name'];
  supplier: string;
  cents: number;
  /** Its first entry, which identifies it in the form. */
  leaf: Leaf;
  /** The proposal of the table or of the seller, if there is one. */
  proposed: string | null;
};

export function leafOf({ index, entry: { order, line } }: StatementLine): Leaf {
  return { index, order, line };
}

/** Excl. VAT, in cents, after corrections. */
export function spentCents(lines: readonly StatementLine[]): number {
  return lines.reduce((sum, { entry }) => sum + entry.money.eur_cents_ht, 0);
}

export function reachedShare(cents: number, totalCents: number, askedPercent: number | null): ReachedShare {
  return {
    cents,
    baseCents: totalCents,
    basisPoints: basisPointsOf(cents, totalCents),
    askedPercent,
    missingCents: askedPercent === null ? null : missingCents(cents, totalCents, askedPercent),
  };
}

export function basisPointsOf(cents: number, total: number): number {
  return total === 0 ? 0 : Math.round((cents * 10_000) / total);
}

/** Purchases that wait, one for each name and supplier, the largest amount first. */
export function openPurchases(waiting: readonly { line: StatementLine; proposed: string | null }[]): OpenPurchase[] {
  return [...Map.groupBy(waiting, ({ line }) => sameGoods(line))]
    .map(([, own]) => {
      const { line, proposed } = own[0]!;
      const { name, supplier } = line;
      return { name, supplier, cents: spentCents(own.map((one) => one.line)), leaf: leafOf(line), proposed };
    })
    .filter(({ cents }) => cents > 0)
    .sort((a, b) => b.cents - a.cents || a.leaf.index - b.leaf.index);
}

/** One key for all lines of a year that one answer is for. */
export function sameGoods({ supplierId, name, kind }: StatementLine): string {
  return JSON.stringify([supplierId, name.fr, kind]);
}
