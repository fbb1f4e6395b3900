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
  const known = readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis);
  if (listApplied(db).some((when) => !known.includes(when)))
    throw new SetupError(
      `${db.$client.name} was made by another version of Halle and cannot be migrated: use an empty data folder (HALLE_DATA), or the version that made it.`,
    );
  migrate(db, { migrationsFolder: folder });
}

/** The journal's times of the applied migrations, in milliseconds; drizzle writes them into a table of its own. */
function listApplied(db: Db): number[] {
  const journals = getValue(db, integer, "select count(*) from sqlite_master where name = '__drizzle_migrations'");
  return journals === 0 ? [] : listValues(db, integer, 'select cast(created_at as integer) from __drizzle_migrations');
}
