// The data folder is its owner's alone: the database, its write-ahead log, letters, files and keys.
import { chmodSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { SetupError } from '#db/setup-error.ts';

const ownFolder = 0o700;
const ownFile = 0o600;
const ofOthers = 0o077;

/** Types of network file systems, as statfs(2) has them: NFS, CIFS, SMB2, AFS, Ceph. */
const networkTypes = [0x6969, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400];

/** Throws SetupError on a network file system: SQLite's write-ahead log needs memory that all processes share. */
export function requireLocalDisk(dataDir: string, type = statfsSync(dataDir).type): void {
  if (networkTypes.includes(type))
    throw new SetupError(
      `${dataDir} is on a network file system, where SQLite loses data: use a disk of this machine.`,
    );
}

/**
 * Creates the folder if need be, closes to other users what an earlier version or a copy left open, and makes every
 * file that this process creates from now on its owner's (files 0600, folders 0700). Throws what the file system throws.
 */
export function keepPrivate(dataDir: string): void {
  if (isMainThread) process.umask(ofOthers); // a worker thread, as tests have, may not
  mkdirSync(dataDir, { recursive: true, mode: ownFolder });
  closeFolder(dataDir, true);
}

/** A closed folder hides its files too, so they are looked at only with `always`. */
function closeFolder(folder: string, always: boolean): void {
  const wasOpen = (statSync(folder).mode & ofOthers) !== 0;
  if (wasOpen) chmodSync(folder, ownFolder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) closeFolder(path, wasOpen);
    else if (entry.isFile() && (wasOpen || always)) closeFile(path);
  }
}

function closeFile(path: string): void {
  // SQLite may remove a write-ahead log between the list and this line.
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? ownFile;
  if ((mode & ofOthers) !== 0) chmodSync(path, ownFile);
}
