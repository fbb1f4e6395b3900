// C2SP tlog-tiles: the entries themselves, 256 at a time, as everybody may read them. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { blob, listValues } from '#db/rows.ts';
import { isPublicEntry } from './entry-kinds.ts';
import { entryBytesSql } from './entry-text.ts';

/** The most bytes of one entry: its length is written in two bytes. */
const longestEntry = 65_535;

export type EntryBundle = { state: 'served'; bytes: Buffer } | { state: 'not-yet' } | { state: 'withheld' };

/**
 * `width` entries from 256 x `index`, each as its length in two bytes (big-endian) and its bytes. Withheld when one of
 * them holds more than its kind may show, as entries from before commitments did; for checks, `all` are read.
 */
export function readEntryBundle(
  ctx: Pick<Ctx, 'db'>,
  index: number,
  width: number,
  allowed: 'public' | 'all' = 'public',
): EntryBundle {
  const entries = listValues(
    ctx.db,
    blob,
    `select ${entryBytesSql}
     from ledger_entries l
     where idx >= ? and idx < ?
     order by idx`,
    256 * index,
    256 * index + width,
  );
  if (entries.length !== width) return { state: 'not-yet' };
  const isServed = (bytes: Buffer) => bytes.length <= longestEntry && (allowed === 'all' || isPublicEntry(bytes));
  if (!entries.every(isServed)) return { state: 'withheld' };
  return { state: 'served', bytes: Buffer.concat(entries.flatMap((bytes) => [lengthOf(bytes), bytes])) };
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}
