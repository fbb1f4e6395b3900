// Opens the database. Everything that writes uses a Db made here.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { addPacking } from './packed.ts';
import { SetupError } from './setup-error.ts';

export type Db = BetterSQLite3Database & { $client: Database.Database };

const floor = [3, 51, 3];

/** Opens `file` (also `:memory:`, or the bytes of a serialised database) with the pragmas every connection needs. */
export function openDb(file: string | Buffer): Db {
  if (Number(process.versions.napi) < 10) {
    throw new Error(
      `Node ${process.version} is too old for the database: use Node 22.14 or later, or run through npm.`,
    );
  }
  if (typeof file === 'string' && file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const client = new Database(file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL'); // an acknowledged payment survives a power cut
  client.pragma('foreign_keys = ON');
  client.pragma('trusted_schema = OFF');
  client.pragma('busy_timeout = 2000');
  client.pragma('journal_size_limit = 16777216'); // after a reader that held it open, the log shrinks again
  client.pragma('cache_size = -32000');
  requireVersion(client);
  addPacking(client);
  return drizzle({ client });
}

/** Opens a database that is there already, and never makes one. Throws SetupError if `file` is none. */
export function openExistingDb(file: string): Db {
  if (!existsSync(file))
    throw new SetupError(`There is no database at ${file}: is HALLE_DATA the folder of your town?`);
  try {
    return openDb(file);
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') throw new SetupError(`${file} is no database of Halle.`);
    throw error;
  }
}

function requireVersion(client: Database.Database): void {
  const version = client.prepare('select sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  const older = floor.findIndex((part, i) => parts[i] !== part);
  if (older !== -1 && parts[older]! < floor[older]!)
    throw new Error(`SQLite ${version} is older than ${floor.join('.')}.`);
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A statement prepared once per database, for hot paths that would otherwise build a query each time. */
export function preparedSql(db: Pick<Db, '$client'>, sql: string): Database.Statement {
  const known = statements.get(db.$client) ?? new Map<string, Database.Statement>();
  const statement = known.get(sql) ?? db.$client.prepare(sql);
  statements.set(db.$client, known.set(sql, statement));
  return statement;
}

/** A query built and prepared once per database; building it costs more than running it. */
export function preparedQuery<T>(build: (db: Db) => T): (db: Db) => T {
  const built = new WeakMap<Database.Database, T>();
  return (db) => {
    const query = built.get(db.$client) ?? build(db);
    built.set(db.$client, query);
    return query;
  };
}

/** Condition: the column is in the JSON list bound as `ids`. One prepared query serves lists of any length. */
export function inIds(column: SQLiteColumn): SQL {
  return sql`${column} in (select value from json_each(${sql.placeholder('ids')}))`;
}

/** Inserts whole rows with a statement prepared once: the row must have every column. */
export function preparedInsert<T extends SQLiteTable>(table: T): (db: Db) => (row: T['$inferSelect']) => void {
  const names = Object.keys(getTableColumns(table));
  const build = preparedQuery((db) => {
    const row = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
    return db
      .insert(table)
      .values(row as T['$inferInsert'])
      .prepare();
  });
  return (db) => (row) => void build(db).run(row);
}
