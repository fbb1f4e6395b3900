// `halle security verify`: runs the tests that docs/asvs.csv names, and says of each row whether it is met.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AsvsRow, countVerdicts, parseAsvs, shownTest } from '#app/domain/shared/asvs.ts';
import { ensureBuilt } from './build.ts';

/** Kinds of checks beside the rows: each is a list of files of tests. */
const kinds: Record<string, readonly string[]> = {
  'cells of access': ['app/http/access.test.ts', 'app/http/intent-access.test.ts'],
  limits: ['app/http/limits.test.ts'],
  'fuzz of queries and bodies': ['app/http/form-words.test.ts', 'tests/api.test.ts'],
  races: ['tests/contention.test.ts', 'tests/letters.test.ts'],
  retention: [
    'app/domain/erasure/retention.test.ts',
    'app/domain/erasure/retention-terms.test.ts',
    'app/domain/erasure/erasure.test.ts',
    'tests/own-data.test.ts',
  ],
  floors: ['tests/architecture.test.ts', 'tests/supply-chain.test.ts', 'tests/asvs.test.ts'],
};

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
});
type Ran = { file: string; title: string; isPassed: boolean }[];

/** Returns 0 if every row that the table calls met is, and every kind passes; 1 if not, 2 without the tests. */
export function verifySecurity(args: readonly string[]): number {
  if (!existsSync('node_modules/vitest')) {
    console.error('The tests are not installed here: run this in a checkout after npm ci.');
    return 2;
  }
  const rows = parseAsvs(readFileSync('docs/asvs.csv', 'utf8'));
  const isBrowser = (file: string) => file.startsWith('tests/e2e/');
  const named = [...new Set(rows.map((row) => shownTest(row)).flatMap(({ file, title }) => (title ? [file] : [])))];
  const own = [...new Set([...named, ...Object.values(kinds).flat()])].filter((file) => existsSync(file));
  const ran = runTests(
    'vitest.config.ts',
    own.filter((file) => !isBrowser(file)),
  );
  if (args.includes('--browser')) {
    ensureBuilt();
    ran.push(...runTests('vitest.browser.config.ts', own.filter(isBrowser)));
  }
  const failedKinds = Object.entries(kinds).filter(([kind, files]) => !printKind(kind, files, ran));
  const failedRows = rows.filter((row) => !printRow(row, ran));
  const { met, partly, 'not met': open } = countVerdicts(rows);
  const unrun = rows.filter((row) => shownTest(row).title && testsOf(row, ran).length === 0).length;
  if (unrun > 0) console.log(`\n${unrun} rows are shown by tests that did not run here: --browser runs them`);
  console.log(`\n${met - failedRows.length} met, ${partly} partly, ${open + failedRows.length} not met`);
  return failedKinds.length + failedRows.length > 0 ? 1 : 0;
}

function runTests(config: string, files: readonly string[]): Ran {
  mkdirSync('build', { recursive: true });
  const output = join('build', 'security.json');
  const options = ['run', '--config', config, '--reporter=json', `--outputFile=${output}`];
  spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...options, ...files], { stdio: 'ignore' });
  const { testResults } = report.parse(JSON.parse(readFileSync(output, 'utf8')));
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({
      file: files.find((file) => name.endsWith(file)) ?? name,
      title,
      isPassed: status === 'passed',
    })),
  );
}

function printKind(kind: string, files: readonly string[], ran: Ran): boolean {
  const own = ran.filter(({ file }) => files.includes(file));
  const passed = own.filter(({ isPassed }) => isPassed).length;
  const isMet = own.length > 0 && passed === own.length;
  console.log(`${isMet ? 'met    ' : 'not met'}  ${kind}: ${passed} of ${own.length} tests`);
  for (const { file, title } of own.filter((one) => !one.isPassed)) console.log(`         ${file} > ${title}`);
  return isMet;
}

/** Prints a row. False if the table calls it met and its test did not pass. */
function printRow(row: AsvsRow, ran: Ran): boolean {
  const own = testsOf(row, ran);
  const isFailed = own.some(({ isPassed }) => !isPassed);
  const notRun = shownTest(row).title !== null && own.length === 0 ? ' (not run here)' : '';
  const isMet = row.verdict === 'met' && !isFailed;
  console.log(
    `${(isMet ? 'met' : row.verdict === 'met' ? 'not met' : row.verdict).padEnd(7)}  ${row.id}  ${row.note}${notRun}`,
  );
  return row.verdict !== 'met' || !isFailed;
}

function testsOf(row: AsvsRow, ran: Ran): Ran {
  const { file, title } = shownTest(row);
  return title === null ? [] : ran.filter((one) => one.file === file && asPattern(title).test(one.title));
}

/** The titles that a title with places (`%s`, `$width`, `${seed}`) becomes. */
function asPattern(title: string): RegExp {
  const parts = title.split(/%[a-z#]|\$\{[^}]*\}|\$\w+/);
  return new RegExp(`^${parts.map((part) => escapePattern(part)).join('.*')}$`, 's');
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
