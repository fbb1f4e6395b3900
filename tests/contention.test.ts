import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { openDb } from '#db/client.ts';
import { repetitions } from './setup/repetitions.ts';

const rounds = repetitions('CONTENTION', 5, 50);
const buyersInEach = 100;

/**
 * Two processes on one database file, 100 buyers in each, compete for the last 1 to 5 items of each offer.
 */
test(`200 buyers in two processes get exactly the stock of ${rounds} offers`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-contention-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  copyFileSync(inject('seededImage'), file);
  const db = openDb(file);
  db.$client.exec('update suppliers set minimum_order_cents = 0');
  const slugs = db.$client
    .prepare('select slug from offers where stock is not null and season is null and not on_quote order by id limit ?')
    .pluck()
    .all(rounds) as string[];
  const stockOf = new Map(slugs.map((slug, round) => [slug, 1 + (round % 5)]));
  const set = db.$client.prepare('update offers set stock = ?, min_quantity = 1, order_step = 1 where slug = ?');
  for (const [slug, stock] of stockOf) set.run(stock, slug);
  db.$client.close();
  const sold = await Promise.all([buyers(file, slugs), buyers(file, slugs)]);
  expect(slugs.map((slug) => [slug, sold[0]![slug]! + sold[1]![slug]!])).toEqual([...stockOf]);
  const after = openDb(file);
  const left = after.$client.prepare(
    'select coalesce(sum(stock), 0) from offers where slug in (select value from json_each(?))',
  );
  expect(left.pluck().get(JSON.stringify(slugs)), 'V2.3.4').toBe(0);
  after.$client.close();
}, 3_600_000);

function buyers(file: string, slugs: readonly string[]): Promise<Record<string, number>> {
  const child = spawn(process.execPath, ['tests/setup/buyer-process.ts', file, slugs.join(','), String(buyersInEach)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  return new Promise((resolve, reject) =>
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`a buyer failed: ${output}`)),
    ),
  );
}
