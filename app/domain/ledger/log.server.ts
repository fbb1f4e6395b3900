// Owns the ledger tables. Appends and reads; never updates or deletes an entry (the tables refuse it too). Only
// the private part of an entry can be erased.
import { hash, randomBytes } from 'node:crypto';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { packByTemplate, packEntry, unpackText } from '#db/packed.ts';
import {
  blob,
  eachRow,
  findValue,
  getRow,
  getValue,
  hasRow,
  integer,
  listRows,
  nullable,
  type Row,
  text,
} from '#db/rows.ts';
import { canonicalJson, type Json } from './canonical.ts';
import type { EntryKind } from './entry-kinds.ts';
import { entryBytesSql, entryTextSql } from './entry-text.ts';
import { nodeReader } from './nodes.server.ts';
import { keyIdOf, type LedgerKey, signCheckpoint } from './note.server.ts';
import { leafHash, type NodeReader, nodesAfterAppend, rootHash } from './tree.server.ts';

export type LedgerCtx = Ctx & { ledgerKey: LedgerKey };

export type EntryDraft = {
  kind: EntryKind;
  /**
   * Idempotency key: the same event with the same bytes returns the same index. Begins with its subject, such as
   * an order id.
   */
  event: string;
  /** The public part: the fields that docs/ledger-entries.md lists for the kind, without its commitments. */
  body: { readonly at: string; readonly [key: string]: Json };
  /** The part that only the parties may read: kept beside the log, and committed to in the leaf as `figures_commit`. */
  figures?: { readonly [key: string]: Json };
};

/**
 * The subject of an entry, for look-ups: its event up to the first colon; for a published file or a key, the
 * part after its kind.
 */
export function referenceOf(kind: string, event: string): string {
  return event.startsWith(`${kind}:`) ? event.slice(kind.length + 1) : event.slice(0, event.indexOf(':'));
}

const ledgerEntry = { index: integer, event: text, kind: text, bytes: blob, leaf: blob, figures: nullable(text) };
/** `figures` is the canonical text that its `figures_commit` opens with; null for an entry without one. */
export type LedgerEntry = Row<typeof ledgerEntry>;

/** The event is in the ledger already with other bytes: a caller tries to rewrite an entry. */
export class LedgerConflict extends Error {}

/**
 * Appends in the caller's transaction, or in its own, and signs one checkpoint for the batch, with every key that is
 * not retired. Returns the indexes. Throws when the log has been rotated to a key that this process does not have.
 */
export function appendEntries(ctx: LedgerCtx, drafts: readonly EntryDraft[], keys?: readonly LedgerKey[]): number[] {
  return inTransaction(ctx, () => {
    const before = ledgerSize(ctx);
    const tree = openTree(ctx, before);
    const indexes = drafts.map((draft) => appendOne(ctx, draft, tree));
    if (tree.size > before) signHead(ctx, before, tree, keys ?? signingKeys(latestKey(ctx)));
    return indexes;
  });
}

/** The key itself, then those of before that still sign. */
export function signingKeys(key: LedgerKey): LedgerKey[] {
  return [key, ...(key.former ?? [])];
}

/** The event of the latest entry about the log's keys or its origin; null before the first. */
export function latestKeyEvent({ db }: Pick<Ctx, 'db'>): string | null {
  const latest = `select event
     from ledger_entries
     where idx = (select max(idx) from ledger_entries where kind in ('key.rotated', 'key.retired', 'ledger.restored'))`;
  return findValue(db, text, latest) ?? null;
}

/** The key of the context, opened again when another process has rotated or retired one since. */
function latestKey(ctx: LedgerCtx): LedgerKey {
  const { ledgerKey } = ctx;
  const event = latestKeyEvent(ctx);
  if (event === null || event === ledgerKey.event) return ledgerKey;
  if (ledgerKey.reopen) return ledgerKey.reopen();
  invariant(
    !event.startsWith('key.rotated:') || event === `key.rotated:${keyIdOf(ledgerKey)}`,
    'the ledger was handed to another key: start again to sign with it',
  );
  return ledgerKey;
}

/**
 * Stores data that must not be in a leaf, with a salt, and returns the salted commitment for `private_commit`.
 */
export function privateCommitment(ctx: Ctx, event: string, value: Json): string {
  const text = canonicalJson(value);
  const salt = newSalt();
  preparedSql(ctx.db, 'insert into ledger_private (event, salt, canonical) values (?, ?, ?)').run(
    event,
    salt,
    packByTemplate('parties', text),
  );
  return commitTo(salt, text);
}

/** `sha256:` and SHA-256 over the salt and the text, in hex. */
function commitTo(salt: Buffer, text: string): string {
  return `sha256:${hash('sha256', Buffer.concat([salt, Buffer.from(text)]), 'hex')}`;
}

const saltBytes = 32;
const salts: Buffer[] = [];

/** 32 random bytes of their own. Drawn in hundreds, because each draw costs as much as four hashes. */
function newSalt(): Buffer {
  const salt = salts.pop();
  if (salt) return salt;
  const drawn = randomBytes(128 * saltBytes);
  for (let at = saltBytes; at < drawn.length; at += saltBytes) salts.push(drawn.subarray(at, at + saltBytes));
  return drawn.subarray(0, saltBytes);
}

/** The canonical texts of an entry and of its figures as one object: the entry as its parties read it. */
export function openedText(entry: string, figures: string | null): string {
  return figures === null ? entry : `${entry.slice(0, -1)},${figures.slice(1)}`;
}

export function ledgerSize(ctx: Pick<Ctx, 'db'>): number {
  const last = getValue(ctx.db, nullable(integer), 'select max(idx) from ledger_entries');
  return last === null ? 0 : last + 1;
}

export function entriesOf(ctx: Pick<Ctx, 'db'>, reference: string): LedgerEntry[] {
  return listRows(
    ctx.db,
    ledgerEntry,
    `select l.idx as "index", l.event, l.kind, ${entryBytesSql} as bytes, l.leaf, unpacked(f.canonical) as figures
     from ledger_entries l
     left join ledger_figures f on f.idx = l.idx
     where l.reference = ?
     order by l.idx`,
    reference,
  );
}

/** The entries of a kind, in log order. */
export function entriesOfKind({ db }: Pick<Ctx, 'db'>, kind: EntryKind): Row<typeof storedLeaf>[] {
  return listRows(
    db,
    storedLeaf,
    `select idx as "index", leaf, ${entryBytesSql} as bytes from ledger_entries l where kind = ? order by idx`,
    kind,
  );
}

/** Whether the log has an entry of this event. */
export function hasEntry({ db }: Pick<Ctx, 'db'>, event: string): boolean {
  return hasRow(db, 'select 1 from ledger_entries where event = ?', event);
}

/** Every entry, in order. */
export function exportEntries({ db }: Pick<Ctx, 'db'>): Generator<Row<typeof storedLeaf>> {
  return eachRow(
    db,
    storedLeaf,
    `select idx as "index", leaf, ${entryBytesSql} as bytes from ledger_entries l order by idx`,
  );
}

const storedLeaf = { index: integer, leaf: blob, bytes: blob };

/** The tree while a batch is appended: nodes that the batch made are not read back. */
type GrowingTree = { size: number; node: NodeReader; add: (leaf: Buffer) => void };

function openTree({ db }: LedgerCtx, size: number): GrowingTree {
  const stored = nodeReader({ db });
  const last: { index: number; hash: Buffer }[] = [];
  const store = preparedSql(db, 'insert into ledger_nodes (level, idx, hash) values (?, ?, ?)');
  const tree: GrowingTree = {
    size,
    node: (level, index) => (last[level]?.index === index ? last[level].hash : stored(level, index)),
    add(leaf) {
      for (const { level, index, hash } of nodesAfterAppend(tree.size, leaf, tree.node)) {
        store.run(level, index, hash);
        last[level] = { index, hash };
      }
      tree.size++;
    },
  };
  return tree;
}

function appendOne(ctx: LedgerCtx, draft: EntryDraft, tree: GrowingTree): number {
  const { event, kind, body } = draft;
  const figures = draft.figures && canonicalJson(draft.figures);
  const salt = figures === undefined ? null : newSalt();
  const text = entryText(draft, salt, figures);
  const leaf = leafHash(Buffer.from(text));
  const index = tree.size;
  const added = preparedSql(
    ctx.db,
    `insert into ledger_entries (idx, event, kind, reference, at, bytes, leaf)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (event) do nothing`,
  ).run(index, event, kind, referenceOf(kind, event), body.at, packEntry(text, { event, at: body.at }), leaf);
  if (added.changes === 0) return indexOfSame(ctx, draft, figures);
  if (figures !== undefined)
    preparedSql(ctx.db, 'insert into ledger_figures (idx, salt, canonical) values (?, ?, ?)').run(
      index,
      salt,
      packByTemplate('figures', figures),
    );
  tree.add(leaf);
  return index;
}

function entryText({ event, kind, body }: EntryDraft, salt: Buffer | null, figures: string | undefined): string {
  const commit = salt !== null && figures !== undefined && { figures_commit: commitTo(salt, figures) };
  return canonicalJson({ ...body, ...commit, event, kind });
}

const knownEntry = { idx: integer, text, salt: nullable(blob) };
const knownEntrySql = `select l.idx, ${entryTextSql} as text, f.salt
  from ledger_entries l
  left join ledger_figures f on f.idx = l.idx
  where l.event = ?`;

/** The index of the entry that has the event of the draft. Throws when it does not say the same. */
function indexOfSame({ db }: LedgerCtx, draft: EntryDraft, figures: string | undefined): number {
  const { idx, text, salt } = getRow(db, knownEntry, knownEntrySql, draft.event);
  if (text !== entryText(draft, salt, figures))
    throw new LedgerConflict(`${draft.event} is already in the ledger with other bytes`);
  return idx;
}

const appendedRow = { index: integer, event: text, at: text, bytes: blob, leaf: blob };

/** Recomputes the leaves from the stored bytes before it signs the checkpoint. */
function signHead(ctx: LedgerCtx, from: number, { size, node }: GrowingTree, keys: readonly LedgerKey[]): void {
  const appended = 'select idx as "index", event, at, bytes, leaf from ledger_entries where idx >= ?';
  for (const { index, event, at, bytes, leaf } of listRows(ctx.db, appendedRow, appended, from))
    invariant(
      leafHash(Buffer.from(unpackText(bytes, event, at))).equals(leaf),
      `ledger entry ${index} does not hash to its leaf`,
    );
  const root = rootHash(size, node);
  preparedSql(ctx.db, 'insert into ledger_checkpoints (size, root, at, note) values (?, ?, ?, ?)').run(
    size,
    root,
    isoUtc(ctx.now),
    signCheckpoint(keys, size, root),
  );
}
