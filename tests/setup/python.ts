// Finds Python 3, or installs Debian's package, or says what to do: the second verifier never skips in silence.
import { spawnSync } from 'node:child_process';

/** Runs a file of Python with its arguments. Throws a sentence when there is no Python and none can be installed. */
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
