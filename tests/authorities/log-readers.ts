// An archive of the seeded town's log before readers of others: torchwood and tessera's fsck, from the Go module proxy.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Finding } from './java.ts';

export const logFolder = 'log';

/** A finding for each reader; all faults in one where the program does not run. */
export function judgeLog(folder: string): Finding[] {
  const [zips, unpacked] = [join(folder, logFolder), join(folder, 'log-files')];
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(join(zips, '000.zip'))))) {
    mkdirSync(dirname(join(unpacked, path)), { recursive: true });
    writeFileSync(join(unpacked, path), bytes);
  }
  const [key = ''] = readFileSync(join(unpacked, 'keys'), 'utf8').split('\n');
  const source = join(import.meta.dirname, 'log-readers');
  const program = join(process.cwd(), folder, 'log-readers');
  const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: source, encoding: 'utf8' });
  const { stdout, stderr } =
    built.status === 0 ? spawnSync(program, [zips, unpacked, key], { encoding: 'utf8' }) : { ...built, stdout: '' };
  return ['torchwood', 'fsck'].map((reader) => ({
    file: '000.zip',
    part: reader,
    fault: stdout.includes(reader) ? '' : stderr.trim().split('\n').at(-1) || 'it did not run',
  }));
}
