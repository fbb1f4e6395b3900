// `npm run check:authorities`: holds our files against programs of others (tests/authorities/authorities.ts), which
// come from their registries when it runs. Not a part of the check or of CI: it needs Java and Maven, and Python.
// Ends with one line, "N passed, N failed"; a row whose tools are missing is named and counts as skipped.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { type Authority, authorities, type Tool } from '#tests/authorities/authorities.ts';
import type { Finding } from '#tests/authorities/java.ts';
import { writeSeededDocuments } from '#tests/authorities/seeded-documents.ts';

const folder = 'build/authorities/documents';
const only = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

rmSync(folder, { recursive: true, force: true });
const made = await writeSeededDocuments(folder);
console.log(
  Object.entries(made)
    .map(([kind, files]) => `${files.length} ${kind}`)
    .join(', '),
);
for (const authority of authorities) if (only.length === 0 || only.includes(authority.name)) judge(authority);
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

function judge({ name, version, needs, setting, holds, leavesOut, judge }: Authority): void {
  console.log(`\n== ${name} ${version}\nholds: ${holds}\nleaves out: ${leavesOut}`);
  const missing = needs.filter((tool) => !isInstalled(tool));
  if (missing.length > 0) {
    console.log(`skipped: needs ${missing.join(', ')}`);
    counts.skipped++;
    return;
  }
  if (setting && !process.env[setting.name]) {
    console.log(`skipped: set ${setting.name} to ${setting.meaning}`);
    counts.skipped++;
    return;
  }
  report(judge(folder));
}

function isInstalled(tool: Tool): boolean {
  return spawnSync(tool, [tool === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).error === undefined;
}

/** Prints each part with its count, and each different fault with one file as an example. */
function report(findings: readonly Finding[]): void {
  for (const [part, own] of Map.groupBy(findings, (finding) => finding.part)) {
    const faulty = own.filter(({ fault }) => fault !== '');
    counts.passed += own.length - faulty.length;
    counts.failed += faulty.length;
    console.log(`${part}: ${own.length - faulty.length} of ${own.length} pass`);
    for (const [fault, files] of Map.groupBy(faulty, (finding) => finding.fault))
      console.log(`  ${files.length} times, as in ${files[0]!.file}: ${fault}`);
  }
}
