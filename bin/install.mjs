// Installs what package-lock.json names, unless it already stands in node_modules, then runs the script it is given on
// the Node that came with the install. Works on any Node, with nothing installed.
import { execSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.halle-installed';
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== wanted) {
  console.log('Installing (once, about half a minute)...');
  // No install scripts: every binary comes inside its package, and a compiler must not be needed.
  execSync('npm ci --ignore-scripts --no-fund --no-audit --loglevel=error', { stdio: 'inherit' });
  writeFileSync(stamp, wanted);
}

// A shell that already ran `node` remembers the machine's own; so the right one is named by its path.
const [script, ...args] = process.argv.slice(2);
if (script) {
  const own = 'node_modules/.bin/node';
  const child = spawn(existsSync(own) ? own : process.execPath, [script, ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}
