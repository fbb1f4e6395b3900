// Every address costs the same after two thousand orders as after fifty-four, in statements and rows of SQL, at its first
// view after a start too.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { TownMeasure } from '../../bin/growth-town.ts';

/** Answers that are the data themselves: a person's export, a year of purchases, all sales. */
const wholeAnswers = new Set([
  '/account/export.json',
  '/account/export.zip',
  '/statement/:year/:file',
  '/supplier/:slug/sales.csv',
  '/supplier/:slug/sales/published.json',
]);

test('no address reads more statements or rows with forty times the orders', { timeout: 1_800_000 }, () => {
  const printed = execFileSync(process.execPath, ['bin/growth.ts', '--orders', '54,2000', '--repeats', '1', '--json'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const [small, large] = JSON.parse(printed) as [TownMeasure, TownMeasure];
  const before = new Map(small.answers.map((one) => [one.key, one]));
  const pages = large.answers.filter(({ key }) => !wholeAnswers.has(key));
  const grown = pages.filter(({ key, statements, rows }) => {
    const then = before.get(key)!;
    return statements > 1.5 * then.statements + 20 || rows > 1.5 * then.rows + 300;
  });
  expect(grown.map(({ key, statements, rows }) => `${key}: ${statements} statements, ${rows} rows`)).toEqual([]);
  const firstGrown = pages.filter(({ key, firstStatements, firstRows }) => {
    const then = before.get(key)!;
    return firstStatements > 1.5 * then.firstStatements + 20 || firstRows > 1.5 * then.firstRows + 300;
  });
  expect(
    firstGrown.map(({ key, firstStatements, firstRows }) => `${key}: ${firstStatements} statements, ${firstRows} rows`),
  ).toEqual([]);
  expect(large.answers.filter(({ status }) => status >= 500)).toEqual([]);
});
