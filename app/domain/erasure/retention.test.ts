import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jobNames } from '#app/domain/jobs/job.ts';
import { enqueue, isEnqueued } from '#app/domain/outbox/outbox.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import type { Db } from '#db/client.ts';
import { listValues, text } from '#db/rows.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openLog } from '#tests/setup/ledger.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { retainedByJob, retention } from './retention.ts';
import { retentionName, retentionSteps, runRetention } from './run-retention.server.ts';

const { ledgerKey } = openLog('retention');

const tablesOf = (db: Db) =>
  listValues(db, text, `select name from sqlite_schema where type = 'table' and name not glob 'sqlite_*'`);
const hasColumn = (db: Db, table: string, name: string) => {
  const [other, column = ''] = name.split('.');
  const [of, wanted] = column ? [other, column] : [table, name];
  return listValues(db, text, `select name from pragma_table_info('${of}')`).includes(wanted);
};

test('every table has its term, its basis and who deletes', () => {
  const db = testDb();
  const named = new Set(retention.map(({ table }) => table));
  const others = ['mail/*.eml', '__drizzle_migrations'];
  expect(tablesOf(db).filter((table) => !named.has(table) && !others.includes(table))).toEqual([]);
  expect([...named].filter((table) => !tablesOf(db).includes(table) && !others.includes(table))).toEqual([]);
  const names = retention.map(retentionName);
  expect(new Set(names).size).toBe(names.length);
});

test('the columns that the table names exist, and a term in days counts from one', () => {
  const db = testDb();
  for (const { table, column, own, hidden = [], term, by } of retention) {
    const named = [column, own?.column, ...hidden].filter((name): name is string => Boolean(name));
    const missing = table.includes('*') ? [] : named.filter((name) => !hasColumn(db, table, name));
    expect([table, missing]).toEqual([table, []]);
    if (typeof term === 'object' && by === 'retention' && !table.includes('*'))
      expect([table, column]).not.toContain(null);
  }
});

test('each row that the job keeps has its step, and each step its row', () => {
  expect([...retentionSteps.keys()].sort()).toEqual(retainedByJob.map(retentionName).sort());
  expect(retention.filter(({ by }) => !['erasure', 'parent', 'no-one', ...jobNames].includes(by))).toEqual([]);
});

test('the job keeps what is young and ends what is old', async () => {
  const db = testDb();
  const folder = mkdtempSync(join(tmpdir(), 'halle-terms-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const now = new Date();
  const ctx: Ctx = { db, actor: { kind: 'system', name: 'test' }, now, locale: 'fr', town: demoTown };
  const at = (days: number) => new Date(now.getTime() - days * 864e5);
  for (const [name, days] of [
    ['old', 91],
    ['young', 89],
  ] as const) {
    db.$client.prepare('insert into baskets (id, updated_at) values (?, ?)').run(name, at(days).toISOString());
    enqueue({ ...ctx, now: at(days) }, 'mail', `mail:${name}`, { template: 'invitation', to: 'a@b.example' });
    writeFileSync(join(folder, `${name}.eml`), 'To: a@b.example\r\n\r\n');
    utimesSync(join(folder, `${name}.eml`), at(days), at(days));
  }
  db.$client.exec(`update outbox set state = 'done'`);
  const run = { ...ctx, ledgerKey, storage: folderStorage(folder), mailFolder: folder, keepFile: async () => {} };
  const counts = await runRetention(
    () => run,
    (error) => {
      throw error;
    },
  );
  expect([counts.get('baskets'), counts.get('outbox'), counts.get('mail/*.eml')]).toEqual([1, 1, 1]);
  expect(listValues(db, text, 'select id from baskets')).toEqual(['young']);
  expect(readdirSync(folder)).toEqual(['young.eml']);
  // Only the hash of the old letter's key is left, and it is not written again.
  enqueue(ctx, 'mail', 'mail:old', { template: 'invitation', to: 'a@b.example' });
  expect(listValues(db, text, 'select key from outbox')).toEqual(['mail:young']);
  expect([isEnqueued(ctx, 'mail:old'), isEnqueued(ctx, 'mail:young')]).toEqual([true, true]);
  expect(
    (
      await runRetention(
        () => run,
        () => {},
      )
    ).get('baskets'),
  ).toBe(0);
});

test('a step that fails is reported and does not hold up the others', async () => {
  const db = testDb();
  db.$client.exec(`drop table basket_lines; drop table basket_deliveries; drop table baskets`);
  const now = new Date();
  const failed: unknown[] = [];
  const counts = await runRetention(
    () => ({
      db,
      actor: { kind: 'system', name: 'test' },
      now,
      locale: 'fr',
      town: demoTown,
      ledgerKey,
      storage: folderStorage('/nowhere'),
      mailFolder: null,
      keepFile: async () => {},
    }),
    (_, details) => failed.push(details),
  );
  expect(failed).toEqual([{ table: 'baskets' }]);
  expect(counts.size).toBe(retainedByJob.length - 1);
});
