// Checkpoints, proofs, receipts and tiles of the log. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import {
  blob,
  findRow,
  findValue,
  getValue,
  integer,
  listRows,
  listValues,
  nullable,
  type Row,
  text,
} from '#db/rows.ts';
import { copiedUntil } from './copied-heads.server.ts';
import { entryBytesSql } from './entry-text.ts';
import type { LedgerCtx } from './log.server.ts';
import { nodeReader } from './nodes.server.ts';
import { signCheckpoint } from './note.server.ts';
import { parseNote } from './note.ts';
import { activePolicy, cosignerNames, type KnownWitness } from './policy.server.ts';
import { meetsPolicy } from './policy.ts';
import { formatReceipt } from './receipt.ts';
import { consistencyProof, emptyRoot, inclusionProof, rootHash } from './tree.server.ts';

const checkpoint = { size: integer, root: blob, at: text, note: text };
export type Checkpoint = Row<typeof checkpoint>;

/**
 * The latest checkpoint as the log signed it, without cosignatures, whether a copy has it or not; null before the first.
 * For what stays inside: what is shown is `latestCopiedCheckpoint`.
 */
export function latestSignedCheckpoint({ db }: Pick<Ctx, 'db'>): Checkpoint | null {
  return (
    findRow(db, checkpoint, 'select size, root, at, note from ledger_checkpoints order by size desc limit 1') ?? null
  );
}

/** The latest checkpoint that a copy has, where copies are set up: the newest that may be shown, saved or witnessed. */
export function latestCopiedCheckpoint(ctx: Pick<Ctx, 'db' | 'now'>): Checkpoint | null {
  return listCheckpoints(ctx, 1)[0] ?? null;
}

/**
 * The checkpoint that is served: the newest that meets the policy, with its cosignatures; null when none does yet. Under
 * a policy that asks for no cosignature it is the newest; for an empty log, one that is signed now.
 */
export function findServedCheckpoint(ctx: LedgerCtx): Checkpoint | null {
  return findWitnessedCheckpoint(ctx) ?? (activePolicy(ctx).quorum === 'none' ? pendingCheckpoint(ctx) : null);
}

/** The newest checkpoint that meets the policy, with its cosignatures; null when there is none. */
export function findWitnessedCheckpoint(ctx: Pick<Ctx, 'db' | 'now'>): Checkpoint | null {
  if (activePolicy(ctx).quorum === 'none') return withCosignatures(ctx, latestCopiedCheckpoint(ctx));
  const newest = getValue(ctx.db, nullable(integer), 'select max(size) from ledger_witnessed_heads');
  return withCosignatures(ctx, newest === null ? null : (checkpointAt(ctx, newest) ?? null));
}

/** The newest checkpoint that may be shown, with the cosignatures it has so far; while there is none, one of size 0. */
export function pendingCheckpoint(ctx: LedgerCtx): Checkpoint {
  const head = withCosignatures(ctx, latestCopiedCheckpoint(ctx));
  if (head) return head;
  const note = signCheckpoint(ctx.ledgerKey, 0, emptyRoot);
  return { size: 0, root: emptyRoot, at: isoUtc(ctx.now), note };
}

/** The served checkpoint; while there is none, or while it does not cover `size` entries yet, the pending one. */
export function latestCheckpoint(ctx: LedgerCtx, size = 0): Checkpoint {
  const served = findServedCheckpoint(ctx);
  return served && served.size >= size ? served : pendingCheckpoint(ctx);
}

/**
 * The same checkpoint without the cosignatures of ML-DSA-44, whose 3,300 letters fit no printed code and no letter; with
 * them where the others alone are no quorum.
 */
export function compactCheckpoint(ctx: Pick<Ctx, 'db'>, head: Checkpoint): Checkpoint {
  const policy = activePolicy(ctx);
  const isLong = ({ checker }: KnownWitness) => checker?.algorithm === 'ML-DSA-44';
  const ids = new Set(policy.known.filter(isLong).flatMap(({ checker }) => checker?.id ?? []));
  const note = parseNote(head.note);
  const short = note?.signatures.filter(({ id }) => !ids.has(id)) ?? [];
  if (!note || short.length === note.signatures.length) return head;
  const cosigners = short.map(({ name, id }) => ({ name, keyId: id }));
  if (!meetsPolicy(policy, cosignerNames(policy, cosigners))) return head;
  return { ...head, note: `${note.body}\n${short.map(({ line }) => `${line}\n`).join('')}` };
}

function withCosignatures({ db }: Pick<Ctx, 'db'>, head: Checkpoint | null): Checkpoint | null {
  const cosigned = 'select line from ledger_cosignatures where size = ? order by name, key_id';
  return head && { ...head, note: head.note + listValues(db, text, cosigned, head.size).join('') };
}

/** The root of the first `size` entries. */
export function rootAt(ctx: Pick<Ctx, 'db'>, size: number): Buffer {
  return rootHash(size, nodeReader(ctx));
}

/** The consistency proof that the log of `size` entries begins with the log of `from` entries. */
export function proveConsistency(ctx: Pick<Ctx, 'db'>, from: number, size: number): Buffer[] {
  return consistencyProof(from, size, nodeReader(ctx));
}

/** The newest checkpoints that may be shown, the newest first. */
export function listCheckpoints(ctx: Pick<Ctx, 'db' | 'now'>, limit: number): Checkpoint[] {
  return listRows(
    ctx.db,
    checkpoint,
    `select size, root, at, note
     from ledger_checkpoints
     where at <= ?
     order by size desc
     limit ?`,
    copiedUntil(ctx),
    limit,
  );
}

/** The ledger's own signature line of the first checkpoint that it signed after a time; undefined while there is none. */
export function firstOwnSignatureAfter({ db }: Pick<Ctx, 'db'>, after: Date): string | undefined {
  const note = findValue(
    db,
    text,
    'select note from ledger_checkpoints where at > ? order by size limit 1',
    after.toISOString(),
  );
  return note?.split('\n').find((line) => line.startsWith('— '));
}

/**
 * C2SP tlog-proof of one entry against a checkpoint that covers it: by default the served one, or the pending one for
 * an entry that is newer. Its `extra` line is the entry itself. Throws NotFound while no head that may be shown has it.
 */
export function receiptOf(ctx: LedgerCtx, index: number, head = latestCheckpoint(ctx, index + 1)): string {
  const bytes = findValue(ctx.db, blob, `select ${entryBytesSql} from ledger_entries l where idx = ?`, index);
  if (!bytes || head.size <= index) throw new NotFound(`ledger entry ${index}`);
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
