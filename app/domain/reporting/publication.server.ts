// The nightly publication of the town: the ledger up to a size. Figures that changed with each order would reveal
// single orders.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { countReferences, listImpactLines } from '#app/domain/ledger/impact-lines.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { lineKey, type PurchaseLine, paymentTimes, purchaseLines } from '#app/domain/orders/purchases.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, nullable, type Row, text } from '#db/rows.ts';
import { periodsOf, smallCell } from './periods.ts';

/**
 * Figures of fewer sellers or buyers are not published either: with two, each could derive the other's figure.
 */
export const minimumParties = 3;

export type Parties = { order: string; seller: string; buyer: string };

/** Whether the figures of a group could reveal a single order, supplier or buyer. */
export function isSmallCell(lines: readonly Parties[]): boolean {
  const count = (of: keyof Parties) => new Set(lines.map((line) => line[of])).size;
  return count('order') < smallCell || count('seller') < minimumParties || count('buyer') < minimumParties;
}

/**
 * Splits groups into publishable ones (`said`) and the lines of all others. The whole is published too, so the
 * others can be derived as the difference: while they are a small cell, the smallest publishable group joins
 * them.
 */
export function suppressSmallCells<L extends Parties>(
  groups: readonly [string, L[]][],
): { published: [string, L[]][]; rest: L[] } {
  const published = groups.filter(([, lines]) => !isSmallCell(lines)).sort(([, a], [, b]) => b.length - a.length);
  const rest = groups.filter(([, lines]) => isSmallCell(lines)).flatMap(([, lines]) => lines);
  while (rest.length > 0 && published.length > 0 && isSmallCell(rest)) rest.push(...published.pop()![1]);
  return { published, rest };
}

const publication = { size: integer, at: nullable(text) };
/** The first `size` entries of the ledger are published; none before the first night. */
export type Publication = Row<typeof publication>;

export function latestPublication({ db }: Pick<Ctx, 'db'>): Publication {
  const latest = findRow(
    db,
    publication,
    `select size, published_at as at
     from town_publications
     order by size desc
     limit 1`,
  );
  return latest ?? { size: 0, at: null };
}

/**
 * Publishes at most once a day, by the town's clock, without the months at the end that have too few orders. At least
 * five orders must have been added; fewer wait. Returns whether it published.
 */
export function publishTown(ctx: Ctx): boolean {
  return inTransaction(ctx, () => {
    const last = latestPublication(ctx);
    if (last.at && localDay(new Date(last.at), ctx.town) === localDay(ctx.now, ctx.town)) return false;
    const { tail } = periodsOf(listLines(ctx, ledgerSize(ctx)));
    const size = tail.reduce((smallest, { index }) => Math.min(smallest, index), ledgerSize(ctx));
    if (countReferences(ctx, last.size, size) < smallCell) return false;
    const row = preparedSql(ctx.db, 'insert into town_publications (size, published_at) values (?, ?)');
    row.run(size, isoUtc(ctx.now));
    return true;
  });
}

export type TownLine = { index: number; order: string; month: string; entry: ImpactEntry };

/**
 * The effective lines when the ledger had `size` entries, with the month (by the town's clock) in which each order was
 * paid.
 */
export function listLines(ctx: Pick<Ctx, 'db' | 'town'>, size: number): TownLine[] {
  const lines = listImpactLines(ctx, size);
  const paidAt = paymentTimes(ctx, new Set(lines.map(({ reference }) => reference)));
  return lines.map(({ index, reference: order, at, canonical }) => ({
    index,
    order,
    month: localDay(new Date(paidAt.get(order) ?? at), ctx.town).slice(0, 7),
    entry: parseEntry(canonical),
  }));
}

export type TownPurchase = Parties &
  Pick<PurchaseLine, 'category' | 'supplierInsee' | 'buyerInsee' | 'organisationId'> & { entry: ImpactEntry };

/** The effective lines when the ledger had `size` entries, with the parties and places of their orders. */
export function listTownPurchases(ctx: Pick<Ctx, 'db'>, size: number): TownPurchase[] {
  const entries = listEffectiveEntries(ctx, size);
  const lines = purchaseLines(ctx, new Set(entries.map(({ order }) => order)));
  return entries.flatMap((entry) => {
    const line = lines.get(lineKey(entry.order, entry.line));
    return line ? [{ ...line, order: entry.order, seller: line.supplierId, entry }] : [];
  });
}

/** Published entries that are not reversed. */
export function listPublishedEntries(ctx: Pick<Ctx, 'db'>): ImpactEntry[] {
  return listEffectiveEntries(ctx, latestPublication(ctx).size);
}

/** The effective entries when the ledger had `size` entries. */
export function listEffectiveEntries(ctx: Pick<Ctx, 'db'>, size: number): ImpactEntry[] {
  return listImpactLines(ctx, size).map(({ canonical }) => parseEntry(canonical));
}

/** Computes a value from the published entries, once per publication. */
export function cachedByPublication<C extends Pick<Ctx, 'db'>, T>(work: (ctx: C, size: number) => T): (ctx: C) => T {
  const known = new WeakMap<object, { size: number; result: T }>();
  return (ctx) => {
    const { size } = latestPublication(ctx);
    const cached = known.get(ctx.db.$client);
    if (cached?.size === size) return cached.result;
    const result = work(ctx, size);
    known.set(ctx.db.$client, { size, result });
    return result;
  };
}
