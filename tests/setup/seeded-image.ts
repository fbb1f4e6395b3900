import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { seedTown } from '#seeds/run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    seededImage: string;
    ledgerKeyFile: string;
  }
}

type TownImage = { folder: string; file: string; keyFile: string };

/** Both projects of vitest.config.ts run this setup in one process; the town is seeded for the first. */
const shared = globalThis as { halleTownImage?: Promise<TownImage> };

/** The whole town, seeded once and serialised; each test clones it. Runs after migrated-image.ts. */
export default async function setup(project: TestProject) {
  const { migratedImage } = (
    project as unknown as { getProvidedContext(): { migratedImage: string } }
  ).getProvidedContext();
  shared.halleTownImage ??= seedImage(migratedImage);
  const { folder, file, keyFile } = await shared.halleTownImage;
  project.provide('seededImage', file);
  project.provide('ledgerKeyFile', keyFile);
  return () => rmSync(folder, { recursive: true, force: true });
}

async function seedImage(migratedImage: string): Promise<TownImage> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-town-'));
  const db = openDb(readFileSync(migratedImage));
  const keyFile = join(folder, 'ledger.pem');
  await seedTown({
    db,
    ledgerKey: loadLedgerKey(keyFile, 'halle.test/ledger'),
    actor: { kind: 'system', name: 'seeds' },
    now: new Date(),
    locale: 'fr',
    town: demoTown,
    ...shippedRules(),
  });
  const file = join(folder, 'town.sqlite');
  writeFileSync(file, db.$client.serialize());
  db.$client.close();
  return { folder, file, keyFile };
}
