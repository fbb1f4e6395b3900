import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client.ts';

const slug = 'chaise-de-bureau-remise-en-etat';
const rounds = 10;
const attempts = 10;

/** Two processes on one database file, each trying to buy the same offer again and again. */
test('the last items, two processes: exactly the stock is sold, nobody is told "sold out" too early, nothing fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-contention-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  copyFileSync(inject('seededImage'), file);
  for (let round = 0; round < rounds; round++) {
    const stock = 1 + (round % 7);
    const db = openDb(file);
    db.$client.prepare('update offers set stock = ? where slug = ?').run(stock, slug);
    db.$client.close();
    const sold = await Promise.all([buyers(file), buyers(file)]);
    expect(sold[0]! + sold[1]!).toBe(stock);
    const after = openDb(file);
    expect(after.$client.prepare('select stock from offers where slug = ?').pluck().get(slug)).toBe(0);
    after.$client.close();
  }
}, 120_000);

function buyers(file: string): Promise<number> {
  const child = spawn(process.execPath, ['tests/setup/buyer-process.ts', file, slug, String(attempts)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) => (code === 0 ? resolve(Number(output)) : reject(new Error(`a buyer failed: ${output}`)))),
  );
}
