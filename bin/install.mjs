// Installs the packages of package-lock.json unless node_modules has them already, then runs the given script on
// the Node that this installs. Runs on any Node version and needs no packages itself.
import { execSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.halle-installed';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== wanted) {
  console.log('Installing (once, about half a minute)...');
  // No install scripts: every binary is inside its package, so that no compiler is needed.
  execSync('npm ci --ignore-scripts --no-fund --no-audit --loglevel=error', { stdio: 'inherit' });
  writeFileSync(stamp, wanted);
}

// A shell that has run `node` before caches the path of the system's one, so the installed one is named by its path.
const [script, ...args] = process.argv.slice(2);
if (script) {
  const own = 'node_modules/.bin/node';
  const child = spawn(existsSync(own) ? own : process.execPath, [script, ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}
