// Makes a backup: database, keys with the head of the copy, and files, as one set that holds together. It is written
// under another name and renamed when it is whole, so that no half of one can be taken for a backup.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { latestSignedCheckpoint, rootAt } from '#app/domain/ledger/checkpoints.server.ts';
import { keysOf, openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { openCheckpoint, verifierKey } from '#app/domain/ledger/note.server.ts';
import type { BucketFile } from '#app/domain/shared/bucket-list.server.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import { type Db, openExistingDb } from '#db/client.ts';
import { getValue, integer, listValues, text } from '#db/rows.ts';
import { SetupError } from '#db/setup-error.ts';
import { type BackupPart, formatSums, type Manifest, manifestFile, sumsFile } from './backup-manifest.ts';
import { copyHashed, hashFile, listFiles, syncPath } from './hashed-files.server.ts';

/** The bucket of a town's files; `copiesFiles`: the set holds them too. */
export type CopiedBucket = {
  url: string;
  list: () => Promise<BucketFile[]>;
  get: Storage['get'];
  copiesFiles: boolean;
};

export type BackupOrder = {
  dataDir: string;
  ledgerOrigin: string;
  /** The bucket that holds the files; null if they are in the data folder. */
  bucket: CopiedBucket | null;
  version: string;
  now: Date;
};

const database = 'halle.sqlite';
const keptHead = 'keys/ledger.checkpoint';
const partial = '.part';

/** The name of a set made at a time; names sort by it. */
function backupName(now: Date): string {
  return `halle-${now.toISOString().replace(/[-:.]/g, '')}`;
}

/** Throws SetupError for a folder that would be lost together with the town. */
export function requireOutside(folder: string, dataDir: string): void {
  const inside = relative(resolve(dataDir), resolve(folder));
  if (!inside.startsWith('..')) throw new SetupError(`${folder} is in the data folder: a copy there is lost with it.`);
}

/**
 * Writes the set into `folder`, which may exist, and returns its path and manifest. The database is the copy of one
 * moment and comes first: files and keys are only ever added, so that what it names is there when they are copied.
 * The head in it is that of the copy, never one that the copy does not have.
 */
export async function makeBackup(order: BackupOrder, folder: string): Promise<{ path: string; manifest: Manifest }> {
  const path = join(folder, backupName(order.now));
  const draft = `${path}${partial}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeOldDrafts(folder, order.now);
  try {
    await mkdir(join(draft, 'keys'), { recursive: true, mode: 0o700 });
    await copyDatabase(join(order.dataDir, database), join(draft, database));
    await copyKeys(order.dataDir, draft);
    if (order.bucket === null) await copyFiles(order.dataDir, draft);
    const listed = order.bucket ? await listFilesOf(order.bucket) : {};
    if (order.bucket?.copiesFiles) await copyFromBucket(order.bucket, listed.files ?? [], draft);
    const manifest = await describeCopy(order, draft, listed);
    await writeManifest(draft, manifest);
    await rename(draft, path);
    await syncPath(folder);
    return { path, manifest };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const dayMs = 86_400_000;

/** Removes the drafts of killed backups. */
async function removeOldDrafts(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('halle-') || !name.endsWith(partial)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < now.getTime() - dayMs) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** One read transaction, so that purchases go on and none of them is half in the copy. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const db = openExistingDb(from);
  try {
    db.$client.prepare('vacuum into ?').run(to);
  } finally {
    db.$client.close();
  }
  await chmod(to, 0o600);
  await syncPath(to);
}

async function copyKeys(dataDir: string, draft: string): Promise<void> {
  for (const name of await listFiles(join(dataDir, 'keys')))
    if (/^[\w-][\w.-]*\.pem$/.test(name)) await copyHashed(join(dataDir, 'keys', name), join(draft, 'keys', name));
}

async function copyFiles(dataDir: string, draft: string): Promise<void> {
  for (const name of await listFiles(join(dataDir, 'files'))) {
    if (name.endsWith(partial)) continue;
    await copyHashed(join(dataDir, 'files', name), join(draft, 'files', name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || error.path !== join(dataDir, 'files', name)) throw error; // else erased since
    });
  }
}

type Listed = { files?: BucketFile[]; fault?: string };

/** The files of the bucket, or why they could not be listed: the copy of the database is worth more than their list. */
async function listFilesOf(bucket: CopiedBucket): Promise<Listed> {
  return bucket.list().then(
    (files) => ({ files }),
    (error: unknown) => ({ fault: String(error).slice(0, 200) }),
  );
}

/** Copies the files into the set; one that was erased since the list is left out. */
async function copyFromBucket(bucket: CopiedBucket, files: readonly BucketFile[], draft: string): Promise<void> {
  for (const { key } of files) {
    const bytes = await bucket.get(key);
    if (!bytes) continue;
    await mkdir(dirname(join(draft, 'files', key)), { recursive: true, mode: 0o700 });
    await writeFile(join(draft, 'files', key), bytes, { mode: 0o600, flush: true });
  }
}

function lacksOfBucket({ bucket }: BackupOrder, { files: listed, fault }: Listed): string[] {
  if (bucket === null || (bucket.copiesFiles && listed)) return [];
  const files = `the files in the bucket ${bucket.url}`;
  return [files, ...(fault ? [`a list of them, because the bucket refused it (${fault})`] : [])];
}

async function describeCopy(order: BackupOrder, draft: string, listed: Listed): Promise<Manifest> {
  const db = openExistingDb(join(draft, database));
  try {
    const damage = db.$client.pragma('integrity_check', { simple: true });
    if (damage !== 'ok') throw new Error(`the database is damaged, and so is its copy: ${String(damage)}`);
    const { ledger, head, lacks } = describeLedger(order, db, join(draft, 'keys'));
    if (head) await writeFile(join(draft, keptHead), head, { mode: 0o600, flush: true });
    const town = loadTown({ db }).name;
    const counts = countRows(db);
    db.$client.pragma('journal_mode = DELETE'); // one file, without -wal and -shm
    db.$client.close();
    return {
      format: 'halle-backup-1',
      madeAt: order.now.toISOString(),
      version: order.version,
      town,
      ledger,
      counts,
      parts: await listParts(draft),
      ...(listed.files && { bucket: listed.files }),
      lacks: [...lacks, ...lacksOfBucket(order, listed)],
    };
  } finally {
    if (db.$client.open) db.$client.close();
  }
}

function describeLedger(order: BackupOrder, db: Db, keys: string) {
  const size = ledgerSize({ db });
  const root = rootAt({ db }, size).toString('base64');
  const head = latestSignedCheckpoint({ db });
  if (!existsSync(join(keys, 'ledger.pem'))) {
    const lacks = head ? ['the key of the ledger, which is not in the data folder: look for it'] : [];
    return { ledger: { origin: order.ledgerOrigin, key: null, size, root }, head: null, lacks };
  }
  const key = openLedgerKey(db, keys, order.ledgerOrigin);
  const isOwn = head === null || openCheckpoint(keysOf(db, key), head.note) !== null;
  const ledger = { origin: key.origin, key: verifierKey(key), size, root };
  return { ledger, head: head?.note ?? null, lacks: isOwn ? [] : ['the key that the ledger was signed with'] };
}

/** Rows of every table of this database; those of SQLite and of the migrations are left out. */
export function countRows(db: Db): Record<string, number> {
  const tables = listValues(
    db,
    text,
    `select name
     from pragma_table_list
     where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\'
     order by name`,
  );
  return Object.fromEntries(tables.map((name) => [name, getValue(db, integer, `select count(*) from "${name}"`)]));
}

async function listParts(draft: string): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for (const path of await listFiles(draft)) parts.push({ path, ...(await hashFile(join(draft, path))) });
  return parts;
}

async function writeManifest(draft: string, manifest: Manifest): Promise<void> {
  const file = join(draft, manifestFile);
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  const { sha256 } = await hashFile(file);
  await writeFile(join(draft, sumsFile), formatSums(manifest, sha256), { mode: 0o600, flush: true });
  const folders = new Set(manifest.parts.map(({ path }) => dirname(join(draft, path))));
  for (const folder of [...folders, draft]) await syncPath(folder);
}
