// Owns the ledger tables. Appends and reads; never updates, never deletes (the tables refuse it too).
import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { prepared } from '#db/client.ts';
import { canonical, type Json } from './canonical.ts';
import { keyIdOf, type LedgerKey, signCheckpoint } from './note.server.ts';
import { formatReceipt } from './receipt.ts';
import {
  consistencyProof,
  emptyRoot,
  inclusionProof,
  leafHash,
  type NodeReader,
  nodesAfterAppend,
  rootHash,
} from './tree.server.ts';

export type LedgerCtx = Ctx & { ledgerKey: LedgerKey };

export type Draft = {
  kind:
    | 'impact.line'
    | 'impact.reversal'
    | 'method.published'
    | 'factors.published'
    | 'score.computed'
    | 'evidence.accepted'
    | 'evidence.expired'
    | 'evidence.withdrawn'
    | 'packaging.returned'
    | 'key.rotated';
  /** Idempotency key: same event and same bytes, same index again. Begins with what it is about, such as an order id. */
  event: string;
  body: { readonly at: string; readonly [key: string]: Json };
};

/** What an entry is about, for look-ups: its event up to the first colon; of a published file or a key, after its kind. */
export function referenceOf(kind: string, event: string): string {
  return event.startsWith(`${kind}:`) ? event.slice(kind.length + 1) : event.slice(0, event.indexOf(':'));
}

export type Checkpoint = { size: number; root: Buffer; at: string; note: string };
export type Entry = { index: number; event: string; kind: string; bytes: Buffer; leaf: Buffer };

/** Same event, other bytes: somebody tries to rewrite what was said. */
export class LedgerConflict extends Error {}

/**
 * Appends in the caller's transaction, or in its own, and signs one checkpoint for the batch, by two keys where one follows
 * the other. Returns the indexes. Throws when the log was handed to another key meanwhile.
 */
export function append(
  ctx: LedgerCtx,
  drafts: readonly Draft[],
  keys: readonly LedgerKey[] = [ctx.ledgerKey],
): number[] {
  return inTransaction(ctx, () => {
    const before = ledgerSize(ctx);
    invariant(holdsLatestKey(ctx), 'the ledger was handed to another key: start again to sign with it');
    const indexes = drafts.map((draft) => appendOne(ctx, draft));
    if (ledgerSize(ctx) > before) signHead(ctx, before, keys);
    return indexes;
  });
}

function holdsLatestKey({ db, ledgerKey }: LedgerCtx): boolean {
  const latest = prepared(db, `select event from ledger_entries where kind = 'key.rotated' order by idx desc limit 1`);
  const event = latest.pluck().get() as string | undefined;
  return event === undefined || event === `key.rotated:${keyIdOf(ledgerKey)}`;
}

/** A salted commitment to what must not stand in a leaf. Returns the value for `private_commit`. */
export function commitPrivately(ctx: Ctx, event: string, value: Json): string {
  const text = canonical(value);
  const salt = randomBytes(32);
  prepared(ctx.db, 'insert into ledger_private (event, salt, canonical) values (?, ?, ?)').run(event, salt, text);
  return `sha256:${createHash('sha256').update(salt).update(text).digest('hex')}`;
}

export function ledgerSize(ctx: Pick<Ctx, 'db'>): number {
  const last = prepared(ctx.db, 'select max(idx) from ledger_entries').pluck().get() as number | null;
  return last === null ? 0 : last + 1;
}

/** The latest checkpoint as it was signed; null before the first. */
export function latestSigned(ctx: Pick<Ctx, 'db'>): Checkpoint | null {
  const row = prepared(ctx.db, 'select size, root, at, note from ledger_checkpoints order by size desc limit 1').get();
  return (row as Checkpoint | undefined) ?? null;
}

/** The latest checkpoint, with the signatures of the witnesses who have seen it; of an empty log, one made now. */
export function latestCheckpoint(ctx: LedgerCtx): Checkpoint {
  const head = latestSigned(ctx);
  if (!head) {
    const note = signCheckpoint(ctx.ledgerKey, 0, emptyRoot);
    return { size: 0, root: emptyRoot, at: utc(ctx.now), note };
  }
  const lines = prepared(ctx.db, 'select line from ledger_cosignatures where size = ? order by name').pluck();
  return { ...head, note: head.note + (lines.all(head.size) as string[]).join('') };
}

/** The root of the first `size` entries. */
export function rootAt(ctx: Pick<Ctx, 'db'>, size: number): Buffer {
  return rootHash(size, nodeReader(ctx));
}

/** What shows that the log of `size` entries begins with that of `from`. */
export function proveGrowth(ctx: Pick<Ctx, 'db'>, from: number, size: number): Buffer[] {
  return consistencyProof(from, size, nodeReader(ctx));
}

/** The newest checkpoints first. */
export function listCheckpoints(ctx: Pick<Ctx, 'db'>, limit: number): Checkpoint[] {
  return prepared(ctx.db, 'select size, root, at, note from ledger_checkpoints order by size desc limit ?').all(
    limit,
  ) as Checkpoint[];
}

export function entriesOf(ctx: Pick<Ctx, 'db'>, reference: string): Entry[] {
  return prepared(
    ctx.db,
    'select idx as "index", event, kind, bytes, leaf from ledger_entries where reference = ? order by idx',
  ).all(reference) as Entry[];
}

/** Every entry, in order. */
export function* exportEntries({ db }: Pick<Ctx, 'db'>): Generator<Pick<Entry, 'index' | 'leaf' | 'bytes'>> {
  const all = prepared(db, 'select idx as "index", leaf, bytes from ledger_entries order by idx').iterate();
  yield* all as IterableIterator<Pick<Entry, 'index' | 'leaf' | 'bytes'>>;
}

/** C2SP tlog-proof of one entry against a checkpoint that covers it, the latest unless told, with the entry itself in its `extra` line. */
export function receiptOf(ctx: LedgerCtx, index: number, head = latestCheckpoint(ctx)): string {
  const bytes = prepared(ctx.db, 'select bytes from ledger_entries where idx = ?').pluck().get(index) as
    | Buffer
    | undefined;
  if (!bytes) throw new NotFound(`ledger entry ${index}`);
  return formatReceipt({
    index,
    extra: bytes,
    proof: inclusionProof(index, head.size, nodeReader(ctx)),
    checkpoint: head.note,
  });
}

/** The hashes of a C2SP tile: up to `width` nodes of level 8 x `level`, from 256 x `tile`. Null when not complete yet. */
export function tile(ctx: Pick<Ctx, 'db'>, level: number, index: number, width: number): Buffer | null {
  const rows = prepared(ctx.db, 'select hash from ledger_nodes where level = ? and idx >= ? and idx < ? order by idx')
    .pluck()
    .all(8 * level, 256 * index, 256 * index + width) as Buffer[];
  return rows.length === width ? Buffer.concat(rows) : null;
}

function nodeReader(ctx: Pick<Ctx, 'db'>): NodeReader {
  const read = prepared(ctx.db, 'select hash from ledger_nodes where level = ? and idx = ?').pluck();
  return (level, index) => {
    const hash = read.get(level, index) as Buffer | undefined;
    invariant(hash, `ledger node ${level}/${index} is missing`);
    return hash;
  };
}

function appendOne(ctx: LedgerCtx, draft: Draft): number {
  const bytes = Buffer.from(canonical({ ...draft.body, event: draft.event, kind: draft.kind }));
  const known = prepared(ctx.db, 'select idx, bytes from ledger_entries where event = ?').get(draft.event) as
    | { idx: number; bytes: Buffer }
    | undefined;
  if (known) {
    if (!known.bytes.equals(bytes))
      throw new LedgerConflict(`${draft.event} is already in the ledger with other bytes`);
    return known.idx;
  }
  const index = ledgerSize(ctx);
  const leaf = leafHash(bytes);
  prepared(
    ctx.db,
    'insert into ledger_entries (idx, event, kind, reference, at, bytes, leaf) values (?, ?, ?, ?, ?, ?, ?)',
  ).run(index, draft.event, draft.kind, referenceOf(draft.kind, draft.event), draft.body.at, bytes, leaf);
  const addNode = prepared(ctx.db, 'insert into ledger_nodes (level, idx, hash) values (?, ?, ?)');
  for (const node of nodesAfterAppend(index, leaf, nodeReader(ctx))) addNode.run(node.level, node.index, node.hash);
  return index;
}

/** Leaves are recomputed from the stored bytes before the head is signed. */
function signHead(ctx: LedgerCtx, from: number, keys: readonly LedgerKey[]): void {
  for (const row of prepared(ctx.db, 'select idx, bytes, leaf from ledger_entries where idx >= ?').iterate(from)) {
    const { idx, bytes, leaf } = row as { idx: number; bytes: Buffer; leaf: Buffer };
    invariant(leafHash(bytes).equals(leaf), `ledger entry ${idx} does not hash to its leaf`);
  }
  const size = ledgerSize(ctx);
  const root = rootHash(size, nodeReader(ctx));
  prepared(ctx.db, 'insert into ledger_checkpoints (size, root, at, note) values (?, ?, ?, ?)').run(
    size,
    root,
    utc(ctx.now),
    signCheckpoint(keys, size, root),
  );
}

/** Deletes what entries about some references committed to. Their leaves and proofs hold as before; nobody can open them. */
export function forgetPrivate({ db }: Pick<Ctx, 'db'>, references: readonly string[]): void {
  prepared(
    db,
    `delete from ledger_private where event in (select event from ledger_entries where reference in (select value from json_each(?)))`,
  ).run(JSON.stringify(references));
}
