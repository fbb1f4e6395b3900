import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { markDemonstration, saveTown } from '#app/domain/towns/towns.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';

const working = {
  PAYMENTS: 'stripe',
  HALLE_ORIGIN: 'https://halle.example',
  STRIPE_SECRET_KEY: 'sk_live_51abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_own',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_connect',
};

test.each([
  ['STRIPE_SECRET_KEY', { STRIPE_SECRET_KEY: 'pk_live_51abc' }],
  ['STRIPE_WEBHOOK_SECRET', { STRIPE_WEBHOOK_SECRET: 'sk_live_51abc' }],
  ['STRIPE_CONNECT_WEBHOOK_SECRET', { STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_own' }],
  ['STRIPE_API_BASE', { STRIPE_API_BASE: 'http://elsewhere.example' }],
  ['PAYMENTS', { PAYMENTS: undefined, NODE_ENV: 'development' }],
  ['S3_URL', { S3_URL: 'http://files.example/halle' }],
])('a wrong %s ends the start with one sentence', (name, changes) => {
  const { status, stdout, sentences } = start(changes);
  expect([status, stdout]).toEqual([1, '']);
  expect(sentences).toEqual([expect.stringMatching(new RegExp(`^${name} .+\\.$`))]);
});

test('real payments are refused beside the accounts of the demonstration', () => {
  const { status, stdout, sentences } = start({}, (folder) => {
    const db = openDb(join(folder, 'halle.sqlite'));
    migrateDb(db, 'db/migrations');
    const ctx = { db, actor: { kind: 'system', name: 'test' } as const, now: new Date(), locale: 'fr' as const };
    saveTown({ ...ctx, town: demoTown });
    markDemonstration({ db });
    saveTown({ ...ctx, town: demoTown }); // a new record of the town leaves the mark
    db.$client.close();
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(sentences).toEqual([expect.stringMatching(/^PAYMENTS=stripe, and .+ has the demonstration's accounts/)]);
});

/** Starts the server in a folder of its own, and returns what it says on its error output, a sentence a line. */
function start(changes: Record<string, string | undefined>, fill: (folder: string) => void = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'halle-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  fill(folder);
  const own = { HALLE_DATA: folder, PORT: '0', NODE_ENV: 'production' as const };
  const env: NodeJS.ProcessEnv = Object.assign({ ...process.env, ...own, ...working }, changes);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server.ts'], { env, encoding: 'utf8' });
  expect(stderr).not.toMatch(/^ {4}at /m);
  const lines = stderr.trim().split('\n');
  return { status, stdout, sentences: lines.filter((line) => !line.includes('Warning')) };
}
