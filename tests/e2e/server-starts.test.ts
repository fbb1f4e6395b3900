import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

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
])('a wrong %s ends the start with one sentence', (name, changes) => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: folder,
    PORT: '0',
    NODE_ENV: 'production',
    ...working,
    ...changes,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server.ts'], { env, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  const said = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.includes('Warning'));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(new RegExp(`^${name} .+\\.$`));
  expect(stderr).not.toMatch(/^ {4}at /m);
});
