// The versions of the factors that come with the code. Others are rows of factor_publications.
import { readFileSync } from 'node:fs';
import { faultSentence, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import type { FactorSet } from './factor-set.ts';
import { parseFactorsFile } from './factors-file.ts';

const folder = 'app/domain/impact/factors';

/** The oldest first. */
const shippedRefs = ['mv112-factors/2026.11-draft.1', 'mv112-factors/2026.12-draft.2'] as const;

/** The path of a shipped version's file. */
export function factorsFile(ref: string): string {
  return `${folder}/${ref.replace('/', '-')}.json`;
}

/** The oldest first. Throws when a file is broken; the message names its fields. */
export function readShippedFactors(): FactorSet[] {
  return shippedRefs.map((ref) => readFactors(factorsFile(ref)));
}

/** Throws when the file is broken; the message names its fields. */
function readFactors(path: string): FactorSet {
  const parsed = parseJsonFile(readFileSync(path, 'utf8'), parseFactorsFile);
  if (parsed.ok) return parsed.file;
  throw new Error([`the factors in ${path} are broken`, ...parsed.faults.map(faultSentence)].join('\n'));
}
