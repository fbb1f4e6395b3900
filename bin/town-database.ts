// The town's database for a command.
import { join } from 'node:path';
import { keepPrivate } from '#app/data-folder.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { setupSentence } from '#app/setup-sentence.ts';
import { type Db, openDb, openExistingDb } from '#db/client.ts';
import { migrateDb, requireMigrated } from '#db/migrate.ts';

/**
 * Opens the database that is there; a command never makes one, except the one that names the town. Only the server
 * migrates: a newer command line must not change the database of a server that runs.
 */
export async function withDb(work: (db: Db, env: Env) => number | Promise<number>, open = openTown): Promise<number> {
  try {
    const env = readEnv();
    const db = open(env);
    try {
      return await work(db, env);
    } finally {
      db.$client.close();
    }
  } catch (error) {
    const sentence = setupSentence(error);
    if (sentence !== null) return refuse(sentence);
    throw error;
  }
}

function openTown({ dataDir }: Env): Db {
  const db = openExistingDb(join(dataDir, 'halle.sqlite'));
  keepPrivate(dataDir);
  requireMigrated(db, 'db/migrations');
  return db;
}

/** Creates the data folder and the database if need be, and brings it to the schema of this version. */
export function openNewTown({ dataDir }: Env): Db {
  keepPrivate(dataDir);
  const db = openDb(join(dataDir, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  return db;
}

/** Says why a question is wrong. Returns the exit code of it. */
export function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}
