import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Finding } from './java.ts';

const test = z.object({
  ancestorTitles: z.array(z.string()),
  title: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()).nullish(),
});
const report = z.object({ testResults: z.array(z.object({ assertionResults: z.array(test) })) });

/** The tests of real-server.test.ts on the Meilisearch that MEILI_PROGRAM starts, each a finding. */
export function judgeMeilisearch(): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'halle-meilisearch-report-'));
  const file = join(folder, 'report.json');
  const asked = ['run', 'app/domain/search/meilisearch/real-server.test.ts', '--reporter=json', `--outputFile=${file}`];
  const env = { ...process.env };
  delete env.MEILI_URL; // the program's own
  try {
    spawnSync('node_modules/.bin/vitest', asked, { env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    const { testResults } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    return testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== 'pending' && status !== 'skipped')
      .map(({ ancestorTitles, title, status, failureMessages }) => ({
        file: title,
        part: ancestorTitles.join(', '),
        fault: status === 'passed' ? '' : (failureMessages?.[0] ?? status).split('\n')[0]!,
      }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
