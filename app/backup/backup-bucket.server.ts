// Sealed sets in a bucket of their own: pieces that any connection carries, then an index, written last, by which a set
// is whole. The storage lists nothing, so an index is found by its day and number.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { SetupError } from '#db/setup-error.ts';
import { syncPath } from './hashed-files.server.ts';
import { sealedSuffix } from './sealed-set.server.ts';

/** Fifteen seconds, the patience of the storage, are enough for one at 5 Mbit/s. */
const pieceBytes = 8 * 1024 * 1024;

const index = z.strictObject({
  name: z.string().regex(/^halle-\d{8}T\d{9}Z$/),
  bytes: z.int().min(1),
  /** SHA-256 of each piece, in order. */
  pieces: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1),
});

const pieceKey = (name: string, n: number) => `backups/${name}-${String(n).padStart(5, '0')}`;
const indexKey = (day: string, n: number) => `backups/index-${day}-${n}`;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const maxOfDay = 99;

/** Sends a sealed set, and resolves to its day in the bucket, `YYYYMMDD`. Throws when the bucket does not take a piece. */
export async function sendSealed(bucket: Storage, file: string): Promise<string> {
  const name = basename(file).slice(0, -sealedSuffix.length);
  const pieces: string[] = [];
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
    await storeOnce(bucket, pieceKey(name, pieces.length), piece, 'application/octet-stream');
    pieces.push(sha256(piece));
    bytes += piece.length;
  }
  const day = name.slice('halle-'.length, 'halle-'.length + 8);
  const text = Buffer.from(JSON.stringify({ name, bytes, pieces } satisfies z.infer<typeof index>));
  const number = (await countIndexes(bucket, day)) + 1;
  await storeOnce(bucket, indexKey(day, number), text, 'application/json');
  return day;
}

async function countIndexes(bucket: Storage, day: string): Promise<number> {
  for (let n = 1; n <= maxOfDay; n++) if (!(await bucket.get(indexKey(day, n)))) return n - 1;
  throw new SetupError(`The bucket holds ${maxOfDay} backups of ${day} already.`);
}

/**
 * Fetches the newest set of a day into a folder, whole or not at all, and resolves to its path. Throws SetupError when
 * the bucket has none, lacks a piece, or holds other bytes.
 */
export async function fetchSealed(bucket: Storage, day: string, folder: string): Promise<string> {
  const newest = await countIndexes(bucket, day);
  const text = newest === 0 ? null : await bucket.get(indexKey(day, newest));
  if (!text) throw new SetupError(`The bucket holds no backup of ${day}.`);
  const { name, bytes, pieces } = parseIndex(text, indexKey(day, newest));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name + sealedSuffix);
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    let written = 0;
    for (const [n, hash] of pieces.entries()) {
      const piece = await bucket.get(pieceKey(name, n));
      if (!piece) throw new SetupError(`The bucket lacks ${pieceKey(name, n)}.`);
      if (sha256(piece) !== hash) throw new SetupError(`The bucket holds other bytes under ${pieceKey(name, n)}.`);
      await file.write(piece);
      written += piece.length;
    }
    if (written !== bytes) throw new SetupError(`The bucket holds ${written} bytes of ${name}, not ${bytes}.`);
    await file.sync();
    await rename(draft, path);
    await syncPath(folder);
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  return path;
}

function parseIndex(text: Buffer, key: string): z.infer<typeof index> {
  try {
    return index.parse(JSON.parse(text.toString()));
  } catch {
    throw new SetupError(`${key} of the bucket is no index of a backup.`);
  }
}
