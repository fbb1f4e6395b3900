// Letters as files: deletes the old ones, and those of a person who is forgotten. The mailer alone writes them.
import { createHash } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The name of a letter's file, by its key in the outbox. */
export function letterFileName(key: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.eml`;
}

/** Deletes letters written before `before` (ISO 8601), at most `limit`; returns how many. No folder, no letters. */
export async function eraseOldLetterFiles(folder: string | null, before: string, limit: number): Promise<number> {
  let erased = 0;
  for (const path of await listLetterFiles(folder)) {
    if (erased === limit) break;
    if ((await stat(path)).mtimeMs >= Date.parse(before)) continue;
    await rm(path, { force: true });
    erased += 1;
  }
  return erased;
}

/** Deletes the letters of these keys, and all others to this address. */
export async function eraseLetterFiles(folder: string | null, keys: readonly string[], address: string): Promise<void> {
  const names = new Set(keys.map(letterFileName));
  for (const path of await listLetterFiles(folder)) {
    const isOfKey = [...names].some((name) => path.endsWith(name));
    if (isOfKey || (await isTo(path, address))) await rm(path, { force: true });
  }
}

async function listLetterFiles(folder: string | null): Promise<string[]> {
  if (folder === null) return [];
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
}

const headerBytes = 4096;

/** Whether the header of a letter names the address as its recipient. */
async function isTo(path: string, address: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const [header = ''] = buffer.subarray(0, bytesRead).toString('latin1').split('\r\n\r\n');
    const lines = header.toLowerCase().split('\r\n');
    return lines.some((line) => line.startsWith('to:') && line.includes(address.toLowerCase()));
  } finally {
    await file.close();
  }
}
