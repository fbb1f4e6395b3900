// Puts a set back into a data folder: checked byte by byte, admitted, then moved into its places with the database last.
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Restored } from '#app/domain/ledger/restored.server.ts';
import type { Env } from '#app/env.server.ts';
import { type Db, openExistingDb } from '#db/client.ts';
import { requireMigrated } from '#db/migrate.ts';
import { SetupError } from '#db/setup-error.ts';
import { admitCopy } from './admit-copy.server.ts';
import type { Manifest } from './backup-manifest.ts';
import { checkBackup, compareWithManifest } from './check-backup.server.ts';
import { restoreDraft } from './copy-marks.server.ts';
import { copyHashed, syncPath } from './hashed-files.server.ts';

const database = 'halle.sqlite';
const key = 'keys/ledger.pem';
const keptHead = 'keys/ledger.checkpoint';

/** Reads every byte of a set and returns its manifest. Throws SetupError that names each part that is wrong. */
export async function requireSound(set: string): Promise<Manifest> {
  const { manifest, faults } = await checkBackup(set);
  if (!manifest || faults.length > 0) throw new SetupError(`${set} is not whole:\n${faults.join('\n')}`);
  return manifest;
}

/**
 * Copies the parts of a sound set into `folder`, which has none of them, and holds the database against the manifest.
 * Throws SetupError when it differs.
 */
export async function unpackSet(set: string, manifest: Manifest, folder: string): Promise<void> {
  for (const { path, sha256 } of manifest.parts) {
    const copied = await copyHashed(join(set, path), join(folder, path));
    if (copied.sha256 !== sha256) throw new SetupError(`${path} changed while it was copied.`);
  }
  const differences = await withDatabase(join(folder, database), (db) => compareWithManifest(db, manifest));
  if (differences.length > 0) throw new SetupError(`The copy is not as its manifest says:\n${differences.join('\n')}`);
}

/**
 * Restores the town of the settings. Its data folder may hold what survived (keys, the saved checkpoint, files), and no
 * database. Interrupted, it leaves a folder that no server starts on, and can be run again.
 */
export async function restoreTown(
  set: string,
  { env, now, brought }: { env: Env; now: Date; brought: readonly string[] },
): Promise<{ manifest: Manifest; restored: Restored | null }> {
  const { dataDir } = env;
  const draft = join(dataDir, restoreDraft);
  const isAgain = existsSync(draft);
  if (!isAgain && existsSync(join(dataDir, database)))
    throw new SetupError(`${dataDir} holds a database already: restore into another folder, or move it away first.`);
  const manifest = await requireSound(set);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await unpackSet(set, manifest, draft);
  await requireSameKey(dataDir, draft);
  if (existsSync(join(dataDir, keptHead))) await copyFile(join(dataDir, keptHead), join(draft, keptHead));
  const restored = await withDatabase(join(draft, database), (db) => {
    requireMigrated(db, 'db/migrations');
    return admitCopy({ db, env, keys: join(draft, 'keys'), now }, brought);
  });
  await moveIntoPlace(draft, dataDir);
  return { manifest, restored };
}

/** Restored under another town's key, the ledger would never verify again. */
async function requireSameKey(dataDir: string, draft: string): Promise<void> {
  if (!existsSync(join(dataDir, key)) || !existsSync(join(draft, key))) return;
  const [there, copied] = [await readFile(join(dataDir, key), 'utf8'), await readFile(join(draft, key), 'utf8')];
  if (there !== copied)
    throw new SetupError(
      `${join(dataDir, key)} is not the key of the copy. If it was rotated since the copy, move it away and restore; its entries are lost.`,
    );
}

async function withDatabase<T>(file: string, work: (db: Db) => T | Promise<T>): Promise<T> {
  const db = openExistingDb(file);
  try {
    return await work(db);
  } finally {
    db.$client.close();
  }
}

/** The database comes after what it names, and the saved checkpoint after the database that continues it. */
async function moveIntoPlace(draft: string, dataDir: string): Promise<void> {
  const files = (await readdir(draft, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(draft.length + 1));
  const last = [database, keptHead];
  for (const path of [...files.filter((file) => !last.includes(file)), ...last]) {
    if (!existsSync(join(draft, path))) continue;
    if (path === database)
      for (const suffix of ['-wal', '-shm']) await rm(join(dataDir, database + suffix), { force: true });
    await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
    await rename(join(draft, path), join(dataDir, path));
    await syncPath(dirname(join(dataDir, path)));
  }
  await rm(draft, { recursive: true });
}
