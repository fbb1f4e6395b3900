// Benchmark of the ledger: everything that `ledger verify` checks over 100,000 entries, appending the entries of a
// purchase and 10,000 in bulk, a buyer's year of 10,000 lines. CPU of this process alone; the tree also as a ratio to
// hashing the same bytes. Prints JSON.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appendEntries, exportEntries } from '#app/domain/ledger/log.server.ts';
import { verifyLedger } from '#app/domain/reporting/outside-checks.server.ts';
import { ownBuyer } from '#app/domain/reporting/year-statement.server.ts';
import { viewYear } from '#app/domain/reporting/year-view.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import {
  type BenchCtx,
  copyOrder,
  draftsOf,
  enterPurchase,
  fillLog,
  longestOrder,
  type ModelLine,
  modelLines,
  seedBenchLog,
} from './bench-ledger-log.ts';

export type LedgerBench = {
  entries: number;
  checkpoints: number;
  /** CPU of the whole command, and of it that of the signed checkpoints. */
  verifyCpuMs: number;
  checkpointsCpuMs: number;
  treeTimesHashing: number;
  appendOfAPurchaseMs: number;
  bulkPerSecond: number;
  bulkPerCpuSecond: number;
  yearLines: number;
  yearFirstCpuMs: number;
  yearAfterAnOrderCpuMs: number;
  yearAgainCpuMs: number;
};

const entryCount = 100_000;
const yearLines = 10_000;
const bulkEntries = 10_000;
/** Entries under one checkpoint in bulk: those of a full tile. */
const batch = 256;

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits;

async function benchLedger(): Promise<LedgerBench> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-bench-ledger-'));
  try {
    const ctx = await seedBenchLog(folder, 'bench.example/ledger');
    const model = longestOrder(ctx);
    copyOrder(ctx, model, Math.ceil(yearLines / model.lines), 'ord_copy');
    const year = measureYear(ctx);
    fillLog(ctx, model, entryCount);
    const lines = modelLines(ctx, model.id);
    const three = cpuMs(() => {
      for (let i = 0; i < 500; i++) enterPurchase(ctx, model, lines.slice(0, 3), `ord_more${i}`);
    });
    const verified = measureVerify(ctx);
    const bulk = measureBulk(ctx, lines);
    ctx.db.$client.close();
    return { ...verified, appendOfAPurchaseMs: round(three / 500, 3), ...bulk, ...year };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Before the log is filled: the year is one buyer's, and so are the orders that fill it. */
function measureYear(ctx: BenchCtx) {
  const model = longestOrder(ctx);
  const asBuyer: BenchCtx = { ...ctx, actor: { kind: 'user', userId: model.userId } };
  const buyer = ownBuyer(asBuyer, model.organisationId ?? 'me');
  const view = () => viewYear(asBuyer, buyer, model.year);
  const first = cpuMs(() => view());
  const afterOrders = Array.from({ length: 15 }, (_, i) => {
    copyOrder(ctx, model, 1, `ord_later${i}_`);
    return cpuMs(() => view());
  }).sort((a, b) => a - b);
  const again = cpuMs(() => {
    for (let i = 0; i < 50; i++) view();
  });
  return {
    yearLines: view().statement.totals.lines,
    yearFirstCpuMs: round(first),
    yearAfterAnOrderCpuMs: round(afterOrders[7]!),
    yearAgainCpuMs: round(again / 50, 2),
  };
}

/** The second of two runs, so that the files are in memory. The purchases of the bench have no orders: they are named. */
function measureVerify(ctx: BenchCtx) {
  const all = [...exportEntries(ctx)].map(({ bytes }) => bytes);
  const hashing = cpuMs(() => {
    for (const bytes of all) createHash('sha256').update(bytes).digest();
  });
  let { audit } = verifyLedger(ctx);
  const verifyCpuMs = cpuMs(() => ({ audit } = verifyLedger(ctx)));
  if (!audit.ok) throw new Error(`the log of the benchmark is not whole: ${audit.reason}`);
  const { entries, checkpoints, entriesMs, checkpointsMs } = audit;
  const share = checkpointsMs / (entriesMs + checkpointsMs);
  return {
    entries,
    checkpoints,
    verifyCpuMs: round(verifyCpuMs),
    checkpointsCpuMs: round(verifyCpuMs * share),
    treeTimesHashing: round((verifyCpuMs * (1 - share)) / hashing, 1),
  };
}

/** Each batch is on the disk (`synchronous = FULL`) and under a signed checkpoint before the next one begins. */
function measureBulk(ctx: BenchCtx, lines: readonly ModelLine[]) {
  const begun = performance.now();
  const cpu = cpuMs(() => {
    for (let at = 0; at < bulkEntries; at += batch)
      inTransaction(ctx, () => {
        const orders = Array.from({ length: Math.ceil(batch / lines.length) }, (_, i) => `ord_bulk${at}_${i}`);
        appendEntries(ctx, orders.flatMap((order) => draftsOf(ctx, lines, order)).slice(0, batch));
      });
  });
  const entries = Math.ceil(bulkEntries / batch) * batch;
  return {
    bulkPerSecond: round((entries / (performance.now() - begun)) * 1000),
    bulkPerCpuSecond: round((entries / cpu) * 1000),
  };
}

/** Runs this file in a separate process, so that nothing else is measured. */
export function measureLedger(): LedgerBench {
  return JSON.parse(execFileSync(process.execPath, [import.meta.filename], { encoding: 'utf8' })) as LedgerBench;
}

/** `purchaseMs`: CPU of one purchase through the domain's verbs alone, measured in the same run. */
export function ledgerMarkdown(r: LedgerBench, purchaseMs: number): string {
  const perSecond = (ms: number) => round((r.entries / ms) * 1000);
  return `## The ledger

\`ledger verify\` over ${r.entries} entries and ${r.checkpoints} signed checkpoints: ${perSecond(r.verifyCpuMs)} entries a CPU second for all that it names,
${perSecond(r.verifyCpuMs - r.checkpointsCpuMs)} without the signatures of the checkpoints (${round(r.checkpointsCpuMs / r.checkpoints, 3)} ms each), ${r.treeTimesHashing} times what hashing the entries alone costs.
Appending the three entries of a purchase with its promise and signing the head: ${r.appendOfAPurchaseMs} ms of CPU,
${round((r.appendOfAPurchaseMs / purchaseMs) * 100, 1)} % of a purchase through the verbs alone, a commit of its own included, which they share in a purchase.
In bulk, ${batch} under one checkpoint: ${r.bulkPerSecond} entries a second on the disk, ${r.bulkPerCpuSecond} a CPU second.
A buyer's year of ${r.yearLines} lines: ${r.yearAfterAnOrderCpuMs} ms of CPU after each new order (median of 15; ${r.yearFirstCpuMs} ms the first
time in a process), ${r.yearAgainCpuMs} ms until the next one.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) console.log(JSON.stringify(await benchLedger()));
