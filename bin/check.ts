// The README's second command: format, lint, types, unit and route tests, build, browser tests.
// Ends with one line, "N passed, N failed"; exits 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { findChromium } from './chromium.ts';

const vitest = (config: string, report: string) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  config,
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
];
const unitReport = 'build/unit.json';
const browserReport = 'build/browser.json';
let passed = 0;
let failed = 0;

function step(name: string, args: string[], report?: string): void {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  const counts = report ? readReport(report) : null;
  passed += counts ? counts.passed : Number(status === 0);
  failed += counts ? counts.failed : Number(status !== 0);
  if (status !== 0 && counts?.failed === 0) failed++;
}

function readReport(file: string): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 0 }; // the runner crashed before it wrote the report; its exit code counts
  }
}

// `npm run check:long`: the same checks with more repetitions, and those that need their own toolchain.
if (process.argv.includes('--long')) process.env.LONG = '1'; // read by tests/setup/repetitions.ts and vitest.config.ts
process.env.CHECK = '1'; // read by vitest.config.ts
rmSync(unitReport, { force: true });
rmSync(browserReport, { force: true });
step('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '.']);
step('types', ['node_modules/typescript/bin/tsc']);
step('promises, texts and expressions', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']);
step('unused files, exports and packages', ['node_modules/knip/bin/knip.js']);
console.log(
  process.env.MEILI_URL || process.env.MEILI_PROGRAM
    ? '\nSearch contract: embedded engine, Meilisearch at MEILI_URL or of MEILI_PROGRAM, and its double.'
    : '\nSearch contract: embedded engine and a double of Meilisearch (MEILI_URL or MEILI_PROGRAM run it on a real one).',
);
step('unit and route tests', vitest('vitest.config.ts', unitReport), unitReport);
step('build', ['bin/build.ts']);
process.env.CHROMIUM = findChromium();
step('browser tests', vitest('vitest.browser.config.ts', browserReport), browserReport);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
