import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { deliverReindex, readDocuments } from '#app/domain/search/index-offers.server.ts';
import { type Db, openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { everything } from './search-oracle.ts';
import { repetitions, seed } from './setup/repetitions.ts';

const kills = repetitions('INDEX_KILLS', 6, 100);

/** Kills processes between a commit and its index update, or during either. Two files, to use two cores. */
test(`after each of ${kills} kills the index equals the database (seed ${seed})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halle-index-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await Promise.all([1, 2].map((half) => killRepeatedly(join(folder, `${half}.sqlite`), seed + half * 1000)));
}, 3_600_000);

async function killRepeatedly(file: string, firstSeed: number): Promise<void> {
  copyFileSync(inject('seededImage'), file);
  for (let round = 0; round < kills / 2; round++) {
    expect(await untilKilled(file, firstSeed + round)).toBe('SIGKILL');
    const db = openDb(file);
    await catchUp(db);
    const { indexed, wanted } = await both(db);
    expect([round, indexed]).toEqual([round, wanted]);
    db.$client.close();
  }
}

function untilKilled(file: string, seed: number): Promise<string | null> {
  const child = spawn(process.execPath, ['tests/setup/index-process.ts', file, String(seed)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
}

/** The server's catch-up at its next start: it drains the outbox and does nothing else. */
async function catchUp(db: Db): Promise<void> {
  const engine = embeddedEngine(db);
  const ctx = {
    db,
    actor: { kind: 'system', name: 'test' } as const,
    now: new Date(Date.now() + 1000),
    locale: 'fr' as const,
    town: demoTown,
  };
  while (
    (await drainOutbox(ctx, ({ kind, payload }) =>
      kind === 'search' ? deliverReindex(ctx, engine, payload) : undefined,
    )) > 0
  );
}

/** Ids, names, stock and price order: as a search over everything returns them, and as the database has them. */
async function both(db: Db) {
  const engine = embeddedEngine(db);
  const wanted = readDocuments({ db, now: new Date(), town: demoTown });
  const page = await engine.search(everything);
  const inStock = new Set((await engine.search({ ...everything, filters: [{ field: 'inStock', is: true }] })).ids);
  const byPrice = await engine.search({ ...everything, sort: 'price' });
  const documents = page.ids
    .map((id, i) => ({ id, name: page.highlights[i]!.map(({ text }) => text).join(''), inStock: inStock.has(id) }))
    .sort((a, b) => a.id - b.id);
  return {
    indexed: { documents, byPrice: byPrice.ids },
    wanted: {
      documents: wanted
        .map((item) => ({ id: item.id, name: item.fr.name, inStock: item.inStock }))
        .sort((a, b) => a.id - b.id),
      byPrice: wanted.toSorted((a, b) => a.priceCents - b.priceCents || a.id - b.id).map((item) => item.id),
    },
  };
}
