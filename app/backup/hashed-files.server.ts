// Files of a backup: copied and hashed in one pass, and made durable before anything calls them whole.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export type HashedFile = { bytes: number; sha256: string };

function hashing() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, next) {
      hash.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
  });
  return { stream, result: (): HashedFile => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Copies a file to a name that is free, and syncs it. Returns what was copied. */
export async function copyHashed(from: string, to: string): Promise<HashedFile> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const { stream, result } = hashing();
  await pipeline(createReadStream(from), stream, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  return result();
}

export async function hashFile(file: string): Promise<HashedFile> {
  const { stream, result } = hashing();
  await pipeline(createReadStream(file), stream, async (chunks) => {
    for await (const _ of chunks);
  });
  return result();
}

/** Makes the names in a folder, or the bytes of a file, durable. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

/** Files under a folder as sorted relative paths; none if there is no folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
