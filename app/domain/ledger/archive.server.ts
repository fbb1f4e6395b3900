// The whole log as files of C2SP tlog-tiles, for deposit: numbered zip files, each with a tile of level 2 and all full
// tiles below it; right edge, higher tiles, checkpoint and keys are in every one (the form that torchwood reads).
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { latestCheckpoint, readTile } from './checkpoints.server.ts';
import { readEntryBundle } from './entry-bundles.server.ts';
import { keysOf } from './keys.server.ts';
import type { LedgerCtx } from './log.server.ts';
import { tileIndexPath } from './tile-path.ts';

/** Tiles of level 0 in one zip file: 2^24 entries. */
const tilesInZip = 65_536;

export type ArchiveFile = { path: string; bytes: Uint8Array };
/** `withheld`: bundles of entries from before commitments, which are not public. */
export type ArchivePart = { file: string; files: number; withheld: number };

/** Writes `000.zip` and so on into a folder. Returns what each holds. */
export function writeArchive(ctx: LedgerCtx, folder: string): ArchivePart[] {
  const head = latestCheckpoint(ctx);
  const parts = Math.max(1, Math.ceil(head.size / (256 * tilesInZip)));
  return Array.from({ length: parts }, (_, part) => {
    const name = `${String(part).padStart(3, '0')}.zip`;
    const written = { file: name, files: 0, withheld: 0 };
    const descriptor = openSync(join(folder, name), 'wx');
    const zip = new Zip((error, chunk) => {
      if (error) throw error;
      writeSync(descriptor, chunk);
    });
    for (const { path, bytes } of archiveFiles(ctx, head, part, () => written.withheld++)) {
      const file = new ZipDeflate(path, { level: 6 });
      file.mtime = head.at;
      zip.add(file);
      file.push(bytes, true);
      written.files++;
    }
    zip.end();
    closeSync(descriptor);
    return written;
  });
}

type ArchivedHead = { size: number; note: string };

/** The files of one part, one after the other; `withhold` is called for each bundle that is left out. */
function* archiveFiles(
  ctx: LedgerCtx,
  { size, note }: ArchivedHead,
  part: number,
  withhold: () => void,
): Generator<ArchiveFile> {
  const text = (of: string) => new Uint8Array(Buffer.from(of));
  yield { path: 'checkpoint', bytes: text(note) };
  const keys = keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => `${line}\n`);
  yield { path: 'keys', bytes: text(keys.join('')) };
  for (let level = 0; 256 ** level <= size; level++)
    for (const { index, width } of tilesOf(Math.floor(size / 256 ** level), level, part)) {
      const hashes = readTile(ctx, level, index, width);
      if (hashes) yield { path: `tile/${level}/${tileIndexPath(index, width)}`, bytes: hashes };
      if (level > 0) continue;
      const bundle = readEntryBundle(ctx, index, width);
      if (bundle.state === 'served') yield { path: `tile/entries/${tileIndexPath(index, width)}`, bytes: bundle.bytes };
      else withhold();
    }
}

/** Of `hashes` at a level: the full tiles of this part, or all of them above level 2, and the partial one. */
function* tilesOf(hashes: number, level: number, part: number): Generator<{ index: number; width: number }> {
  const full = Math.floor(hashes / 256);
  const inPart = level <= 2 ? tilesInZip / 256 ** level : Number.POSITIVE_INFINITY;
  const from = level <= 2 ? part * inPart : 0;
  for (let index = from; index < Math.min(full, from + inPart); index++) yield { index, width: 256 };
  if (hashes % 256 > 0) yield { index: full, width: hashes % 256 };
}
