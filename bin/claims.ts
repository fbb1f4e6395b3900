// `halle claims`: the claim guard over texts, a JSON object a line. No database: only evidence that are named count.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type ClaimEvidence, claimEvidence } from '#app/domain/claims/claim-kinds.ts';
import { judgeText } from '#app/domain/claims/judge-text.ts';

/** Judges a file of one text a line, `-` for standard input. Returns the exit code: 2 without a file. */
export function printClaims(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    options: { proofs: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) {
    console.error('claims needs a FILE with one text a line, or - for standard input.');
    return 2;
  }
  const evidence = new Set(values.proofs === undefined ? [] : readLines(values.proofs).filter(isKnownEvidence));
  for (const text of readLines(file)) {
    const { verdict, kinds } = judgeText(text, { evidence });
    console.log(JSON.stringify({ text, verdict, kinds }));
  }
  return 0;
}

function readLines(file: string): string[] {
  const lines = readFileSync(file === '-' ? 0 : file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function isKnownEvidence(line: string): line is ClaimEvidence {
  return claimEvidence.some((one) => one === line);
}
