import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';

const rooms = import.meta.glob('./schema/*.ts', { eager: true }) as Record<string, Record<string, unknown>>;
const tables = Object.values(rooms).flatMap((room) => Object.values(room).filter((value) => is(value, SQLiteTable)));

test('declares the same columns as the migrated database', () => {
  const db = testDb();
  expect(tables.length).toBeGreaterThan(15);
  for (const table of tables as SQLiteTable[]) {
    const inDatabase = db.$client.prepare('select name from pragma_table_info(?)').pluck().all(getTableName(table));
    const inCode = Object.values(getTableColumns(table)).map((column) => column.name);
    expect([getTableName(table), ...inCode.sort()]).toEqual([getTableName(table), ...inDatabase.sort()]);
  }
});

test('makes every own table STRICT', () => {
  const loose = testDb()
    .$client.prepare(
      "select name from pragma_table_list where type = 'table' and strict = 0 and schema = 'main' and name not like 'sqlite_%' and name not like '__drizzle%'",
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
});
