import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';
import { openDb } from './client.ts';
import { migrateDb } from './migrate.ts';
import { integer, listRows, listValues, text } from './rows.ts';
import { SetupError } from './setup-error.ts';

const rooms = import.meta.glob('./schema/*.ts', { eager: true }) as Record<string, Record<string, unknown>>;
const declared = Object.values(rooms).flatMap((room) => Object.values(room).filter((value) => is(value, SQLiteTable)));
/** Tables of our own migrations: neither SQLite's nor drizzle's. */
const own = "type = 'table' and name not like 'sqlite_%' and name not like '__drizzle%'";

test('declares every table of the migrated database', () => {
  const migrated = listValues(testDb(), text, `select name from sqlite_master where ${own} order by name`);
  expect(declared.map(getTableName).sort()).toEqual(migrated);
});

test.each(declared.map((table) => [getTableName(table), table] as const))(
  'declares %s with the columns, types and nulls of the migrated database',
  (name, table) => {
    const shape = { name: text, type: text, required: integer };
    // The columns of a primary key are never null in a STRICT table, or are the rowid.
    const migrated = listRows(
      testDb(),
      shape,
      'select name, type, "notnull" or pk > 0 as required from pragma_table_info(?) order by name',
      name,
    );
    const inCode = Object.values(getTableColumns(table))
      .map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        required: Number(column.notNull || column.primary),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(inCode).toEqual(migrated);
  },
);

test('makes every own table STRICT', () => {
  const loose = listValues(
    testDb(),
    text,
    `select name from pragma_table_list where strict = 0 and schema = 'main' and ${own}`,
  );
  expect(loose).toEqual([]);
});

test('shows the migrated database in schema.sql (vitest -u writes it)', async () => {
  // By table in the order of the migrations, each followed by its indexes and triggers.
  const statements = listValues(
    testDb(),
    text,
    `select m.sql from sqlite_master m join sqlite_master t on t.type in ('table', 'view') and t.name = m.tbl_name
     where m.sql is not null and m.tbl_name not like 'sqlite_%' and m.tbl_name not like '__drizzle%' order by t.rowid, m.rowid`,
  );
  const shown = `-- The schema as migrated, for readers; the test writes it.\n\n${statements.join(';\n\n')};\n`;
  await expect(shown).toMatchFileSnapshot('./schema.sql');
});

test('refuses a database of 0.4 with a sentence and leaves it as it was', () => {
  const db = openDb(':memory:');
  db.$client.exec(`create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric);
    insert into __drizzle_migrations (hash, created_at) values ('0000_hall', 1795392000000), ('0016', 1795600800004);
    create table desk_jumps (id text primary key) strict;`);
  expect(() => migrateDb(db, 'db/migrations')).toThrow(SetupError);
  expect(() => migrateDb(db, 'db/migrations')).toThrow(/made by another version of Halle and cannot be migrated/);
  expect(listValues(db, text, `select name from sqlite_master where ${own}`)).toEqual(['desk_jumps']);
});

test('migrates again without a change', () => {
  const db = testDb();
  migrateDb(db, 'db/migrations');
  expect(listValues(db, integer, 'select count(*) from __drizzle_migrations')).toEqual([1]);
});
