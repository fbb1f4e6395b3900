// A party's own lines inside the town's published total, with a file that shows it to anybody: the ledger's receipt of
// the night's entry, and for each line the way of its pieces up the tree of sums. The file shows no line of others.
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { climb, type SumPiece } from '#app/domain/ledger/sum-tree.ts';
import { lineKey, listSellers, listSuppliedLines } from '#app/domain/orders/purchases.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import {
  cachedByPublication,
  findLatestPublication,
  keptByPublication,
  latestPublication,
  listPublishedOf,
  type PublishedLine,
  readPublished,
} from './publication.server.ts';
import { readTileChecker, readTileProver } from './sum-tiles.server.ts';

export type LineInside = { index: number; leaf: string; cents: number; pieces: SumPiece[] };
/** `receipt`: C2SP tlog-proof of the entry `town.published`, whose `sum_root` and `spent_cents` the pieces lead to. */
export type InsideTotalFile = { v: 1; publication: number; receipt: string; lines: LineInside[] };
/** Cents excl. VAT. `checked`: every piece leads to the root in the ledger, and the pieces add up to the lines. */
export type InsideTotal = {
  at: string;
  lines: number;
  cents: number;
  townCents: number;
  checked: boolean;
};

/** The published lines of an order; null when the latest publication has none of them. */
export function findOrderInside(ctx: LedgerCtx, orderId: string): InsideTotalFile | null {
  return runAtOnce(eachInside(ctx, [orderId], () => true));
}

/** A supplier's part of a publication, as `InsideTotal` says it. */
type SalesInside = Pick<InsideTotal, 'lines' | 'cents' | 'checked'> & { supplierId: string };

/** The published lines of every supplier, checked by the night against the tiles that receipts are made of. */
export const keptSalesInside = keptByPublication(
  { name: 'sales-inside/1', accepts: (value): value is SalesInside[] => Array.isArray(value) },
  computeSalesInside,
);

function computeSalesInside(ctx: Pick<Ctx, 'db'>, size: number): SalesInside[] {
  const publication = findLatestPublication(ctx);
  if (publication?.size !== size) return [];
  const { root, townCents } = publishedTotal(ctx, size);
  const isInside = readTileChecker(ctx, { ...publication, root: { hash: root, sum: townCents } });
  const sellers = listSellers(ctx);
  const sales = new Map<string, SalesInside>();
  for (const { leaf, order, entry } of readPublished(ctx, size).effective) {
    const supplierId = sellers.get(lineKey(order, entry.line));
    if (supplierId === undefined) continue;
    const cents = entry.money.eur_cents_ht;
    const own = sales.get(supplierId) ?? { supplierId, lines: 0, cents: 0, checked: true };
    sales.set(supplierId, {
      supplierId,
      lines: own.lines + 1,
      cents: own.cents + cents,
      checked: isInside({ leaf, cents }) && own.checked,
    });
  }
  return [...sales.values()];
}

const checkedSales = cachedByPublication(() => new Map<string, InsideTotal | null>());

/**
 * A supplier's published lines, as the night checked them; until it has, as `checkInside` finds them, once for each publication.
 * Null without any.
 */
export function checkSalesInside(ctx: LedgerCtx, supplierId: string): InsideTotal | null {
  const stored = keptSalesInside.findStored(ctx);
  if (stored) {
    const own = stored.find((one) => one.supplierId === supplierId);
    if (!own) return null;
    const { lines, cents, checked } = own;
    const { at, townCents } = publishedTotal(ctx, latestPublication(ctx).size);
    return { at, lines, cents, townCents, checked };
  }
  const known = checkedSales(ctx);
  if (!known.has(supplierId)) {
    const file = findSalesInside(ctx, supplierId);
    known.set(supplierId, file && checkInside(ctx, file));
  }
  return known.get(supplierId) ?? null;
}

/** The published lines that a supplier sold; null when there are none. */
export function findSalesInside(ctx: LedgerCtx, supplierId: string): InsideTotalFile | null {
  return runAtOnce(eachSaleInside(ctx, supplierId));
}

/** The same in slices. Throws when the next publication comes between two of them: its tiles replace those that are read. */
export function* eachSaleInside(ctx: LedgerCtx, supplierId: string): Slices<InsideTotalFile | null> {
  const sold = listSuppliedLines(ctx, supplierId);
  const keys = new Set(sold.map(({ orderId, line }) => lineKey(orderId, line)));
  const orders = [...new Set(sold.map(({ orderId }) => orderId))];
  return yield* eachInside(ctx, orders, ({ order, entry }) => keys.has(lineKey(order, entry.line)));
}

/** Orders whose lines are read and proven in one slice. */
const sliceOrders = 20;

function* eachInside(
  ctx: LedgerCtx,
  orders: readonly string[],
  isOwn: (line: PublishedLine) => boolean,
): Slices<InsideTotalFile | null> {
  const publication = findLatestPublication(ctx);
  const [entry] = publication ? entriesOf(ctx, String(publication.size)) : [];
  if (!publication || !entry) return null;
  const lines: LineInside[] = [];
  for (let i = 0; i < orders.length; i += sliceOrders) {
    const own = listPublishedOf(ctx, publication.size, orders.slice(i, i + sliceOrders))
      .filter(isOwn)
      .map(({ index, leaf, entry: { money } }) => ({ index, leaf, cents: money.eur_cents_ht }));
    const prove = readTileProver(ctx, publication, own);
    for (const line of own) lines.push({ ...line, pieces: prove(line) });
    yield;
  }
  if (lines.length === 0) return null;
  lines.sort((a, b) => a.index - b.index);
  return { v: 1, publication: publication.size, receipt: receiptOf(ctx, entry.index), lines };
}

/** Checks a file against the entry that the ledger has, as its page says. */
export function checkInside(ctx: LedgerCtx, file: InsideTotalFile): InsideTotal {
  const { at, root, townCents } = publishedTotal(ctx, file.publication);
  const checked = file.lines.every(
    ({ leaf, cents, pieces }) =>
      pieces.reduce((sum, piece) => sum + piece.cents, 0) === cents &&
      pieces.every((piece) => {
        const top = climb(leaf, piece);
        return top?.hash === root && top.sum === townCents;
      }),
  );
  const cents = file.lines.reduce((sum, line) => sum + line.cents, 0);
  return { at, lines: file.lines.length, cents, townCents, checked };
}

/** The sums of a publication by its entry in the ledger. */
function publishedTotal(ctx: Pick<Ctx, 'db'>, size: number): { at: string; root: string; townCents: number } {
  const [entry] = entriesOf(ctx, String(size));
  const entered = JSON.parse(entry!.bytes.toString('utf8')) as { at: string; sum_root: string; spent_cents: number };
  return { at: entered.at, root: entered.sum_root, townCents: entered.spent_cents };
}
