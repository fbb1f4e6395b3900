import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { type Db, openDb } from '#db/client.ts';

/** A new migrated SQLite database for one test. */
export function testDb(): Db {
  return openDb(readFileSync(inject('migratedImage')));
}
