// The nightly publication of the town: the lines that can be published together without disclosing an order or a
// seller, the files they make, and the ledger entry that holds both.
import { createHash, randomBytes } from 'node:crypto';
import { appendEntries, type LedgerCtx, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { buildSumTree, type SumNode, type SumTree } from '#app/domain/ledger/sum-tree.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, runInSlices } from '#app/domain/shared/slices.ts';
import { inTransaction, readAsOfNow } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { keptDisplacement } from './displacement.server.ts';
import { keptFactorUses } from './factor-use.server.ts';
import { keptEffects } from './factor-versions.server.ts';
import { keptSalesInside } from './inside-total.server.ts';
import { listPendingChanges, type PendingChange } from './pending-lines.server.ts';
import {
  findLatestPublication,
  type KeptFigure,
  latestPublication,
  listMovedCategories,
  listTownPublications,
  type PublishedRow,
  readPublished,
  storeFigure,
  withPublished,
} from './publication.server.ts';
import {
  type HiddenColumns,
  nothingHidden,
  type PublicationPlan,
  type PublishedRows,
  planPublication,
} from './publication-plan.ts';
import { publishedFiles } from './published-files.server.ts';
import { eraseOtherTiles, keepSumTiles } from './sum-tiles.server.ts';
import { keptTownFigures } from './town-figures.server.ts';
import { keptVersionSteps } from './version-steps.server.ts';

/** A category that was not published for so many days is published without the columns that keep it from moving. */
const daysOfRest = 31;

/** A publication before it is written: all that is read and computed for it. */
export type PreparedPublication = {
  /** Size of the publication before it; 0 before the first. */
  before: number;
  size: number;
  at: string;
  seed: Uint8Array;
  hidden: HiddenColumns;
  /** The entries that it takes. */
  rows: PublishedRow[];
  figures: KeptFigure;
  files: [name: string, data: string][];
  root: SumNode;
  lines: number;
};

/** Publishes at most once a day, by the town's clock; what cannot be published yet waits. Returns whether it published. */
export function publishTown(ctx: LedgerCtx & ActiveRules): boolean {
  return inTransaction(ctx, () => {
    const made = computePublication(ctx);
    if (!made) return false;
    runAtOnce(keepSumTiles(ctx, made.prepared.size, made.tree));
    writePublication(ctx, made.prepared);
    runAtOnce(eraseOtherTiles(ctx, made.prepared.size));
    return true;
  });
}

/**
 * The same beside requests: `prepare` runs `preparePublication`, in a thread of its own where there is one. The first
 * entries of the ledger never change, so only another publication, if it came first, makes the prepared one worthless.
 */
export async function publishTownBeside(
  ctx: LedgerCtx & ActiveRules,
  prepare: () => Promise<PreparedPublication | null>,
): Promise<boolean> {
  if (isPublishedToday(ctx)) return false;
  const prepared = await prepare();
  if (!prepared) return false;
  const isWritten = inTransaction(ctx, () => {
    if (latestPublication(ctx).size !== prepared.before) return false;
    writePublication(ctx, prepared);
    return true;
  });
  await runInSlices(eraseOtherTiles(ctx, latestPublication(ctx).size));
  return isWritten;
}

/**
 * Reads and computes tonight's publication as of one moment, and writes the tiles of its sums, which nothing reads before it
 * is there. `pause` between two transactions lets others write. Null when there is nothing to publish.
 */
export async function preparePublication(
  ctx: Ctx & ActiveRules,
  pause: () => Promise<unknown>,
): Promise<PreparedPublication | null> {
  const made = readAsOfNow(ctx, () => computePublication(ctx));
  if (!made) return null;
  await runInSlices(eraseOtherTiles(ctx, made.prepared.before), { pause }); // of a run that was stopped
  await runInSlices(keepSumTiles(ctx, made.prepared.size, made.tree), { pause });
  return made.prepared;
}

function computePublication(ctx: Ctx & ActiveRules): { prepared: PreparedPublication; tree: SumTree } | null {
  if (isPublishedToday(ctx)) return null;
  const [size, before] = [ledgerSize(ctx), latestPublication(ctx).size];
  const pending = listPendingChanges(ctx, size, before);
  const plan = planPublication(
    pending.map(({ line }) => line),
    publishedRows(ctx),
  );
  if (!plan) return null;
  const { hidden } = plan;
  const rows = rowsOf(size, plan, pending);
  const [at, seed] = [isoUtc(ctx.now), randomBytes(32)];
  return withPublished(ctx, { size, rows, hidden }, () => {
    const { result, stored: figures } = keptTownFigures.compute(ctx, size);
    const files = [...publishedFiles(ctx, { size, at }, result)];
    const { lines, ...tree } = publishedSumTree(ctx, size, seed);
    const { root } = tree;
    return { prepared: { before, size, at, seed, hidden, rows, figures, files, root, lines }, tree };
  });
}

function isPublishedToday(ctx: Pick<Ctx, 'db' | 'now' | 'town'>): boolean {
  const { at } = latestPublication(ctx);
  return at !== null && localDay(new Date(at), ctx.town) === localDay(ctx.now, ctx.town);
}

function publishedRows(ctx: Ctx): PublishedRows {
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

function rowsOf(size: number, { rows }: PublicationPlan, pending: readonly PendingChange[]): PublishedRow[] {
  return pending.flatMap(({ line, entries, paidMonth }) => {
    const of = rows.get(line.key);
    if (!of) return [];
    const { categories, months, sold, bought } = of;
    return entries.map((index) => ({ index, size, categories, months, paidMonth, sold, bought }));
  });
}

/** The publication with its figures and files, and its entry in the ledger. */
function writePublication(ctx: LedgerCtx, publication: PreparedPublication): void {
  const { size, at, seed, hidden, rows, figures, files, root, lines } = publication;
  const insert = 'insert into town_publications (size, published_at, hidden, seed) values (?, ?, ?, ?)';
  preparedSql(ctx.db, insert).run(size, at, JSON.stringify(hidden), Buffer.from(seed));
  const addEntry = preparedSql(
    ctx.db,
    `insert into published_entries (idx, size, category, month, paid_month, sold_in, bought_in)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const { index, categories, months, paidMonth, sold, bought } of rows)
    addEntry.run(index, size, categories, months, paidMonth, sold, bought);
  preparedSql(ctx.db, 'delete from kept_figures').run();
  storeFigure(ctx, figures);
  const addFile = preparedSql(ctx.db, 'insert into published_files (size, name, data) values (?, ?, ?)');
  for (const [name, data] of files) addFile.run(size, name, data);
  appendEntries(ctx, [
    {
      kind: 'town.published',
      event: `town.published:${size}`,
      body: {
        v: 1,
        at: `${at.slice(0, 19)}Z`,
        size,
        files: files.map(([name, data]) => ({ name, sha256: sha256(data) })),
        sum_root: root.hash,
        lines,
        spent_cents: root.sum,
      },
    },
  ]);
}

/** Computes the other figures of the latest publication that are not stored yet, as of one moment. */
export function computeMissingFigures(ctx: Ctx & ActiveRules): KeptFigure[] {
  const others = [keptDisplacement, keptFactorUses, keptVersionSteps, keptEffects, keptSalesInside];
  return readAsOfNow(ctx, () => others.flatMap((figure) => figure.computeMissing(ctx) ?? []));
}

/** Stores figures that `compute` made elsewhere, unless the publication that they are of is the latest no more. */
export async function keepPublishedFigures(ctx: Ctx, compute: () => Promise<KeptFigure[]>): Promise<void> {
  const figures = await compute();
  inTransaction(ctx, () => {
    const { size } = latestPublication(ctx);
    for (const figure of figures) if (figure.size === size) storeFigure(ctx, figure);
  });
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
