// Installs what package-lock.json names, unless it already stands in node_modules. Runs on any Node, with nothing installed.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.halle-installed';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const held = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (held !== wanted) {
  console.log('Installing (once, about half a minute)...');
  // No install scripts: every binary comes inside its package, and a compiler must not be needed. The npm of the machine may warn about its own Node; the app runs on the one that the lock file brings.
  execSync('npm ci --ignore-scripts --no-fund --no-audit --loglevel=error', { stdio: 'inherit' });
  writeFileSync(stamp, wanted);
}
