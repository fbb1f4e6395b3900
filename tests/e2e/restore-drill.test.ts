// The drill of a restore, with the built server: a set of a seeded town, restored elsewhere, started, used, verified.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { openExistingDb } from '#db/client.ts';

const home = mkdtempSync(join(tmpdir(), 'halle-drill-test-'));
const identity = join(home, 'identity.txt');
const env: NodeJS.ProcessEnv = {
  ...process.env,
  HALLE_DATA: join(home, 'data'),
  NODE_ENV: 'production',
  PAYMENTS: 'stand-in',
};
const halle = (...args: string[]) => spawnSync(process.execPath, ['bin/halle', ...args], { encoding: 'utf8', env });

beforeAll(async () => {
  execFileSync(process.execPath, ['seeds/run.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const key = await generateX25519Identity();
  writeFileSync(identity, `${key}\n`);
  env.BACKUP_RECIPIENTS = await identityToRecipient(key);
  expect(halle('db', 'backup', join(home, 'sets')).stderr).toBe('');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('buys in a copy of an encrypted set, and writes and asks nothing outside of it', () => {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith('halle-drill-')).length;
  const { status, stdout, stderr } = halle('db', 'drill', join(home, 'sets'), '--identity', identity);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/bought in the copy\n +http:\/\/localhost:\d+\/orders\/ord_\w+/);
  expect(stdout).toMatch(/The drill of .*\.tar\.gz\.age held, in \d+\.\d s\.\n$/);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('halle-drill-'))).toHaveLength(left);
  expect(readdirSync(join(home, 'data'))).not.toContain('mail'); // no letter of the town was written
  const db = openExistingDb(join(home, 'data', 'halle.sqlite'));
  expect(lastBackups(db)).toMatchObject({ backup: { failedAt: null }, drill: { failedAt: null } });
  db.$client.close();
});

test('a wrong identity fails the drill with a sentence', async () => {
  writeFileSync(identity, `${await generateX25519Identity()}\n`);
  const { status, stderr } = halle('db', 'drill', join(home, 'sets'), '--identity', identity);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/does not open: no identity matched/)]);
});
