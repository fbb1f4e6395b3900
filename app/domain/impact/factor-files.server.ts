// The version of the factors that comes with the code. Later ones are rows of factor_publications.
import { readFileSync } from 'node:fs';
import { faultSentence, parseJsonFile } from '#app/domain/shared/file-fault.ts';
import type { FactorSet } from './factor-set.ts';
import { parseFactorsFile } from './factors-file.ts';

export const firstFactorsFile = 'app/domain/impact/factors/mv112-factors-2026.11-draft.1.json';

/** Throws when the file is broken; the message names its fields. */
export function readFirstFactors(path = firstFactorsFile): FactorSet {
  const parsed = parseJsonFile(readFileSync(path, 'utf8'), parseFactorsFile);
  if (parsed.ok) return parsed.file;
  throw new Error([`the factors in ${path} are broken`, ...parsed.faults.map(faultSentence)].join('\n'));
}
