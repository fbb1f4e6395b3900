// Two processes append to one log; others are killed while they append.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { generator } from './setup/generator.ts';
import { repetitions, seed } from './setup/repetitions.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-ledger-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const entries = repetitions('LEDGER_ENTRIES', 500, 5000);
const kills = repetitions('LEDGER_KILLS', 20, 2000);

function openFile(name: string) {
  const home = mkdtempSync(join(folder, `${name}-`));
  const file = join(home, 'log.sqlite');
  const db = openDb(file);
  migrateDb(db, 'db/migrations');
  const key = loadLedgerKey(join(home, 'ledger.pem'), 'halle.test/ledger');
  const start = (of: string, count: number) =>
    fork('tests/setup/ledger-process.ts', [file, of, String(count)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }, // for hundreds of starts
    });
  return { db, key, start };
}

test(`two processes append ${entries} entries each without fork or gap`, async () => {
  const { db, key, start } = openFile('two');
  const both = [start('a', entries), start('b', entries)];
  const ends = await Promise.all(both.map((child) => once(child, 'exit')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  expect(auditLedger(db, key)).toMatchObject({ ok: true, entries: 2 * entries });
  const mixed = db.$client.prepare(
    `select count(*) from ledger_entries l join ledger_entries n on n.idx = l.idx + 1 where substr(l.event, 1, 1) <> substr(n.event, 1, 1)`,
  );
  expect(mixed.pluck().get()).toBeGreaterThan(entries / 50); // both did append in turns
  db.$client.close();
}, 3_600_000);

test(`killed ${kills} times while appending (seed ${seed}): checkpoint and entries agree`, async () => {
  const lanes = ['x', 'y'].map(async (lane) => {
    const { db, key, start } = openFile(lane);
    const random = generator(seed + lane.charCodeAt(0));
    let count = 0;
    for (let n = 0; n < kills / 2; n++) {
      const child = start(lane, 0);
      const exit = once(child, 'exit');
      child.on('message', (reported: number) => {
        count = Math.max(count, reported);
      });
      await once(child, 'message');
      await new Promise((resolve) => setTimeout(resolve, random(12)));
      child.kill('SIGKILL');
      expect((await exit)[1]).toBe('SIGKILL');
      // Every entry that the process reported is in the log, and no entry is beyond the signed checkpoint.
      const size = ledgerSize({ db });
      expect(size).toBeGreaterThanOrEqual(count);
      expect(db.$client.prepare('select max(size) from ledger_checkpoints').pluck().get()).toBe(size);
      if (n % 25 === 24) expect([lane, n, auditLedger(db, key)]).toMatchObject([lane, n, { ok: true, entries: size }]);
    }
    expect(auditLedger(db, key).ok).toBe(true);
    db.$client.close();
  });
  await Promise.all(lanes);
}, 3_600_000);
