// Benchmark of the ledger: audit of 100,000 entries, appending the entries of a purchase, a buyer's year of

// 10,000 lines. CPU of this process alone; the audit also as a ratio to hashing the same bytes. Prints JSON.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import {
  appendEntries,
  type EntryDraft,
  entriesOf,
  exportEntries,
  type LedgerCtx,
  type LedgerEntry,
  privateCommitment,
} from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { promiseEntries } from '#app/domain/ledger/promises.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { ownBuyer, viewYear } from '#app/domain/reporting/year-statement.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { seedTown } from '../seeds/run.ts';

export type LedgerBench = {
  entries: number;
  auditPerSecond: number;
  auditTimesHashing: number;
  checkpointMs: number;
  appendOfAPurchaseMs: number;
  yearLines: number;
  yearFirstCpuMs: number;
  yearAfterAnOrderCpuMs: number;
  yearAgainCpuMs: number;
};

const entryCount = 100_000;
const yearLines = 10_000;

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function benchLedger(): Promise<LedgerBench> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-bench-ledger-'));
  try {
    const db = openDb(join(folder, 'halle.sqlite'));
    migrateDb(db, 'db/migrations');
    const ctx: LedgerCtx & ActiveRules = {
      db,
      actor: { kind: 'system', name: 'bench' },
      now: new Date(),
      locale: 'fr',
      town: demoTown,
      ...shippedRules(),
      ledgerKey: loadLedgerKey(join(folder, 'ledger.pem'), 'bench.example/ledger'),
    };
    await seedTown(ctx);
    const model = longestOrder(ctx);
    const asBuyer: LedgerCtx & ActiveRules = { ...ctx, actor: { kind: 'user', userId: model.userId } };
    copyOrder(ctx, model, Math.ceil(yearLines / model.lines));
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
    const lines = view().statement.totals.lines;
    const filler = entriesOf(ctx, model.id).filter(({ figures }) => figures !== null);
    const { length } = filler;
    for (let at = length; at < entryCount; at += 100)
      appendEntries(
        ctx,
        Array.from({ length: 100 }, (_, i) => renamed(ctx, filler[(at + i) % length]!, `ord_fill${at + i}`)),
      );
    const three = cpuMs(() => {
      for (let i = 0; i < 500; i++) {
        const order = `ord_more${i}`;
        const drafts = Array.from({ length: 3 }, (_, n) => renamed(ctx, filler[n % length]!, order, n + 1));
        promiseEntries(ctx, { order, buyer: model.userId }, appendEntries(ctx, drafts));
      }
    });
    const all = [...exportEntries(ctx)].map(({ bytes }) => bytes);
    const hashing = cpuMs(() => {
      for (const bytes of all) createHash('sha256').update(bytes).digest();
    });
    let audit = auditLedger(db, ctx.ledgerKey);
    const walked = cpuMs(() => {
      audit = auditLedger(db, ctx.ledgerKey);
    });
    if (!audit.ok) throw new Error(`the log of the benchmark is not whole: ${audit.reason}`);
    const round = (value: number, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits;
    db.$client.close();
    return {
      entries: audit.entries,
      auditPerSecond: round((audit.entries / audit.entriesMs) * 1000),
      auditTimesHashing: round((walked - audit.checkpointsMs) / hashing, 1),
      checkpointMs: round(audit.checkpointsMs / audit.checkpoints, 3),
      appendOfAPurchaseMs: round(three / 500, 3),
      yearLines: lines,
      yearFirstCpuMs: round(first),
      yearAfterAnOrderCpuMs: round(afterOrders[7]!),
      yearAgainCpuMs: round(again / 50, 2),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Model = { id: string; userId: string; organisationId: string | null; lines: number; year: number };

function longestOrder({ db }: LedgerCtx): Model {
  return db.$client
    .prepare(
      `select o.id, o.user_id as userId, o.organisation_id as organisationId, count(*) as lines, cast(substr(o.paid_at, 1, 4) as integer) as year
       from orders o join order_lines n on n.order_id = o.id where o.state = 'paid' group by o.id order by lines desc, o.id limit 1`,
    )
    .get() as Model;
}

/** Copies the same purchase `times` times; each copy gets its own ledger entries. */
function copyOrder(ctx: LedgerCtx, model: Model, times: number, prefix = 'ord_copy'): void {
  const sqlite = ctx.db.$client;
  const columns = (table: string) =>
    (sqlite.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[]).map((c) => `"${c}"`);
  const copies = ['orders', 'order_parts', 'order_lines'].map((table) => {
    const all = columns(table);
    const key = table === 'orders' ? '"id"' : '"order_id"';
    const values = all.map((c) => (c === key ? '@id' : table === 'orders' && c === '"number"' ? '@id' : c));
    return sqlite.prepare(`insert into ${table} (${all}) select ${values} from ${table} where ${key} = @model`);
  });
  const entries = entriesOf(ctx, model.id).filter(({ kind }) => kind === 'impact.line');
  sqlite.transaction(() => {
    for (let i = 0; i < times; i++) {
      for (const copy of copies) copy.run({ id: `${prefix}${i}`, model: model.id });
      appendEntries(
        ctx,
        entries.map((entry) => renamed(ctx, entry, `${prefix}${i}`, lineOf(entry))),
      );
    }
  })();
}

function lineOf({ bytes }: LedgerEntry): number {
  return (JSON.parse(bytes.toString()) as { line: number }).line;
}

/** An entry with its figures and a private part, moved to another order. */
function renamed(ctx: LedgerCtx, entry: LedgerEntry, order: string, line = 1): EntryDraft {
  const { v, at, methodology } = JSON.parse(entry.bytes.toString()) as {
    v: number;
    at: string;
    methodology: { factors: string; method: string };
  };
  const event = `${order}:line:${line}:paid`;
  const commit = privateCommitment(ctx, event, {
    buyer: 'org_of_the_bench',
    order_of_buyer: 1,
    offer: 'an-offer',
    supplier: 'sup_of_the_bench',
  });
  const body = { v, at, order, line, methodology, private_commit: commit };
  return {
    kind: 'impact.line',
    event,
    body,
    figures: JSON.parse(entry.figures ?? '{}') as NonNullable<EntryDraft['figures']>,
  };
}

/** Runs this file in a separate process, so that nothing else is measured. */
export function measureLedger(): LedgerBench {
  return JSON.parse(execFileSync(process.execPath, [import.meta.filename], { encoding: 'utf8' })) as LedgerBench;
}

/** `purchaseMs`: CPU of one purchase through the domain's verbs alone, measured in the same run. */
export function ledgerMarkdown(r: LedgerBench, purchaseMs: number): string {
  return `## The ledger

A log of ${r.entries} entries is walked at ${r.auditPerSecond} entries a second: every leaf, node, column and private part, ${r.auditTimesHashing} times what
hashing its bytes alone costs; each signed checkpoint adds ${r.checkpointMs} ms. Appending the three entries of a purchase and signing the head:
${r.appendOfAPurchaseMs} ms of CPU, ${Math.round((r.appendOfAPurchaseMs / purchaseMs) * 1000) / 10} % of a purchase through the verbs alone. A buyer's year of ${r.yearLines} lines: ${r.yearAfterAnOrderCpuMs} ms of
CPU after each new order (median of 15; ${r.yearFirstCpuMs} ms the first time in a process), ${r.yearAgainCpuMs} ms until the next one.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) console.log(JSON.stringify(await benchLedger()));
