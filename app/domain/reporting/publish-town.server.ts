// The nightly publication of the town: the lines that can be published together without disclosing an order or a
// seller, the files they make, and the ledger entry that holds both.
import { createHash, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { appendEntries, type LedgerCtx, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { buildSumTree, type SumTree } from '#app/domain/ledger/sum-tree.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { isoUtc, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { keptDisplacement } from './displacement.server.ts';
import { keptFactorUses } from './factor-use.server.ts';
import { keptEffects } from './factor-versions.server.ts';
import { listPendingChanges, type PendingChange } from './pending-lines.server.ts';
import {
  findLatestPublication,
  listMovedCategories,
  listTownPublications,
  readPublished,
  withPublished,
} from './publication.server.ts';
import { nothingHidden, type PublicationPlan, type PublishedRows, planPublication } from './publication-plan.ts';
import { publishedFiles } from './published-files.server.ts';
import { keepSumTiles } from './sum-tiles.server.ts';
import { keptTownFigures } from './town-figures.server.ts';
import { keptVersionSteps } from './version-steps.server.ts';

/** A category that was not published for so many days is published without the columns that keep it from moving. */
const daysOfRest = 31;

/**
 * Publishes at most once a day, by the town's clock; what cannot be published yet waits. Returns whether it published.
 */
export function publishTown(ctx: LedgerCtx & ActiveRules): boolean {
  return inTransaction(ctx, () => {
    const last = findLatestPublication(ctx);
    if (last && localDay(new Date(last.at), ctx.town) === localDay(ctx.now, ctx.town)) return false;
    const size = ledgerSize(ctx);
    const pending = listPendingChanges(ctx, size, last?.size ?? 0);
    const lines = pending.map(({ line }) => line);
    const plan = planPublication(lines, publishedRows(ctx));
    if (!plan) return false;
    writePublication(ctx, size, plan, pending);
    return true;
  });
}

/** Keeps the other figures of the latest publication that are not kept yet; requests have their turn between two of them. */
export async function keepPublishedFigures(ctx: LedgerCtx & ActiveRules): Promise<void> {
  for (const figure of [keptDisplacement, keptFactorUses, keptVersionSteps, keptEffects]) {
    await setImmediate();
    inTransaction(ctx, () => figure.keepMissing(ctx));
  }
}

function publishedRows(ctx: LedgerCtx): PublishedRows {
  const at = new Map(listTownPublications(ctx).map((one) => [one.size, one.at]));
  const moved = listMovedCategories(ctx);
  const restedSince = isoUtc(new Date(ctx.now.getTime() - daysOfRest * 864e5));
  const rested = [...moved].filter(([, size]) => at.get(size)! < restedSince).map(([category]) => category);
  return {
    categories: new Set(moved.keys()),
    rested: new Set(rested),
    hidden: findLatestPublication(ctx)?.hidden ?? nothingHidden(),
  };
}

function writePublication(
  ctx: LedgerCtx & ActiveRules,
  size: number,
  { rows, hidden }: PublicationPlan,
  pending: readonly PendingChange[],
): void {
  const [at, seed] = [isoUtc(ctx.now), randomBytes(32)];
  const insert = 'insert into town_publications (size, published_at, hidden, seed) values (?, ?, ?, ?)';
  preparedSql(ctx.db, insert).run(size, at, JSON.stringify(hidden), seed);
  const addEntry = preparedSql(
    ctx.db,
    `insert into published_entries (idx, size, category, month, paid_month, sold_in, bought_in)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { line, entries, paidMonth } of pending) {
    const of = rows.get(line.key);
    if (!of) continue;
    for (const index of entries) addEntry.run(index, size, of.categories, of.months, paidMonth, of.sold, of.bought);
  }
  withPublished(ctx, size, () => enterPublication(ctx, { size, at, seed }));
}

/** The publication's figures and files, and its entry in the ledger. */
function enterPublication(
  ctx: LedgerCtx & ActiveRules,
  { size, at, seed }: { size: number; at: string; seed: Buffer },
): void {
  preparedSql(ctx.db, 'delete from kept_figures').run();
  const files = publishedFiles(ctx, { size, at }, keptTownFigures.keep(ctx, size));
  const addFile = preparedSql(ctx.db, 'insert into published_files (size, name, data) values (?, ?, ?)');
  for (const [name, data] of files) addFile.run(size, name, data);
  const tree = publishedSumTree(ctx, size, seed);
  keepSumTiles(ctx, tree);
  appendEntries(ctx, [
    {
      kind: 'town.published',
      event: `town.published:${size}`,
      body: {
        v: 1,
        at: `${at.slice(0, 19)}Z`,
        size,
        files: [...files].map(([name, data]) => ({ name, sha256: sha256(data) })),
        sum_root: tree.root.hash,
        lines: tree.lines,
        spent_cents: tree.root.sum,
      },
    },
  ]);
}

/** The tree over the lines that count in the publication of `size`, and their number. */
export function publishedSumTree(ctx: Pick<LedgerCtx, 'db'>, size: number, seed: Buffer): SumTree & { lines: number } {
  const lines = readPublished(ctx, size).effective;
  const tree = buildSumTree(
    lines.map(({ leaf, entry }) => ({ leaf, cents: entry.money.eur_cents_ht })),
    seed,
  );
  return { ...tree, lines: lines.length };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
