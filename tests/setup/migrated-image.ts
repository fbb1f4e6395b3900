import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    migratedImage: string;
  }
}

/** One migrated database, serialised once; each test clones it in microseconds. */
export default function setup(project: TestProject) {
  const db = openDb(':memory:');
  migrateDb(db, 'db/migrations');
  const folder = mkdtempSync(join(tmpdir(), 'halle-'));
  const file = join(folder, 'image.sqlite');
  writeFileSync(file, db.$client.serialize());
  db.$client.close();
  project.provide('migratedImage', file);
  return () => rmSync(folder, { recursive: true });
}
