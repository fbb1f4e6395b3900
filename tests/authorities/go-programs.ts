// Builds programs of Go modules at fixed versions, by the ordinary client, into a folder that is kept.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const torchwood = { module: 'filippo.io/torchwood', version: '0.9.0' };
export const litestream = { module: 'github.com/benbjohnson/litestream', version: '0.5.17' };

/**
 * The paths of the module's `commands`, built, and before them of `source`, a file of this folder that uses the module.
 * Throws if Go fails.
 */
export function buildGo(
  { module, version }: typeof torchwood,
  source: string | null,
  commands: readonly string[],
): string[] {
  const folder = resolve('build', 'authorities', `${module.replaceAll('/', '-')}-${version}`);
  const programs = commands.map((name) => join(folder, name));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'complete'))) {
    writeFileSync(join(folder, 'go.mod'), 'module halle.example/authority\n\ngo 1.26\n');
    run(folder, [
      'get',
      ...[module, ...commands.map((name) => `${module}/cmd/${name}`)].map((one) => `${one}@v${version}`),
    ]);
    for (const name of commands) run(folder, ['build', '-o', name, `${module}/cmd/${name}`]);
    writeFileSync(join(folder, 'complete'), '');
  }
  if (source === null) return programs;
  copyFileSync(join(import.meta.dirname, source), join(folder, source));
  run(folder, ['build', '-o', 'own', source]);
  return [join(folder, 'own'), ...programs];
}

function run(cwd: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync('go', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`go ${args[0]}: ${error?.message ?? stderr.slice(-2000)}`);
}
