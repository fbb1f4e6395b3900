// docs/asvs.csv says what shows each row: the file must be there, and the test must run and name the row.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countVerdicts, parseAsvs, shownTest } from '#app/domain/shared/asvs.ts';
import { listTestCalls } from './setup/test-calls.ts';

const rows = parseAsvs(readFileSync('docs/asvs.csv', 'utf8'));
const idsOf = (messages: readonly string[]) =>
  messages.flatMap((message) => message.match(/\bV\d+\.\d+\.\d+\b/g) ?? []);

// 170 rows applied to passwords alone; eight more apply since there are passkeys and codes by letter.
test('each of the 178 rows of levels 1 and 2 that apply stands once in the table', () => {
  expect(rows).toHaveLength(178);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(178);
  const { met, partly, 'not met': open } = countVerdicts(rows);
  expect(met + partly + open).toBe(178);
});

test('a row that is met names its test or file, which is there', () => {
  const missing = rows.filter((row) => row.verdict === 'met' && row.shown_by === '').map(({ id }) => id);
  expect(missing).toEqual([]);
  const files = rows.filter((row) => row.shown_by !== '').map((row) => shownTest(row).file);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('the test of a row exists, is not skipped, and asserts on the row', () => {
  const named = rows.flatMap((row) => {
    const { file, title } = shownTest(row);
    return title === null ? [] : [{ id: row.id, file, title }];
  });
  const wrong = named.flatMap(({ id, file, title }) => {
    const call = listTestCalls(file).find((one) => one.title === title);
    if (!call) return [`${id}: ${file} has no test "${title}"`];
    if (call.isSkipped) return [`${id}: "${title}" is skipped`];
    return idsOf(call.messages).includes(id) ? [] : [`${id}: no assertion of "${title}" names it`];
  });
  expect(wrong).toEqual([]);
  expect(named.length).toBeGreaterThan(80);
});

test('a test that names a row is the one of the table', () => {
  const known = new Map(rows.map((row) => [row.id, row.shown_by]));
  const wrong = globSync('{app,bin,db,tests}/**/*.test.{ts,tsx}').flatMap((file) =>
    listTestCalls(file).flatMap(({ title, messages }) =>
      idsOf(messages)
        .filter((id) => known.get(id) !== `${file} > ${title}`)
        .map((id) => `${id} in ${file} > ${title}`),
    ),
  );
  expect(wrong).toEqual([]);
});
