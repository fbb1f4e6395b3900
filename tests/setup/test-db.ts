import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { type Db, openDb } from '#db/client.ts';

/** A new migrated SQLite database for one test, or one from the bytes of another. */
export function testDb(image: Buffer = readFileSync(inject('migratedImage'))): Db {
  return openDb(image);
}
