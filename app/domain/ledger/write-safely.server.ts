import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes the file atomically: after a crash it contains either the whole new text or the old one. Each call has a draft
 * of its own, so two writers never share one.
 */
export function writeSafely(file: string, text: string): void {
  const draft = `${file}.${randomUUID()}.new`;
  const descriptor = openSync(draft, 'wx', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder); // makes the rename durable
  closeSync(folder);
}
