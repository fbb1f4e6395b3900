// Limits are counted in the database: two processes of one town count together.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client.ts';

const times = 40;

test('two processes take three forms, fifty entries and every failure together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-limits-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  copyFileSync(inject('seededImage'), file);
  const before = openDb(file);
  const userId = before.$client.prepare('select id from users limit 1').pluck().get() as string;
  before.$client.close();
  const taken = await Promise.all([runLimits(file, userId), runLimits(file, userId)]);
  expect(taken[0]!.forms + taken[1]!.forms).toBe(3);
  expect(taken[0]!.draws + taken[1]!.draws).toBe(25);
  const after = openDb(file);
  const counts = after.$client.prepare(`select count from limit_counts where name = 'sign-in:failures' order by count`);
  expect(counts.pluck().all()).toEqual([2 * times, 2 * times]); // of the account, and of the address
  const events = after.$client.prepare(`select count(*) from security_events where kind = 'limit-reached'`);
  expect(events.pluck().get()).toBeGreaterThan(0);
  after.$client.close();
});

function runLimits(file: string, userId: string): Promise<{ forms: number; draws: number }> {
  const child = spawn(process.execPath, ['tests/setup/limit-process.ts', file, userId, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`a process failed: ${output}`)),
    ),
  );
}
