// What the town has published: the ledger as it stood one night. Figures that followed each order would tell what one order was.
import { type ImpactEntry, readEntry } from '#app/domain/impact/entry.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { type Ctx, today, utc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { prepared } from '#db/client.ts';
import { standingAt } from './entries.server.ts';

/** Fewer orders than this are not published. */
export const smallCell = 5;

/** The first `size` entries of the ledger; none before the first night. */
export type Publication = { size: number; at: string | null };

export function latestPublication({ db }: Pick<Ctx, 'db'>): Publication {
  const latest = prepared(db, 'select size, published_at as at from town_publications order by size desc limit 1');
  return (latest.get() as Publication | undefined) ?? { size: 0, at: null };
}

/** Publishes once a day of Paris, when five orders or more were added; what fewer did waits. True when it did. */
export function publishTown(ctx: Ctx): boolean {
  return inTransaction(ctx, () => {
    const last = latestPublication(ctx);
    if (last.at && today(new Date(last.at)) === today(ctx.now)) return false;
    const added = prepared(
      ctx.db,
      `select count(distinct reference) from ledger_entries where kind = 'impact.line' and idx >= ?`,
    ).pluck();
    if ((added.get(last.size) as number) < smallCell) return false;
    const row = prepared(ctx.db, 'insert into town_publications (size, published_at) values (?, ?)');
    row.run(ledgerSize(ctx), utc(ctx.now));
    return true;
  });
}

/** Entries that were published and not reversed. */
export function listPublishedEntries(ctx: Pick<Ctx, 'db'>): ImpactEntry[] {
  return listStandingEntries(ctx, latestPublication(ctx).size);
}

/** Entries that stood when the ledger had `size`. */
export function listStandingEntries({ db }: Pick<Ctx, 'db'>, size: number): ImpactEntry[] {
  const rows = prepared(db, `select l.bytes from ledger_entries l where ${standingAt} order by l.idx`).pluck();
  return (rows.all({ size }) as Buffer[]).map(readEntry);
}

/** Works something out from what is published, once for each publication. */
export function oncePublished<T>(work: (ctx: Pick<Ctx, 'db'>, size: number) => T): (ctx: Pick<Ctx, 'db'>) => T {
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
