// Checkpoints, proofs, receipts and tiles of the log. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { blob, findRow, findValue, integer, listRows, listValues, type Row, text } from '#db/rows.ts';
import type { LedgerCtx } from './log.server.ts';
import { nodeReader } from './nodes.server.ts';
import { signCheckpoint } from './note.server.ts';
import { formatReceipt } from './receipt.ts';
import { consistencyProof, emptyRoot, inclusionProof, rootHash } from './tree.server.ts';

const checkpoint = { size: integer, root: blob, at: text, note: text };
export type Checkpoint = Row<typeof checkpoint>;

/** The latest checkpoint as the log signed it, without cosignatures; null before the first. */
export function latestSignedCheckpoint(ctx: Pick<Ctx, 'db'>): Checkpoint | null {
  return listCheckpoints(ctx, 1)[0] ?? null;
}

/** The latest checkpoint with the cosignatures of its witnesses; for an empty log, one that is signed now. */
export function latestCheckpoint(ctx: LedgerCtx): Checkpoint {
  const head = latestSignedCheckpoint(ctx);
  if (!head) {
    const note = signCheckpoint(ctx.ledgerKey, 0, emptyRoot);
    return { size: 0, root: emptyRoot, at: isoUtc(ctx.now), note };
  }
  const cosigned = 'select line from ledger_cosignatures where size = ? order by name';
  return { ...head, note: head.note + listValues(ctx.db, text, cosigned, head.size).join('') };
}

/** The root of the first `size` entries. */
export function rootAt(ctx: Pick<Ctx, 'db'>, size: number): Buffer {
  return rootHash(size, nodeReader(ctx));
}

/** The consistency proof that the log of `size` entries begins with the log of `from` entries. */
export function proveConsistency(ctx: Pick<Ctx, 'db'>, from: number, size: number): Buffer[] {
  return consistencyProof(from, size, nodeReader(ctx));
}

/** The newest checkpoints first. */
export function listCheckpoints(ctx: Pick<Ctx, 'db'>, limit: number): Checkpoint[] {
  return listRows(
    ctx.db,
    checkpoint,
    `select size, root, at, note
     from ledger_checkpoints
     order by size desc
     limit ?`,
    limit,
  );
}

/**
 * C2SP tlog-proof of one entry against a checkpoint that covers it, by default the latest. Its `extra` line is
 * the entry itself.
 */
export function receiptOf(ctx: LedgerCtx, index: number, head = latestCheckpoint(ctx)): string {
  const bytes = findValue(ctx.db, blob, 'select bytes from ledger_entries where idx = ?', index);
  if (!bytes) throw new NotFound(`ledger entry ${index}`);
  return formatReceipt({
    index,
    extra: bytes,
    proof: inclusionProof(index, head.size, nodeReader(ctx)),
    checkpoint: head.note,
  });
}

/**
 * The hashes of a C2SP tile: `width` nodes of level 8 x `level`, from 256 x `index`. Null while it is
 * incomplete.
 */
export function readTile(ctx: Pick<Ctx, 'db'>, level: number, index: number, width: number): Buffer | null {
  const rows = listValues(
    ctx.db,
    blob,
    `select hash
     from ledger_nodes
     where level = ? and idx >= ? and idx < ?
     order by idx`,
    8 * level,
    256 * index,
    256 * index + width,
  );
  return rows.length === width ? Buffer.concat(rows) : null;
}

/** The checkpoint signed at a size; undefined when there is none. */
export function checkpointAt({ db }: Pick<Ctx, 'db'>, size: number): Checkpoint | undefined {
  return findRow(db, checkpoint, 'select size, root, at, note from ledger_checkpoints where size = ?', size);
}
