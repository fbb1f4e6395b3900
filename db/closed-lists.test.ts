// The states and other closed lists of the domain, of db/schema and of the migrations are the same.
import { globSync, readFileSync } from 'node:fs';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { vatRates } from '#app/domain/catalogue/offer.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { listRows, text } from './rows.ts';

const rooms = import.meta.glob('./schema/*.ts', { eager: true }) as Record<string, Record<string, unknown>>;
const columns = Object.values(rooms)
  .flatMap((room) => Object.values(room).filter((value) => is(value, SQLiteTable)))
  .flatMap((table) => Object.values(getTableColumns(table)).map((column) => ({ table: getTableName(table), column })));

/** `table.column` -> the values of its CHECK (… IN (…)); flags, which are 0 or 1, are left out. */
const checked = new Map<string, string[]>(
  listRows(testDb(), { name: text, sql: text }, "select name, sql from sqlite_master where type = 'table'").flatMap(
    ({ name, sql }) =>
      [...sql.matchAll(/CHECK \((\w+) IN \(([^)]*)\)\)/g)]
        .map(([, column, list]) => [`${name}.${column}`, list!.split(',').map((value) => value.trim())] as const)
        .filter(([, values]) => values.join() !== '0,1'),
  ),
);
const listed = new Map<string, string[]>(
  columns
    .map(({ table, column }) => [`${table}.${column.name}`, column.enumValues ?? []] as const)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => [name, values.map((value: string) => `'${value}'`)]),
);

/** Closed in code alone: their values are frozen copies, or come from one function. */
const withoutCheck = [
  'evidence.first_accept_level',
  'offer_imports.encoding',
  'offer_imports.format',
  'order_parts.choice',
  'order_parts.trip',
  'payment_cases.reason',
];

test('every closed list of the schema has its CHECK, or is named here', () => {
  expect([...listed.keys()].filter((name) => !checked.has(name)).sort()).toEqual(withoutCheck);
});

test.each([...checked].map(([name, values]) => [name, values] as const))(
  'the CHECK of %s has the values of the domain',
  (name, values) => {
    if (name === 'offers.vat_basis_points') expect(values.map(Number)).toEqual(vatRates);
    else expect([...values].sort()).toEqual([...(listed.get(name) ?? [])].sort());
  },
);

test('the schema writes no list of its own', () => {
  const literals = globSync('db/schema/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/enum: \[[^\]]*\]/g)].map(([list]) => `${file} ${list}`),
  );
  expect(literals).toEqual([]);
});
