// Backups and restores that are killed, or whose disk is full: nothing half of one looks whole.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { checkBackup } from '#app/backup/check-backup.server.ts';
import { restoreDraft } from '#app/backup/copy-marks.server.ts';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { openExistingDb } from '#db/client.ts';
import { repetitions, seed } from './setup/repetitions.ts';

const home = mkdtempSync(join(tmpdir(), 'halle-backup-kills-'));
const dataDir = join(home, 'data');
const sets = join(home, 'sets');
const ledgerOrigin = 'halle.test/ledger';
const env = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HALLE_DATA: folder,
  LEDGER_ORIGIN: ledgerOrigin,
  NODE_ENV: 'test',
  NODE_COMPILE_CACHE: join(home, 'compiled'),
});
const halle = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, ['bin/halle', ...args], { encoding: 'utf8', env: env(folder) });

beforeAll(() => {
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  mkdirSync(join(dataDir, 'files', 'invoices'), { recursive: true });
  copyFileSync(inject('seededImage'), join(dataDir, 'halle.sqlite'));
  copyFileSync(inject('ledgerKeyFile'), join(dataDir, 'keys', 'ledger.pem'));
  for (let n = 0; n < 100; n++) writeFileSync(join(dataDir, 'files', 'invoices', `${n}.pdf`), Buffer.alloc(20_000, n));
  expect(halle(dataDir, 'db', 'backup', sets).status).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const times = repetitions('BACKUP_KILLS', 2, 60);
/** Milliseconds of the n-th kill: spread over `longest`, from another place each run. */
const killAt = (n: number, longest: number) => ((((seed * 37) % 100) / 100 + n) / (times + 1)) * longest;

/** Runs the command, kills it after a time, and resolves to whether it had ended by then. */
async function killAfter(ms: number, folder: string, ...args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['bin/halle', ...args], { env: env(folder), stdio: 'ignore' });
  const ended = new Promise<boolean>((resolve) => child.once('exit', (code) => resolve(code === 0)));
  await Promise.race([ended, setTimeout(ms)]);
  child.kill('SIGKILL');
  return ended;
}

function lastTook(...args: string[]): number {
  const begun = performance.now();
  expect(halle(...(args as [string])).status).toBe(0);
  return performance.now() - begun;
}

test(`a killed backup leaves whole sets and drafts, seed ${seed}`, async () => {
  const folder = join(home, 'killed');
  const longest = lastTook(dataDir, 'db', 'backup', join(home, 'timed'));
  for (let n = 0; n < times; n++) await killAfter(killAt(n, longest), dataDir, 'db', 'backup', folder);
  const made = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of made.filter((one) => !one.endsWith('.part')))
    expect([name, (await checkBackup(join(folder, name))).faults]).toEqual([name, []]);
  expect(halle(dataDir, 'db', 'backup', folder).status).toBe(0);
}, 3_600_000);

test(`a killed restore is refused by the server's start, or is whole, and can be run again, seed ${seed}`, async () => {
  const longest = lastTook(join(home, 'timed-restore'), 'db', 'restore', sets);
  for (let n = 0; n < times; n++) {
    const folder = join(home, `restored-${n}`);
    const wasDone = await killAfter(killAt(n, longest), folder, 'db', 'restore', sets);
    if (!wasDone && !existsSync(join(folder, restoreDraft))) {
      // Killed before its first or after its last step.
      if (!existsSync(join(folder, 'halle.sqlite'))) continue;
    } else if (!wasDone) {
      const again = halle(folder, 'db', 'restore', sets);
      expect([again.status, again.stderr]).toEqual([0, '']);
    }
    const db = openExistingDb(join(folder, 'halle.sqlite'));
    expect(auditLedger(db, openLedgerKey(db, join(folder, 'keys'), ledgerOrigin))).toMatchObject({ ok: true });
    db.$client.close();
    expect(readdirSync(join(folder, 'files', 'invoices'))).toHaveLength(100);
  }
}, 3_600_000);

test('a full disk fails the backup with a sentence, and leaves no set', () => {
  const folder = join(home, 'full');
  // No file may grow over 1 MiB: the database is larger.
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 1024; exec "$0" bin/halle db backup "$1"`, process.execPath, folder],
    { encoding: 'utf8', env: { ...env(dataDir), NODE_COMPILE_CACHE: undefined } },
  );
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^It failed, and left nothing that looks whole: /)]);
  expect(readdirSync(folder)).toEqual([]);
  const db = openExistingDb(join(dataDir, 'halle.sqlite'));
  expect(lastBackups(db).backup?.failedAt).toMatch(/^20/);
  db.$client.close();
});
