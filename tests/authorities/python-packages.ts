// Runs a Python file with packages of PyPI at fixed versions, in an environment of its own that is kept.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lines that `source`, a file of this folder, prints. Throws if Python, pip or the file fails. */
export function runPython(packages: readonly string[], source: string, args: readonly string[]): string[] {
  const folder = join('build', 'authorities', `python-${packages.join('-').replace(/[^\w.-]/g, '')}`);
  const python = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'complete'))) {
    run('python3', ['-m', 'venv', folder]);
    run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
    writeFileSync(join(folder, 'complete'), '');
  }
  return run(python, [join(import.meta.dirname, source), ...args])
    .trimEnd()
    .split('\n');
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${error?.message ?? stderr.slice(-2000)}`);
  return stdout;
}
