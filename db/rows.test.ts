import { expect, test } from 'vitest';
import { openDb, preparedSql } from './client.ts';
import {
  findRow,
  findValue,
  getValue,
  integer,
  listRows,
  listValues,
  nullable,
  oneOf,
  sourceText,
  text,
} from './rows.ts';

const db = openDb(':memory:');
db.$client.exec(`create table goods (name text not null, cents integer, kind text not null) strict;
  insert into goods values ('chair', 4500, 'reused'), ('table', null, 'new');`);
const good = { name: text, cents: nullable(integer), kind: oneOf(['new', 'reused']) };

test('rows are returned as the columns declare them', () => {
  expect(listRows(db, good, 'select * from goods order by name')).toEqual([
    { name: 'chair', cents: 4500, kind: 'reused' },
    { name: 'table', cents: null, kind: 'new' },
  ]);
  expect(findRow(db, good, 'select * from goods where name = ?', 'table')?.cents).toBeNull();
  expect(findRow(db, good, 'select * from goods where name = @name', { name: 'lamp' })).toBeUndefined();
});

test('values are the first column', () => {
  expect(listValues(db, text, 'select name from goods order by name')).toEqual(['chair', 'table']);
  expect(findValue(db, text, "select name from goods where kind = 'lent'")).toBeUndefined();
  expect(getValue(db, integer, 'select count(*) from goods')).toBe(2);
  expect(() => getValue(db, text, "select name from goods where kind = 'lent'")).toThrow('no row for');
});

test('a text by language is parsed', () => {
  const name = (json: string) => findValue(db, sourceText, 'select ?', json);
  expect(name('{"fr":"Chaise","en":null}')).toEqual({ fr: 'Chaise', en: null });
  expect(findValue(db, nullable(sourceText), 'select null')).toBeNull();
  for (const json of ['Chaise', '"Chaise"', '{"en":"Chair"}', '{"fr":null}', '{"fr":"Chaise","en":1}'])
    expect(() => name(json)).toThrow('first column is not a text by language');
});

test.each([
  ['a column that the query does not have', { title: text }, 'title is not text but missing'],
  ['null where none is allowed', { cents: integer }, 'cents is not integer but object'],
  ['another type', { name: integer }, 'name is not integer but string'],
  ['a value outside the list', { kind: oneOf(['new']) }, 'kind is not one of new'],
])('names the column that has %s', (_, shape, message) => {
  expect(() => listRows(db, shape, 'select * from goods')).toThrow(message);
});

test('reading values leaves a statement prepared elsewhere as it was', () => {
  const sql = 'select name, kind from goods order by name';
  listValues(db, text, sql);
  expect(preparedSql(db, sql).get()).toEqual({ name: 'chair', kind: 'reused' });
});
