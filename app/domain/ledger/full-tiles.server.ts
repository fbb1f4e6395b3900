// Full tiles and bundles never change, so each is one row from the moment when it is full, in the form in which it is
// served. Owns ledger_tiles; every row can be made again from the entries and nodes.
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { blob, eachRow, findValue, getValue, integer, nullable } from '#db/rows.ts';
import { readTile } from './checkpoints.server.ts';
import { readEntryBundle } from './entry-bundles.server.ts';
import { ledgerSize } from './log.server.ts';
import type { OutsideFault } from './outside.ts';
import type { TilePath } from './tile-path.ts';

/** Hashes or entries in a full tile. */
const fullWidth = 256;
/** The level of a row that holds entries. */
const entriesLevel = -1;

/** Whether a tile is full that has no row yet. Cheap: it is asked each second. */
export function hasNewTile(ctx: Pick<Ctx, 'db'>): boolean {
  return nextTile(ctx) < Math.floor(ledgerSize(ctx) / fullWidth);
}

/** The index of the first tile of hashes of entries that has no row. */
function nextTile({ db }: Pick<Ctx, 'db'>): number {
  const last = getValue(db, nullable(integer), 'select max(idx) from ledger_tiles where level = 0');
  return last === null ? 0 : last + 1;
}

/** Stores all full tiles and bundles that have no row, a few milliseconds at a time. `isStopping`: end between two. */
export async function storeNewTiles(context: () => Ctx, isStopping: () => boolean): Promise<void> {
  while (!isStopping() && hasNewTile(context())) {
    await storeNextTile(context());
    await setImmediate();
  }
}

const compress = promisify(gzip);

/** One bundle with the tile of its hashes, and the tiles above that are full with it. Compressed beside requests. */
async function storeNextTile(ctx: Ctx): Promise<void> {
  const first = nextTile(ctx);
  const bundle = readEntryBundle(ctx, first, fullWidth);
  if (bundle.state === 'not-yet') return;
  const bytes = bundle.state === 'served' ? await compress(bundle.bytes) : null;
  inTransaction(ctx, () => {
    if (nextTile(ctx) !== first) return; // another process was first
    const store = preparedSql(ctx.db, 'insert into ledger_tiles (level, idx, bytes) values (?, ?, ?)');
    store.run(entriesLevel, first, bytes);
    let index = first;
    for (let level = 0; ; level++) {
      const hashes = readTile(ctx, level, index, fullWidth);
      if (!hashes) return;
      store.run(level, index, hashes);
      if ((index + 1) % fullWidth !== 0) return;
      index = (index + 1) / fullWidth - 1;
    }
  });
}

/**
 * A full tile as it is served: hashes as they are, entries as gzip; null while it has no row, or for entries of before
 * commitments, which are not public.
 */
export function findFullTile({ db }: Pick<Ctx, 'db'>, { level, index, width }: TilePath): Buffer | null {
  if (width !== fullWidth) return null;
  const stored = 'select bytes from ledger_tiles where level = ? and idx = ?';
  return findValue(db, nullable(blob), stored, level === 'entries' ? entriesLevel : level, index) ?? null;
}

/** Rows that do not hold the entries or nodes of their tile. */
export function checkFullTiles(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const faults: OutsideFault[] = [];
  const tile = { level: integer, index: integer, bytes: nullable(blob) };
  const rows = eachRow(ctx.db, tile, 'select level, idx as "index", bytes from ledger_tiles order by level, idx');
  for (const { level, index, bytes } of rows) {
    const isSame = level === entriesLevel ? holdsEntries(ctx, index, bytes) : holdsHashes(ctx, level, index, bytes);
    const name = `${level === entriesLevel ? 'entries' : level}/${index}`;
    if (!isSame) faults.push({ index: null, reason: `the stored tile ${name} is not the one of its entries` });
  }
  return faults;
}

function holdsEntries(ctx: Pick<Ctx, 'db'>, index: number, bytes: Buffer | null): boolean {
  const bundle = readEntryBundle(ctx, index, fullWidth, 'all');
  if (bytes === null) return bundle.state !== 'not-yet';
  return bundle.state === 'served' && bundle.bytes.equals(unzipped(bytes));
}

function holdsHashes(ctx: Pick<Ctx, 'db'>, level: number, index: number, bytes: Buffer | null): boolean {
  const hashes = readTile(ctx, level, index, fullWidth);
  return bytes !== null && hashes?.equals(bytes) === true;
}

function unzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}
