// Bytes of the database that an order costs: two towns of the same suppliers, one with more past orders, both after the
// retention of the outbox; the difference by table, indexes included. `node bin/bench-bytes.ts 1000`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retention } from '#app/domain/erasure/retention.ts';
import { retentionName, retentionSteps } from '#app/domain/erasure/run-retention.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Db, openDb } from '#db/client.ts';
import { integer, listRows, text } from '#db/rows.ts';

/** Bytes an order, in all and of each table with its indexes, the largest first. */
export type BytesBench = { orders: number; bytes: number; tables: [table: string, bytes: number][] };

const few = 54;

export function measureBytes(orders: number): BytesBench {
  const [small, large] = [townOf(few), townOf(orders)];
  const more = large.orders - small.orders;
  const tables = [...large.sizes]
    .map(([table, bytes]): [string, number] => [table, Math.round((bytes - (small.sizes.get(table) ?? 0)) / more)])
    .sort(([, a], [, b]) => b - a);
  return { orders: large.orders, bytes: tables.reduce((sum, [, bytes]) => sum + bytes, 0), tables };
}

export function bytesMarkdown({ orders, bytes, tables }: BytesBench): string {
  const rows = tables.filter(([, each]) => each >= 100).map(([table, each]) => `| ${table} | ${each} |`);
  return `## Bytes an order

${Math.round(bytes / 100) / 10} kB of database an order, paid, handed over, invoiced and settled, at ${orders} orders (pages in use, by \`dbstat\`, less those of a town of ${few} orders); after the retention of the outbox.

| table, with its indexes | bytes an order |
|---|---|
${rows.join('\n')}
`;
}

function townOf(orders: number): { orders: number; sizes: Map<string, number> } {
  const folder = mkdtempSync(join(tmpdir(), 'halle-bytes-'));
  const env: NodeJS.ProcessEnv = { ...process.env, HALLE_DATA: folder, PAYMENTS: 'stand-in', STAND_IN_PORT: '0' };
  try {
    execFileSync(process.execPath, ['seeds/run.ts', '--orders', String(orders)], { env, stdio: 'ignore' });
    const db = openDb(join(folder, 'halle.sqlite'));
    keepTerms(db);
    const found = {
      orders: db.$client.prepare('select count(*) from orders').pluck().get() as number,
      sizes: sizesOf(db),
    };
    db.$client.close();
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The nightly work on the outbox, without its limit of batches. */
function keepTerms(db: Db): void {
  for (const row of retention.filter(({ table, by }) => table === 'outbox' && by === 'retention')) {
    const days = typeof row.term === 'object' ? row.term.days : 0;
    const before = isoUtc(new Date(Date.now() - days * 864e5));
    const step = retentionSteps.get(retentionName(row)) as (ctx: { db: Db }, before: string, limit: number) => number;
    while (step({ db }, before, 1000) > 0);
  }
}

/** Bytes of the pages in use of each table, its indexes included. */
function sizesOf(db: Db): Map<string, number> {
  const rows = listRows(
    db,
    { table: text, bytes: integer },
    `select coalesce(m.tbl_name, s.name) as "table", sum(s.pgsize) as bytes
     from dbstat s
     left join sqlite_schema m on m.name = s.name
     group by 1`,
  );
  return new Map(rows.map(({ table, bytes }) => [table, bytes]));
}

if (import.meta.main) console.log(bytesMarkdown(measureBytes(Number(process.argv[2] ?? 1000))));
