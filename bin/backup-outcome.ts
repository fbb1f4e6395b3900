// How the commands of backups end: refusals and full disks as sentences, and what became of a copy as a row of the town.
import { join } from 'node:path';
import type { BackupKind } from '#app/domain/jobs/backup-kinds.ts';
import { recordsBackups } from '#app/domain/jobs/backups.server.ts';
import type { Env } from '#app/env.server.ts';
import { type Db, openExistingDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';

export const [done, no] = [0, 1];
const wrong = 2;

/** Writes into the town's database what became of a copy; one of an earlier version has no place for it. */
export function remember(env: Env, kind: BackupKind, write: (db: Db) => void): void {
  try {
    const db = openExistingDb(join(env.dataDir, 'halle.sqlite'));
    try {
      db.$client.pragma('busy_timeout = 30000'); // a town at work: the row may wait, and must not be missed
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

/** Runs a command: 2 with a sentence for a wrong question, 1 for a disk that fails; other errors are thrown. */
export async function tellRefusals(work: () => Promise<number>): Promise<number> {
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
