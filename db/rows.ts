// Typed reads of hand-written SQL. The columns of a row are declared beside the query and checked as they are read, so
// that a renamed or mistyped column fails by name in the first test that reads it, and no caller casts.
import type { Statement } from 'better-sqlite3';
import { isSourceText, type SourceText } from '#app/domain/shared/translated.ts';
import { type Db, preparedSql } from './client.ts';

type Reader = Pick<Db, '$client'>;

/**
 * One column: its name in messages, how its value is decoded where the database holds another form, and whether the
 * decoded value is of it.
 */
export type Column<T> = { type: string; decode?: (value: unknown) => unknown; accepts: (value: unknown) => value is T };
export type RowShape = Record<string, Column<unknown>>;
export type Row<S extends RowShape> = { [K in keyof S]: S[K] extends Column<infer T> ? T : never };

export const text: Column<string> = { type: 'text', accepts: (value) => typeof value === 'string' };
/** Integers of SQLite up to 2^53; amounts in cents, flags as 0 and 1. */
export const integer: Column<number> = {
  type: 'integer',
  accepts: (value): value is number => Number.isSafeInteger(value),
};
/** A finite number that need not be whole, such as degrees. */
export const real: Column<number> = { type: 'real', accepts: (value): value is number => Number.isFinite(value) };
export const blob: Column<Buffer> = { type: 'blob', accepts: (value): value is Buffer => Buffer.isBuffer(value) };

export function nullable<T>(column: Column<T>): Column<T | null> {
  const { type, accepts } = column;
  return {
    ...column,
    type: `${type} or null`,
    accepts: (value): value is T | null => value === null || accepts(value),
  };
}

/** A column of JSON; `accepts` checks the parsed value. */
export function jsonOf<T>(type: string, accepts: (value: unknown) => value is T): Column<T> {
  return { type, decode: parseJson, accepts };
}

/** A text by language. */
export const sourceText: Column<SourceText> = jsonOf('a text by language', isSourceText);

/** A text column whose values are a closed list of the domain. */
export function oneOf<T extends string>(values: readonly T[]): Column<T> {
  const known = new Set<unknown>(values);
  return { type: `one of ${values.join(', ')}`, accepts: (value): value is T => known.has(value) };
}

/** All rows of a query; `params` are bound by position, or by name when one object is given. */
export function listRows<S extends RowShape>(db: Reader, shape: S, sql: string, ...params: unknown[]): Row<S>[] {
  const rows = preparedSql(db, sql).all(...params) as Record<string, unknown>[];
  for (const row of rows) requireShape(row, shape, sql);
  return rows as Row<S>[];
}

/** The rows of a query one after the other, for results that are not to be in memory at once. */
export function* eachRow<S extends RowShape>(
  db: Reader,
  shape: S,
  sql: string,
  ...params: unknown[]
): Generator<Row<S>> {
  for (const row of preparedSql(db, sql).iterate(...params)) {
    requireShape(row as Record<string, unknown>, shape, sql);
    yield row as Row<S>;
  }
}

/** The first row of a query; undefined when there is none. */
export function findRow<S extends RowShape>(
  db: Reader,
  shape: S,
  sql: string,
  ...params: unknown[]
): Row<S> | undefined {
  const row = preparedSql(db, sql).get(...params) as Record<string, unknown> | undefined;
  if (row) requireShape(row, shape, sql);
  return row as Row<S> | undefined;
}

/** The one row that the query always has, such as a row of settings. Throws when there is none. */
export function getRow<S extends RowShape>(db: Reader, shape: S, sql: string, ...params: unknown[]): Row<S> {
  const row = findRow(db, shape, sql, ...params);
  if (!row) throw new Error(`no row for: ${sql}`);
  return row;
}

/** Whether the query has a row. */
export function hasRow(db: Reader, sql: string, ...params: unknown[]): boolean {
  return preparedSql(db, sql).get(...params) !== undefined;
}

/** The first column of every row. */
export function listValues<T>(db: Reader, column: Column<T>, sql: string, ...params: unknown[]): T[] {
  const values = withFirstColumn(db, sql, (statement) => statement.all(...params));
  return values.map((value) => requireValue(value, column, sql));
}

/** The first column of the first row; undefined when there is none. */
export function findValue<T>(db: Reader, column: Column<T>, sql: string, ...params: unknown[]): T | undefined {
  const value = withFirstColumn(db, sql, (statement) => statement.get(...params));
  return value === undefined ? undefined : requireValue(value, column, sql);
}

/** The first column of the one row that the query always has, such as a count. Throws when there is none. */
export function getValue<T>(db: Reader, column: Column<T>, sql: string, ...params: unknown[]): T {
  const value = findValue(db, column, sql, ...params);
  if (value === undefined) throw new Error(`no row for: ${sql}`);
  return value;
}

/** The statement is shared by its text, so it must not stay plucked for a reader of whole rows. */
function withFirstColumn<T>(db: Reader, sql: string, read: (statement: Statement) => T): T {
  const statement = preparedSql(db, sql);
  try {
    return read(statement.pluck());
  } finally {
    statement.pluck(false);
  }
}

function requireShape(row: Record<string, unknown>, shape: RowShape, sql: string): void {
  for (const name in shape) row[name] = requireValue(row[name], shape[name]!, sql, name);
}

function requireValue<T>(value: unknown, column: Column<T>, sql: string, name = 'first column'): T {
  const decoded = column.decode ? column.decode(value) : value;
  if (column.accepts(decoded)) return decoded;
  throw new Error(`${name} is not ${column.type} but ${value === undefined ? 'missing' : typeof value} in: ${sql}`);
}

/** The parsed value; what is no JSON text stays as it is, for the message that names the column. */
function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
