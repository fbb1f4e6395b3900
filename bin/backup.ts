// Backups on the command line: made, and told in sentences what they hold.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeManifest } from '#app/backup/backup-manifest.ts';
import { makeBackup, requireOutside } from '#app/backup/make-backup.server.ts';
import type { BackupKind } from '#app/domain/jobs/backup-kinds.ts';
import { recordBackup, recordFailedBackup, recordsBackups } from '#app/domain/jobs/backups.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { type Db, openExistingDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import packageJson from '../package.json' with { type: 'json' };

const [done, no, wrong] = [0, 1, 2];

/** Makes a set in a folder of sets. Returns 1 if it lacks something that a restore needs, or could not be written. */
export function backUp(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const folder = onlyFolder(args, 'db backup');
    const env = readEnv();
    openExistingDb(join(env.dataDir, 'halle.sqlite')).$client.close(); // before a folder is made for its copy
    requireOutside(folder, env.dataDir);
    const now = new Date();
    const begun = performance.now();
    const { path, manifest } = await makeBackup(orderOf(env, now), folder).catch((error) => {
      remember(env, 'backup', (db) => recordFailedBackup(db, 'backup', now));
      throw error;
    });
    const tookMs = performance.now() - begun;
    remember(env, 'backup', (db) => recordBackup(db, 'backup', { at: now, tookMs, entries: manifest.ledger.size }));
    console.log([`${path}, in ${(tookMs / 1000).toFixed(1)} s.`, ...describeManifest(manifest)].join('\n'));
    return manifest.ledger.key === null && manifest.ledger.size > 0 ? no : done;
  });
}

function orderOf(env: Env, now: Date) {
  return {
    dataDir: env.dataDir,
    ledgerOrigin: env.ledgerOrigin,
    bucket: env.storage.kind === 's3' ? env.storage.url : null,
    version: packageJson.version,
    now,
  };
}

function onlyFolder(args: string[], command: string): string {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  if (positionals.length !== 1 || !positionals[0]) throw new SetupError(`${command} needs one FOLDER.`);
  return positionals[0];
}

/** Writes into the town's database what became of a copy; one of an earlier version has no place for it. */
function remember(env: Env, kind: BackupKind, write: (db: Db) => void): void {
  try {
    const db = openExistingDb(join(env.dataDir, 'halle.sqlite'));
    try {
      if (recordsBackups(db)) write(db);
    } finally {
      db.$client.close();
    }
  } catch (error) {
    console.error(`The ${kind} could not be recorded: ${(error as Error).message}.`);
  }
}

/** Errors of the disk and of SQLite that a sentence explains better than a stack. */
const diskErrors =
  /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EFBIG|EIO|ENOTDIR|EEXIST|SQLITE_FULL|SQLITE_IOERR\w*|SQLITE_CANTOPEN\w*|SQLITE_CORRUPT\w*)$/;

async function tellRefusals(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetupError) {
      console.error(error.message);
      return wrong;
    }
    if (!diskErrors.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    console.error(`It failed, and left nothing that looks whole: ${(error as Error).message}.`);
    return no;
  }
}
