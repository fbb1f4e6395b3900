import { randomUUID } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const { O_CREAT, O_EXCL, O_SYNC, O_WRONLY } = constants;

/**
 * Writes the file atomically: after a crash it contains either the whole new text or the old one. Each call has a draft
 * of its own, so two writers never share one.
 */
export function writeSafely(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.new`;
  // Each write reaches the disk before it returns, also where Node's permission model refuses `fsync`.
  const descriptor = openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_SYNC, 0o600);
  writeSync(descriptor, text);
  closeSync(descriptor);
  renameSync(draft, file);
  syncFolder(dirname(file));
}

/** Makes a rename durable. Under the permission model that is left to the file system: the older file stays sound. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ACCESS_DENIED') throw error;
  } finally {
    closeSync(folder);
  }
}
