// `npm run coverage`: the unit and route tests, then one line of coverage for each folder. Exits as the tests do.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

type Share = { total: number; covered: number };
type FileCoverage = { lines: Share; branches: Share };

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--coverage', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
const files: Record<string, FileCoverage> = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
const folders = Map.groupBy(Object.entries(files), ([file]) =>
  file === 'total' ? 'all' : dirname(relative(process.cwd(), file)),
);
console.log(`\n${'folder'.padEnd(44)} lines  branches`);
for (const [folder, of] of [...folders].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const percent = (kind: keyof FileCoverage) => {
    const total = of.reduce((sum, [, one]) => sum + one[kind].total, 0);
    const covered = of.reduce((sum, [, one]) => sum + one[kind].covered, 0);
    return total === 0 ? '-' : `${Math.round((100 * covered) / total)} %`;
  };
  console.log(`${folder.padEnd(44)} ${percent('lines').padStart(5)}  ${percent('branches').padStart(8)}`);
}
process.exitCode = status ?? 1;
