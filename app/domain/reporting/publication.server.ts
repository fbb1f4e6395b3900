// The nightly publication of the town: the ledger up to a size. Figures that changed with each order would reveal
// single orders.
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { periodsOf, smallCell } from './periods.ts';
import { effectiveEntriesAt } from './statement-lines.server.ts';

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

/** SQL: the parties of an entry `l`, its order line `n` and its order `o`. */
export const partiesOf = `l.reference as "order", n.supplier_id as seller, coalesce(o.organisation_id, o.user_id) as buyer`;

/** The first `size` entries of the ledger are published; none before the first night. */
export type Publication = { size: number; at: string | null };

export function latestPublication({ db }: Pick<Ctx, 'db'>): Publication {
  const latest = preparedSql(db, 'select size, published_at as at from town_publications order by size desc limit 1');
  return (latest.get() as Publication | undefined) ?? { size: 0, at: null };
}

/**
 * Publishes at most once a day, Paris time, without the months at the end that have too few orders. At least
 * five orders must have been added; fewer wait. Returns whether it published.
 */
export function publishTown(ctx: Ctx): boolean {
  return inTransaction(ctx, () => {
    const last = latestPublication(ctx);
    if (last.at && localDay(new Date(last.at)) === localDay(ctx.now)) return false;
    const { tail } = periodsOf(listLines(ctx, ledgerSize(ctx)));
    const size = tail.reduce((smallest, { index }) => Math.min(smallest, index), ledgerSize(ctx));
    const added = preparedSql(
      ctx.db,
      `select count(distinct reference) from ledger_entries where kind = 'impact.line' and idx >= ? and idx < ?`,
    ).pluck();
    if ((added.get(last.size, size) as number) < smallCell) return false;
    const row = preparedSql(ctx.db, 'insert into town_publications (size, published_at) values (?, ?)');
    row.run(size, isoUtc(ctx.now));
    return true;
  });
}

export type TownLine = { index: number; order: string; month: string; entry: ImpactEntry };

/**
 * The effective lines when the ledger had `size` entries, with the month (Paris time) in which each order was
 * paid.
 */
export function listLines({ db }: Pick<Ctx, 'db'>, size: number): TownLine[] {
  const rows = preparedSql(
    db,
    `select l.idx as "index", l.reference as "order", l.bytes, coalesce(o.paid_at, l.at) as paidAt
     from ledger_entries l left join orders o on o.id = l.reference where ${effectiveEntriesAt} order by l.idx`,
  ).all({ size }) as { index: number; order: string; bytes: Buffer; paidAt: string }[];
  return rows.map(({ index, order, bytes, paidAt }) => ({
    index,
    order,
    month: localDay(new Date(paidAt)).slice(0, 7),
    entry: parseEntry(bytes),
  }));
}

/** Published entries that are not reversed. */
export function listPublishedEntries(ctx: Pick<Ctx, 'db'>): ImpactEntry[] {
  return listEffectiveEntries(ctx, latestPublication(ctx).size);
}

/** The effective entries when the ledger had `size` entries. */
export function listEffectiveEntries({ db }: Pick<Ctx, 'db'>, size: number): ImpactEntry[] {
  const rows = preparedSql(
    db,
    `select l.bytes from ledger_entries l where ${effectiveEntriesAt} order by l.idx`,
  ).pluck();
  return (rows.all({ size }) as Buffer[]).map(parseEntry);
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
