// The declaration of AGEC, article 58, from the entries of a buyer's statement. The thing decides the line, by the table of
// goods; where the table leaves it open the buyer answers, and nothing is declared before.
import { type AgecLine, agecLineKeys, agecLines, findAgecLine } from '#app/domain/catalogue/agec-lines.ts';
import { goodsNamed } from '#app/domain/catalogue/goods.server.ts';
import { lineKey } from '#app/domain/orders/purchases.server.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { type AcquiredGoods, type AgecAmounts, type AskedShares, askedShares, classifyGoods } from './agec.ts';
import {
  type Leaf,
  leafOf,
  type OpenPurchase,
  openPurchases,
  type ReachedShare,
  reachedShare,
} from './reached-share.ts';
import type { StatementLine } from './statement-lines.server.ts';

/** A row of the declaration: cents excl. VAT. `category` is the word of the national schema. */
export type AgecRow = {
  category: string;
  totalCents: number;
  reuse: ReachedShare;
  recycled: ReachedShare;
  /** At the flat value of the administrations' platform, outside the total. */
  giftCents: number;
  leaves: Leaf[];
};
export type AgecView = { rows: AgecRow[]; open: OpenPurchase[] };

/** Statements of the buyer, and of the stewards for all: answers by `lineKey`, gifts of the year, shares of the annex. */
export type AgecFacts = {
  answers: ReadonlyMap<string, { agecLine: string | null }>;
  gifts: readonly { agecLine: string; cents: number }[];
  shares: readonly (AskedShares & { line: string })[];
};
const noFacts: AgecFacts = { answers: new Map(), gifts: [], shares: [] };

/** The rows of a year, those with purchases or gifts, and what waits for an answer. Services and rentals are no acquisition. */
export function agecView(lines: readonly StatementLine[], year: number, facts = noFacts): AgecView {
  const placed = lines.map((line) => ({ line, ...placeGoods(line, facts) }));
  const acquired = placed.flatMap(({ line, goods }) => {
    if (goods.line === null || goods.line === 'review') return [];
    const amounts = classifyGoods(goods);
    return amounts.totalCents === 0 ? [] : [{ agecLine: goods.line, amounts, leaf: leafOf(line) }];
  });
  const byLine = Map.groupBy(acquired, (one) => one.agecLine);
  const rows = agecLineKeys.flatMap((agecLine): AgecRow[] => {
    const own = byLine.get(agecLine) ?? [];
    const giftCents = facts.gifts.find((gift) => gift.agecLine === agecLine)?.cents ?? 0;
    if (own.length === 0 && giftCents === 0) return [];
    const asked = askedShares(agecLine, year, facts.shares);
    const sumOf = (column: keyof AgecAmounts) => own.reduce((sum, { amounts }) => sum + amounts[column], 0);
    const share = (cents: number, percent: number | null) => reachedShare(cents, sumOf('totalCents'), percent);
    return [
      {
        category: agecLines[agecLine],
        totalCents: sumOf('totalCents'),
        reuse: share(sumOf('reuseCents'), asked?.reuse ?? null),
        recycled: share(sumOf('recycledCents'), asked?.recycled ?? null),
        giftCents,
        leaves: own.map(({ leaf }) => leaf),
      },
    ];
  });
  const waiting = placed.filter(({ goods }) => goods.line === 'review');
  return {
    rows: rows.sort((a, b) => a.category.localeCompare(b.category, sourceLocale)),
    open: openPurchases(waiting),
  };
}

/**
 * The line of a purchase, with a proposal where the buyer is asked. A refurbished thing that is sold is a good, work on the
 * buyer's own is none: the offer says which, else the table, which knows works by their names.
 */
function placeGoods(line: StatementLine, { answers }: AgecFacts): { goods: AcquiredGoods; proposed: string | null } {
  const { entry, name, category, stated } = line;
  const found = goodsNamed(name, category);
  const isDecided = found.length > 0 && found.every((good) => good.isSure && sameLines(good.lines, found[0]!.lines));
  const byTable = isDecided && (found[0]!.lines?.length ?? 0) <= 1 ? found[0]! : null;
  const isWork = byTable?.lines === null || stated?.repairedThing === 'buyers';
  const answered = answers.get(lineKey(entry.order, entry.line))?.agecLine ?? null;
  const sellers = findAgecLine(entry.category.agec58 ?? '') ?? null;
  const proposed = found.flatMap((good) => good.lines ?? [])[0] ?? sellers;
  const goods = (at: AcquiredGoods['line']): { goods: AcquiredGoods; proposed: string | null } => ({
    goods: {
      line: at,
      kind: kindOf(line, isWork),
      cents: entry.money.eur_cents_ht,
      recycledPercent: entry.material_kept_g.recycled > 0 ? 1 : null,
      buyer: 'local-authority',
    },
    proposed,
  });
  if (answered !== null) return goods(agecLineKeys.find((key) => key === answered) ?? null);
  if (isWork || line.kind === 'service' || line.kind === 'rental') return goods(null);
  const isUnknownRepair = line.kind === 'repaired' && !stated?.repairedThing;
  if (byTable) return goods(isUnknownRepair && lineOf(byTable.lines) ? 'review' : lineOf(byTable.lines));
  return goods(proposed === null ? null : 'review');
}

function lineOf(lines: readonly AgecLine[] | null): AgecLine | null {
  return lines?.[0] ?? null;
}

function sameLines(a: readonly AgecLine[] | null, b: readonly AgecLine[] | null): boolean {
  return a?.join() === b?.join();
}

function kindOf({ kind }: StatementLine, isWork: boolean): AcquiredGoods['kind'] {
  if (isWork) return 'work';
  if (kind === 'repaired') return 'refurbished';
  return (['new', 'reused', 'by-product', 'rental'] as const).find((one) => one === kind) ?? 'service';
}
