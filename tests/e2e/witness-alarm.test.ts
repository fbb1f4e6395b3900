// A town that is put back to an older copy and goes on: its witness is ahead, then refuses the fork, then is silent.
// Each time health, the ledger's page and the stewards' queue are red, and pages and orders are served.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLedgerKey, openVerifier, verifierKey } from '#app/domain/ledger/note.server.ts';
import type { Witness } from '#app/domain/ledger/witness.server.ts';
import { openWitness, serveWitness } from '../../bin/witness.ts';
import { newVisitor, openTestApp, signIn, type TestApp } from './test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-alarm-'));
const name = 'university.example';
let app: TestApp;
let witness: Witness;
let close: () => void;
let steward: Page;

beforeAll(async () => {
  witness = openWitness(join(folder, 'witness'), name, []);
  const served = await serveWitness(witness, 0);
  close = served.close;
  app = await openTestApp({
    LEDGER_WITNESSES: `${verifierKey(witness.keys[0]!, 'witness')} ${served.url}`,
    LEDGER_WITNESS_MINUTES: '0.1',
  });
  const { page } = await newVisitor(app);
  steward = page;
  await steward.goto('/sign-in?to=/steward');
  await signIn(steward, 'noe@cooperative-112.example');
  await steward.waitForURL('**/steward');
});
afterAll(async () => {
  close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const copy = join(folder, 'copy');

/** Runs `work` while the server is stopped. */
async function restartAround(work: () => void): Promise<void> {
  app.server.kill('SIGTERM');
  await once(app.server, 'exit');
  work();
  await app.restart();
}

/** An entry of the log, as a command writes one. */
const appendEntry = () =>
  execFileSync(process.execPath, ['bin/halle', 'ledger', 'rotate'], {
    env: { ...process.env, HALLE_DATA: app.dataDir, LOG_LEVEL: 'error' },
    stdio: 'ignore',
  });

type Health = { ok: boolean; witness: { state: string; reason: string | null } };
async function health(until: string): Promise<{ status: number; body: Health }> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${app.origin}/healthcheck`);
    const body = (await answer.json()) as Health;
    if (body.witness.state === until || tries > 150) return { status: answer.status, body };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Red in health, on the page of the ledger, on /verify and in the queue; the market is served. */
async function expectRed(reason: string): Promise<void> {
  expect(await health('red')).toMatchObject({ status: 200, body: { ok: true, witness: { state: 'red', reason } } });
  const { page, complaints } = await newVisitor(app);
  await page.goto('/ledger');
  expect(await page.getByRole('alert').textContent()).toContain(name);
  await page.goto('/verify');
  expect(await page.getByRole('alert').textContent()).toContain('vérifié');
  expect((await page.goto('/offers'))!.status()).toBe(200);
  expect(complaints).toEqual([]);
  await page.context().close();
  await steward.goto('/steward?kind=witness');
  await steward.locator('table a', { hasText: 'Témoin du registre' }).click();
  await steward.waitForURL('**/steward/witnesses');
  expect(await steward.getByRole('alert').textContent()).toContain(name);
}

test('a witness that does not know the log yet is red, and cosigns once it does', async () => {
  await expectRed('unlisted');
  await restartAround(() => {
    witness.logs = [
      openVerifier(verifierKey(loadLedgerKey(join(app.dataDir, 'keys', 'ledger.pem'), 'halle.example/ledger')))!,
    ];
    cpSync(app.dataDir, copy, { recursive: true });
  });
  expect(await health('ok')).toMatchObject({ status: 200, body: { ok: true, witness: { state: 'ok', reason: null } } });
  const { page } = await newVisitor(app);
  await page.goto('/ledger');
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await (await fetch(`${app.origin}/ledger/checkpoint`)).text()).toContain(`— ${name} `);
  expect(await (await fetch(`${app.origin}/ledger/policy`)).text()).toContain(`witness ${name} `);
  await steward.goto('/steward?kind=witness');
  expect(await steward.locator('table a', { hasText: 'Témoin' }).count()).toBe(0);
});

/** Entries under the head that the witness signed last: the one that is served. */
async function witnessedSize(): Promise<number> {
  const [, size] = (await (await fetch(`${app.origin}/ledger/checkpoint`)).text()).split('\n');
  return Number(size);
}

test('an older copy of the database: the witness is ahead', async () => {
  const before = await witnessedSize();
  await restartAround(() => appendEntry());
  // Health is well by the cosignature of before, too.
  await expect.poll(witnessedSize, { timeout: 15_000 }).toBeGreaterThan(before);
  expect((await health('ok')).body.witness.state).toBe('ok');
  await restartAround(() => {
    rmSync(app.dataDir, { recursive: true });
    cpSync(copy, app.dataDir, { recursive: true });
  });
  await expectRed('ahead');
  // Both heads are kept as evidence.
  expect(await steward.locator('article pre').count()).toBe(2);
});

test('a fork that has grown longer: the witness refuses', async () => {
  await restartAround(() => {
    appendEntry();
    appendEntry();
  });
  await expectRed('forked');
  expect(await steward.locator('article pre').count()).toBe(4);
});

test('a witness that is gone: silence', async () => {
  await restartAround(() => close());
  await expectRed('silent');
});
