// A score on the command line, from a file of facts.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { firstMethodFile, readMethodFile } from '#app/domain/scoring/method-files.server.ts';
import { score } from '#app/domain/scoring/score.ts';
import { parseFacts, toPrintableScore, undefinedLevels } from '#app/domain/scoring/scored-facts.ts';
import { faultSentence } from '#app/domain/shared/file-fault.ts';

/** `--method` scores by a file that is not published yet, which is also how its author checks it. */
export function scoreFile(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    options: { method: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) return refuse('score needs a FILE, or - for standard input.');
  const input = readJson(file);
  if (!input.ok) return refuse(input.sentence);
  const path = values.method ?? firstMethodFile;
  const read = readMethodFile(path);
  if (!read.ok) return refuse(read.faults.map((fault) => `${path}: ${faultSentence(fault)}.`).join('\n'));
  const { file: method } = read;
  const parsed = parseFacts(input.value, method);
  if (!parsed.ok) return refuse(parsed.sentence);
  for (const sentence of undefinedLevels(parsed.facts, method)) console.error(sentence);
  console.log(JSON.stringify(toPrintableScore(score(parsed.facts, method), method)));
  return 0;
}

function readJson(file: string): { ok: true; value: unknown } | { ok: false; sentence: string } {
  try {
    return { ok: true, value: JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) };
  } catch (error) {
    return { ok: false, sentence: `${file} could not be read as JSON: ${(error as Error).message}.` };
  }
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 2;
}
