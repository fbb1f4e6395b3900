// Programs of operators before our files: promtool reads the figures of a town, age and tar open an encrypted backup.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { sealSet } from '#app/backup/sealed-set.server.ts';
import { type Health, healthParts } from '#app/health/health-parts.ts';
import { openMetrics } from '#app/metrics/metrics.server.ts';
import type { Db } from '#db/client.ts';
import type { Finding } from './java.ts';

const metricsFile = 'metrics.txt';
const [sealedFolder, identityFile, setName] = ['sealed', 'identity.txt', 'halle-set'];

/** Writes what the programs read into the folder of documents; a folder with one file stands for a backup. */
export async function writeOperatorsFiles(db: Db, folder: string): Promise<void> {
  const parts = Object.fromEntries(healthParts.map((part) => [part, { state: 'ok', reason: null }])) as Health['parts'];
  const health = { read: async (): Promise<Health> => ({ ok: true, state: 'green', parts }) };
  const metrics = openMetrics({ db, version: '0.0.0', health });
  for (const status of [200, 404, 500]) metrics.countAnswer({ method: 'GET', status, kind: 'app', seconds: 0.01 });
  writeFileSync(join(folder, metricsFile), (await metrics.read()).text);
  const identity = await generateX25519Identity();
  writeFileSync(join(folder, identityFile), `${identity}\n`);
  const named = join(folder, setName);
  mkdirSync(named);
  copyFileSync(join(folder, metricsFile), join(named, metricsFile));
  await sealSet(named, join(folder, sealedFolder), [await identityToRecipient(identity)]);
}

/** One finding: the names, types and help of every metric. */
export function judgeMetrics(folder: string): Finding[] {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: readFileSync(join(folder, metricsFile)),
    encoding: 'utf8',
  });
  return [{ file: metricsFile, part: 'names and types', fault: status === 0 ? '' : (stderr || stdout).trim() }];
}

/** One finding: what age decrypts and tar unpacks is what was sealed, byte for byte. */
export function judgeSealed(folder: string): Finding[] {
  const file = `${join(folder, sealedFolder, setName)}.tar.gz.age`;
  const opened = spawnSync('sh', ['-c', 'age -d -i "$0" "$1" | tar xzO', join(folder, identityFile), file], {
    encoding: 'utf8',
  });
  const isSame = opened.stdout === readFileSync(join(folder, metricsFile), 'utf8');
  return [{ file, part: 'a sealed set', fault: isSame ? '' : opened.stderr.trim() || 'other bytes came out' }];
}
