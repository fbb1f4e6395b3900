// Finds Python 3, installs Debian's package, or says how to: the tests of the second verifier are never skipped
// silently.
import { spawnSync } from 'node:child_process';

/**
 * Runs a Python file with its arguments. Throws with instructions if there is no Python and none can be
 * installed.
 */
export function python(...args: string[]) {
  const run = () => spawnSync('python3', args, { encoding: 'utf8' });
  const first = run();
  if (!first.error) return first;
  if (process.getuid?.() === 0) spawnSync('apt-get', ['install', '-y', '-qq', 'python3-minimal'], { stdio: 'ignore' });
  const again = run();
  if (again.error)
    throw new Error(
      'Python 3 was not found. Install it (on Debian: apt-get install python3), and run the tests again.',
    );
  return again;
}
