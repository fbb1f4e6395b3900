import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Finding, readFindings } from './java.ts';

/** Runs a script of this folder, which prints its findings as it speaks to programs of others. Throws if it fails. */
export function runScript(file: string, args: readonly string[] = []): Finding[] {
  const script = join(import.meta.dirname, file);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file}: ${stderr.slice(-2000)}`);
  return readFindings(stdout.split('\n'));
}
