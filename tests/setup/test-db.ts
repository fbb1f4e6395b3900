import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { type Db, openDb } from '#db/client.ts';

/** A fresh real database, migrated, of this test alone. */
export function testDb(): Db {
  return openDb(readFileSync(inject('migratedImage')));
}
