// Brings a database to the schema of this version; db/schema.sql shows the result.
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Db } from './client.ts';
import { getValue, integer, listValues } from './rows.ts';
import { SetupError } from './setup-error.ts';

/**
 * Runs the migrations of `folder` that `db` does not have yet. Safe at each start. Throws SetupError when `db` has one
 * that is not in `folder`: it was made by 0.4 or earlier, whose migrations were replaced, or by a later version.
 */
export function migrateDb(db: Db, folder: string): void {
  listMissing(db, folder);
  migrate(db, { migrationsFolder: folder });
}

/** Throws SetupError when `db` is not of the schema of this version, and leaves it as it is. */
export function requireMigrated(db: Db, folder: string): void {
  if (listMissing(db, folder).length > 0)
    throw new SetupError(
      `${db.$client.name} is of an earlier version of Halle: make a backup, then start the server, which brings it to this one.`,
    );
}

/** The migrations that `db` does not have yet. Throws SetupError when it has one that this version does not know. */
function listMissing(db: Db, folder: string): number[] {
  const known = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis);
  const applied = listApplied(db);
  if (applied.some((when) => !known.includes(when)))
    throw new SetupError(
      `${db.$client.name} was made by another version of Halle and cannot be migrated: use an empty data folder (HALLE_DATA), or the version that made it.`,
    );
  return known.filter((when) => !applied.includes(when));
}

/** The journal's times of the applied migrations, in milliseconds; drizzle writes them into a table of its own. */
function listApplied(db: Db): number[] {
  const journals = getValue(db, integer, "select count(*) from sqlite_master where name = '__drizzle_migrations'");
  return journals === 0 ? [] : listValues(db, integer, 'select cast(created_at as integer) from __drizzle_migrations');
}
