// Builds the app if a source changed since the last build. Import `ensureBuilt`, or run this file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const stamp = 'build/.halle-sources';
const inputs = [
  'app',
  'public',
  'docs/asvs.csv',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tailwind.config.ts',
];

function fingerprint() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const files = statSync(input).isDirectory()
      ? readdirSync(input, { recursive: true }).map((name) => join(input, String(name)))
      : [input];
    for (const file of files.sort())
      if (statSync(file).isFile() && !file.includes('.test.')) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

export function ensureBuilt() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building...');
  const run = (file: string, ...args: string[]) => {
    const env = { ...process.env, NODE_ENV: 'production' as const };
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
    if (status !== 0) throw new Error(`${file} failed\n${stdout}\n${stderr}`); // the output is shown only on failure
  };
  run('node_modules/@remix-run/dev/dist/cli.js', 'vite:build');
  // No page runs them: React renders on the server alone.
  for (const script of globSync('build/client/assets/*.js')) rmSync(script);
  bundleVerify();
  bundleScripts();
  run('bin/compress.ts');
  run('bin/share-pictures.ts');
  listPackages(run);
  writeFileSync(stamp, wanted);
}

/**
 * Lists the packages of production as CycloneDX 1.6 in build/sbom.cdx.json, from the lock file: the same list on every
 * machine. npm's own list leaves out those that Remix brings. It is not validated: that needs packages with scripts.
 */
function listPackages(run: (file: string, ...args: string[]) => void): void {
  const options = ['--package-lock-only', '--omit', 'dev', '--no-validate', '--output-reproducible'];
  run(
    'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js',
    ...options,
    '--output-file',
    'build/sbom.cdx.json',
  );
}

/** Bundles the scripts of /verify and /ledger/today into one file each, which their pages contain. */
function bundleVerify() {
  for (const [script, outfile] of [
    ['app/verify/script.ts', 'build/verify.js'],
    ['app/verify/today.ts', 'build/today.js'],
  ] as const)
    buildSync({
      entryPoints: [script],
      outfile,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
    });
}

/** Bundles the scripts that import from the domain, which are served like those of `public`. */
function bundleScripts() {
  for (const [script, outfile] of [
    ['app/passkeys/script.ts', 'build/client/passkeys.js'],
    ['app/verify/ticket.ts', 'build/client/ticket.js'],
  ] as const)
    buildSync({ entryPoints: [script], outfile, bundle: true, minify: true, format: 'esm', target: 'es2022' });
}

if (import.meta.main) ensureBuilt();
