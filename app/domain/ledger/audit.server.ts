// Audits the whole ledger and reports the first entry, node or checkpoint that differs from what was signed.
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Db } from '#db/client.ts';
import { blob, getValue, integer, listRows, nullable, text } from '#db/rows.ts';
import { mendCheckpoint } from './kept-text.ts';
import { keysOf } from './keys.server.ts';
import { referenceOf } from './log.server.ts';
import { nodeReader } from './nodes.server.ts';
import { type Checker, type LedgerKey, openCheckpoint } from './note.server.ts';
import { type NodeReader, rootHash } from './tree.server.ts';

export type Audit =
  | {
      ok: true;
      entries: number;
      checkpoints: number;
      root: string;
      entriesMs: number;
      checkpointsMs: number;
      /** Indexes of entries whose private part is not there: erased, or deleted. */
      unnamed: number[];
    }
  | { ok: false; index: number | null; reason: string };

/**
 * Index, event, kind, reference, time, bytes as text after the leaf prefix byte, leaf in hex; then salt and text
 * of the private part, null when there is none or it was erased; then those of the figures.
 */
export type StoredEntry = [
  ...[number, string, string, string, string, string, string],
  ...[Buffer | null, string | null, Buffer | null, string | null],
];

/**
 * SQL: every entry as stored, to be read raw. Text columns, because a buffer per column costs more than hashing.
 */
export const storedEntries = `select l.idx, l.event, l.kind, l.reference, l.at, x'00' || l.bytes, hex(l.leaf), p.salt, p.canonical,
    f.salt, f.canonical
  from ledger_entries l
  left join ledger_private p on p.event = l.event
  left join ledger_figures f on f.idx = l.idx`;

/**
 * `kept` is a checkpoint from elsewhere (a receipt, a witness): the ledger must still contain what it signed.
 */
export function auditLedger(db: Db, key: LedgerKey, kept?: string): Audit {
  // One snapshot: an entry appended during the audit must not look like a cut tail.
  return db.$client.transaction(() => walk(db, keysOf(db, key), kept)).deferred();
}

function walk(db: Db, keys: readonly Checker[], kept: string | undefined): Audit {
  const started = performance.now();
  const unnamed: number[] = [];
  const entries = checkEntries(db, unnamed);
  if (typeof entries !== 'number') return entries;
  const walked = performance.now();
  const node = nodeReader({ db }); // each node was recomputed above
  const checkpoints = checkCheckpoints(db, keys, entries, node);
  if (typeof checkpoints !== 'number') return checkpoints;
  const differs = kept === undefined ? null : wrongKept(kept, keys, entries, node);
  if (differs) return differs;
  const root = rootHash(entries, node).toString('base64');
  return {
    ok: true,
    entries,
    checkpoints,
    root,
    unnamed,
    entriesMs: walked - started,
    checkpointsMs: performance.now() - walked,
  };
}

/**
 * The number of entries, or the failed audit of the first entry that is wrong or whose nodes are. Fills `unnamed` with
 * the entries whose private part is not there.
 */
function checkEntries(db: Db, unnamed: number[]): number | Audit {
  const levels = new Levels(db);
  const rows = db.$client.prepare(`${storedEntries} where l.idx >= ? order by l.idx limit ?`);
  let entries = 0;
  for (const row of inChunks<StoredEntry>(rows)) {
    if (row[0] !== entries) return bad(entries, 'the entry is missing');
    const reason = wrongEntry(row) ?? levels.wrongNode(entries, row[6]);
    if (reason) return bad(entries, reason);
    if (row[7] === null && row[5].includes('"private_commit":')) unnamed.push(entries);
    entries++;
  }
  return levels.areAllRead() ? entries : bad(entries, 'a node stands there that no entry makes');
}

const chunk = 1000;

/**
 * Rows in the order of their first column, in chunks: faster than one by one, and never all in memory. The cast
 * stays: declared columns would cost more than the hashing, and a wrong value is what the audit looks for.
 */
function* inChunks<Row extends [number, ...unknown[]]>(from: Database.Statement, ...first: unknown[]): Generator<Row> {
  const rows = from.raw();
  for (let at = 0; ; ) {
    const some = rows.all(...first, at, chunk) as Row[];
    yield* some;
    if (some.length < chunk) return;
    at = some.at(-1)![0] + 1;
  }
}

/**
 * Reads the stored nodes, level by level in index order, to compare them with the hashes computed from the
 * leaves.
 */
class Levels {
  private rows: Database.Statement;
  private stored: Generator<[number, string]>[] = [];
  private last: string[] = [];
  private highest: number;
  constructor(db: Db) {
    this.rows = db.$client.prepare(
      `select idx, hex(hash)
       from ledger_nodes
       where level = ? and idx >= ?
       order by idx
       limit ?`,
    );
    this.highest = getValue(db, nullable(integer), 'select max(level) from ledger_nodes') ?? -1;
  }

  /** Null when every node that this leaf completes is stored correctly; otherwise the reason. */
  wrongNode(index: number, leaf: string): string | null {
    let [level, at, hash] = [0, index, leaf];
    for (;;) {
      const row = this.next(level);
      if (!row || row[0] !== at || row[1] !== hash) return `node ${level}/${at} is not the hash of its leaves`;
      const before = this.last[level];
      this.last[level] = hash;
      if (at % 2 === 0) return null;
      hash = hexNode(before!, hash);
      [level, at] = [level + 1, (at - 1) / 2];
    }
  }

  /** False when a node is stored that no leaf produces. */
  areAllRead(): boolean {
    return this.highest < this.stored.length && this.stored.every((rows) => rows.next().done);
  }

  private next(level: number): [number, string] | undefined {
    this.stored[level] ??= inChunks<[number, string]>(this.rows, level);
    return this.stored[level].next().value as [number, string] | undefined;
  }
}

function checkCheckpoints(db: Db, keys: readonly Checker[], entries: number, node: NodeReader): number | Audit {
  const checkpoint = { size: integer, root: blob, note: text };
  const rows = listRows(db, checkpoint, 'select size, root, note from ledger_checkpoints order by size');
  for (const { size, root, note } of rows) {
    const signed = openCheckpoint(keys, note);
    if (!signed) return bad(size - 1, `the checkpoint of size ${size} is not signed by this ledger`);
    if (signed.size !== size || !root.equals(signed.root))
      return bad(size - 1, `the checkpoint of size ${size} does not say what its row says`);
    if (size > entries) return bad(entries, `a checkpoint covers ${size} entries; the tail was cut`);
    if (!rootHash(size, node).equals(root))
      return bad(size - 1, `the root signed at size ${size} is not the root of the entries`);
  }
  const covered = rows.at(-1)?.size ?? 0;
  if (covered < entries) return bad(covered, 'no checkpoint covers the entry');
  return rows.length;
}

function wrongKept(kept: string, keys: readonly Checker[], entries: number, node: NodeReader): Audit | null {
  const whole = mendCheckpoint(kept);
  if (whole === null) return bad(null, 'what was kept is no whole checkpoint');
  const signed = openCheckpoint(keys, whole);
  if (!signed) return bad(null, 'the kept checkpoint is not signed by this ledger');
  if (signed.size > entries) return bad(entries, `the kept checkpoint covers ${signed.size} entries; the tail was cut`);
  if (!rootHash(signed.size, node).equals(signed.root))
    return bad(null, `the first ${signed.size} entries are not those of the kept checkpoint`);
  return null;
}

/** The error of one stored entry by itself; null when its columns, bytes, leaf and private part agree. */
export function wrongEntry(stored: StoredEntry): string | null {
  const [, event, kind, reference, at, prefixed, leaf, salt, kept, figuresSalt, figures] = stored;
  // Invalid UTF-8 is read as U+FFFD, so that different bytes would give the same text; no entry contains U+FFFD.
  if (prefixed.includes('\ufffd') || hexHash(prefixed) !== leaf) return 'the bytes do not hash to the leaf';
  try {
    const text = prefixed.slice(1);
    const parsed = JSON.parse(text) as Record<string, unknown>;
    // Serialised again it is the same text: no key occurs twice, and each value has one spelling.
    if (JSON.stringify(parsed) !== text) return 'the bytes could be read in two ways';
    if (parsed.event !== event || parsed.kind !== kind) return 'event or kind differ from the bytes';
    if (parsed.at !== at || referenceOf(kind, event) !== reference) return 'day or reference differ from the bytes';
    if (!opens(parsed.private_commit, salt, kept)) return 'the private part is not what was committed to';
    if (parsed.figures_commit !== undefined && figures === null) return 'its figures were deleted';
    if (!opens(parsed.figures_commit, figuresSalt, figures)) return 'the figures are not what was committed to';
    return null;
  } catch {
    return 'the bytes are not JSON';
  }
}

/** True also for what was erased, or was never there. */
function opens(commit: unknown, salt: Buffer | null, text: string | null): boolean {
  if (salt === null || text === null) return true;
  return commit === `sha256:${hash('sha256', Buffer.concat([salt, Buffer.from(text)]))}`;
}

const hexHash = (of: string | Uint8Array) => hash('sha256', of, 'hex').toUpperCase(); // upper case like hex() of SQLite

const pair = Buffer.alloc(65, 1);
function hexNode(left: string, right: string): string {
  pair.write(left, 1, 'hex');
  pair.write(right, 33, 'hex');
  return hexHash(pair);
}

function bad(index: number | null, reason: string): Audit {
  return { ok: false, index, reason };
}
