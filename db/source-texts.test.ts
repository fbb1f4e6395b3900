// Columns of texts by language: the database itself refuses one without its French text.
import { expect, test } from 'vitest';
import { testDb } from '#tests/setup/test-db.ts';
import { listRows, text } from './rows.ts';

const columns = listRows(
  testDb(),
  { name: text, sql: text },
  "select name, sql from sqlite_master where type = 'table'",
)
  .flatMap(({ name, sql }) =>
    [...sql.matchAll(/^ +(\w+)( TEXT NOT NULL CHECK \(json_valid\(\1\) AND json_type\(\1, '\$\.fr'\).+\)),$/gm)].map(
      ([, column, definition]) => [`${name}.${column}`, `${column}${definition}`] as const,
    ),
  )
  .sort();

test('these columns hold a text by language', () => {
  expect(columns.map(([name]) => name)).toEqual([
    'offer_images.alt',
    'offers.description',
    'offers.name',
    'order_lines.name',
    'order_outcomes.name',
    'supplier_facts.document',
    'suppliers.headline',
    'suppliers.story',
  ]);
});

test.each(columns)('%s refuses a text without French', (_, definition) => {
  const db = testDb();
  db.$client.exec(`create table texts (${definition}) strict`);
  const insert = db.$client.prepare('insert into texts values (?)');
  for (const refused of [null, 'Chaise', '"Chaise"', '{}', '{"en":"Chair"}', '{"fr":null}', '{"fr":1}'])
    expect(() => insert.run(refused)).toThrow(/constraint failed|malformed JSON/);
  expect(insert.run('{"fr":"Chaise","en":null}').changes).toBe(1);
});
