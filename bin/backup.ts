// Backups on the command line: made, and told in sentences what they hold.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchSealed, sendSealed } from '#app/backup/backup-bucket.server.ts';
import { describeManifest, type Manifest } from '#app/backup/backup-manifest.ts';
import { type BackupOrder, type CopiedBucket, makeBackup, requireOutside } from '#app/backup/make-backup.server.ts';
import { readRecipients, sealSet } from '#app/backup/sealed-set.server.ts';
import { recordBackup, recordFailedBackup } from '#app/domain/jobs/backups.server.ts';
import { listBucket } from '#app/domain/shared/bucket-list.server.ts';
import { type Bucket, bucketStorage } from '#app/domain/shared/storage.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { openExistingDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import packageJson from '../package.json' with { type: 'json' };
import { done, no, remember, tellRefusals } from './backup-outcome.ts';

/** Makes a set in a folder of sets. Returns 1 if it lacks something that a restore needs, or could not be written. */
export function backUp(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const options = { 'with-files': { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new SetupError('db backup needs one FOLDER.');
    const env = readEnv();
    openExistingDb(join(env.dataDir, 'halle.sqlite')).$client.close(); // before a folder is made for its copy
    requireOutside(folder, env.dataDir);
    const now = new Date();
    const begun = performance.now();
    const { lines, manifest } = await copyAndSend(env, folder, orderOf(env, now, values['with-files'])).catch(
      (error) => {
        remember(env, 'backup', (db) => recordFailedBackup(db, 'backup', now));
        throw error;
      },
    );
    const tookMs = performance.now() - begun;
    remember(env, 'backup', (db) => recordBackup(db, 'backup', { at: now, tookMs, entries: manifest.ledger.size }));
    console.log([...lines, `In ${(tookMs / 1000).toFixed(1)} s.`, ...describeManifest(manifest)].join('\n'));
    return manifest.ledger.key === null && manifest.ledger.size > 0 ? no : done;
  });
}

/** Encrypted, nothing readable ever lies in the folder: the set is made inside the data folder first. */
async function copyAndSend(
  env: Env,
  folder: string,
  order: BackupOrder,
): Promise<{ lines: string[]; manifest: Manifest }> {
  const recipients = readRecipients(env.backup.recipients);
  if (recipients.length === 0) {
    const { path, manifest } = await makeBackup(order, folder);
    return { lines: [`${path}, not encrypted: it holds names and addresses.`], manifest };
  }
  const scratch = await mkdtemp(join(env.dataDir, 'backup.part-'));
  try {
    const { path: set, manifest } = await makeBackup(order, scratch);
    const { path, bytes } = await sealSet(set, folder, recipients);
    const lines = [`${path}, ${(bytes / 1e6).toFixed(1)} MB, encrypted for ${recipients.join(', ')}.`];
    if (env.backup.bucket === null) return { lines, manifest };
    const day = await sendSealed(bucketStorage(env.backup.bucket), path);
    return { lines: [...lines, `Sent to the bucket; "halle db fetch ${day} FOLDER" brings it back.`], manifest };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Brings the newest set of a day back from the bucket. */
export function fetchBackup(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [day = '', folder, ...more] = positionals;
    if (!/^\d{8}$/.test(day) || !folder || more.length > 0)
      throw new SetupError('db fetch needs a day, YYYYMMDD, and one FOLDER.');
    const { backup } = readEnv();
    if (backup.bucket === null) throw new SetupError('db fetch needs BACKUP_S3_URL.');
    console.log(`${await fetchSealed(bucketStorage(backup.bucket), day, folder)}.`);
    return done;
  });
}

function orderOf(env: Env, now: Date, copiesFiles: boolean): BackupOrder {
  return {
    dataDir: env.dataDir,
    ledgerOrigin: env.ledgerOrigin,
    bucket: env.storage.kind === 's3' ? copiedBucket(env.storage, copiesFiles) : null,
    version: packageJson.version,
    now,
  };
}

function copiedBucket(bucket: Bucket, copiesFiles: boolean): CopiedBucket {
  return { url: bucket.url, list: () => listBucket(bucket), get: bucketStorage(bucket).get, copiesFiles };
}
