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

/** The whole town, seeded once and serialised; each test clones it. Runs after migrated-image.ts. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'halle-town-'));
  const image = (project as unknown as { getProvidedContext(): { migratedImage: string } }).getProvidedContext()
    .migratedImage;
  const db = openDb(readFileSync(image));
  const keyFile = join(folder, 'ledger.pem');
  const ledgerKey = loadLedgerKey(keyFile, 'halle.test/ledger');
  await seedTown({
    db,
    ledgerKey,
    actor: { kind: 'system', name: 'seeds' },
    now: new Date(),
    locale: 'fr',
    town: demoTown,
    ...shippedRules(),
  });
  const file = join(folder, 'town.sqlite');
  writeFileSync(file, db.$client.serialize());
  db.$client.close();
  project.provide('seededImage', file);
  project.provide('ledgerKeyFile', keyFile);
  return () => rmSync(folder, { recursive: true });
}
