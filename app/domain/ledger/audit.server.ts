// Audits the whole ledger and reports the first entry, node or checkpoint that differs from what was signed.
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Db } from '#db/client.ts';
import { unpackText } from '#db/packed.ts';
import { mendCheckpoint } from './kept-text.ts';
import { keysOf } from './keys.server.ts';
import { referenceOf, signingKeys } from './log.server.ts';
import { nodeReader } from './nodes.server.ts';
import { type Checker, type LedgerKey, openCheckpoint, signCheckpoint } from './note.server.ts';
import { StoredNodes, upperHash } from './stored-nodes.server.ts';
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
 * Index, event, kind, reference, time, bytes as text after the leaf prefix byte, leaf in hex; then salt in hex and text
 * of the private part, null when there is none or it was erased; then those of the figures.
 */
export type StoredEntry = [
  ...[number, string, string, string, string, string, string],
  ...[string | null, string | null, string | null, string | null],
];

/** A stored entry whose texts are packed still, and without the prefix byte. */
type PackedEntry = [
  ...[number, string, string, string, string, Buffer, string],
  ...[string | null, string | null, string | null, string | null],
];

/**
 * SQL: every entry as stored, to be read raw and opened by `openStored`, which is three times as fast as SQL would open it.
 */
export const storedEntries = `select l.idx, l.event, l.kind, l.reference, l.at, l.bytes, hex(l.leaf),
    iif(p.salt is null, null, hex(p.salt)), p.canonical, iif(f.salt is null, null, hex(f.salt)), f.canonical
  from ledger_entries l
  left join ledger_private p on p.event = l.event
  left join ledger_figures f on f.idx = l.idx`;

export function openStored(packed: PackedEntry): StoredEntry {
  const [idx, event, kind, reference, at, bytes, leaf, salt, names, figuresSalt, figures] = packed;
  const entry = `\0${unpackText(bytes, event, at)}`;
  const opened = [salt, names && unpackText(names), figuresSalt, figures && unpackText(figures)] as const;
  return [idx, event, kind, reference, at, entry, leaf, ...opened];
}

/**
 * `kept` is a checkpoint from elsewhere (a receipt, a witness): the ledger must still contain what it signed. `see` gets
 * each entry that is as it was entered, in log order: for checks of the rows beside the tree, without a second read.
 */
export function auditLedger(db: Db, key: LedgerKey, kept?: string, see?: (entry: StoredEntry) => void): Audit {
  // One snapshot: an entry appended during the audit must not look like a cut tail.
  return db.$client.transaction(() => walk(db, key, kept, see)).deferred();
}

function walk(db: Db, key: LedgerKey, kept: string | undefined, see?: (entry: StoredEntry) => void): Audit {
  const started = performance.now();
  const heads = { sizes: listSizes(db), roots: [] as string[] };
  const unnamed: number[] = [];
  const entries = checkEntries(db, heads, (entry) => {
    if (entry[7] === null && entry[5].includes('"private_commit":')) unnamed.push(entry[0]);
    see?.(entry);
  });
  if (typeof entries !== 'number') return entries;
  const walked = performance.now();
  const keys = keysOf(db, key);
  const checkpoints = checkCheckpoints(db, { key, keys }, entries, heads);
  if (typeof checkpoints !== 'number') return checkpoints;
  const node = nodeReader({ db }); // each node was recomputed above
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

/** The sizes of the checkpoints in order, and for those that the walk has passed the root of the entries, in hex. */
type Heads = { sizes: number[]; roots: string[] };

function listSizes(db: Db): number[] {
  return db.$client.prepare('select size from ledger_checkpoints order by size').pluck().all() as number[];
}

/**
 * The number of entries, or the failed audit of the first entry that is wrong or whose nodes are. Fills the roots of
 * `heads` on the way.
 */
function checkEntries(db: Db, heads: Heads, see: (entry: StoredEntry) => void): number | Audit {
  const nodes = new StoredNodes(db);
  const rows = db.$client.prepare(`${storedEntries} where l.idx >= ? order by l.idx limit ?`);
  let entries = 0;
  for (const packed of inChunks<PackedEntry>(rows)) {
    const row = openStored(packed);
    if (row[0] !== entries) return bad(entries, 'the entry is missing');
    const reason = wrongEntry(row) ?? nodes.wrongNode(entries, row[6]);
    if (reason) return bad(entries, reason);
    see(row);
    entries++;
    while (heads.sizes[heads.roots.length] === entries) heads.roots.push(nodes.rootOf(entries));
  }
  return nodes.areAllRead() ? entries : bad(entries, 'a node stands there that no entry makes');
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

type OwnKeys = { key: LedgerKey; keys: readonly Checker[] };

function checkCheckpoints(db: Db, { key, keys }: OwnKeys, entries: number, { roots }: Heads): number | Audit {
  const rows = db.$client.prepare(
    'select size, hex(root), note from ledger_checkpoints where size >= ? order by size limit ?',
  );
  const signers = signingKeys(key);
  let [count, covered] = [0, 0];
  for (const [size, root, note] of inChunks<[number, string, string]>(rows)) {
    // Ed25519 gives one signature for a key and a text, and making it costs a third of checking it. Another text than
    // what would be signed today is opened: it may be by a key of before, or carry another line.
    if (note !== signCheckpoint(signers, size, Buffer.from(root, 'hex'))) {
      const signed = openCheckpoint(keys, note);
      if (!signed) return bad(size - 1, `the checkpoint of size ${size} is not signed by this ledger`);
      if (signed.size !== size || Buffer.from(signed.root).toString('hex').toUpperCase() !== root)
        return bad(size - 1, `the checkpoint of size ${size} does not say what its row says`);
    }
    if (size > entries) return bad(entries, `a checkpoint covers ${size} entries; the tail was cut`);
    if (roots[count] !== root) return bad(size - 1, `the root signed at size ${size} is not the root of the entries`);
    count++;
    covered = size;
  }
  return covered < entries ? bad(covered, 'no checkpoint covers the entry') : count;
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
  if (prefixed.includes('\ufffd') || upperHash(prefixed) !== leaf) return 'the bytes do not hash to the leaf';
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
function opens(commit: unknown, salt: string | null, text: string | null): boolean {
  if (salt === null || text === null) return true;
  return commit === `sha256:${hash('sha256', salted(salt, text), 'hex')}`;
}

/** The bytes of the salt and the text; in one buffer that is written again each time, where they fit. */
function salted(salt: string, text: string): Buffer {
  const saltBytes = salt.length / 2;
  const into = saltBytes + 3 * text.length > scratch.length ? Buffer.alloc(saltBytes + 3 * text.length) : scratch;
  into.write(salt, 'hex');
  return into.subarray(0, saltBytes + into.write(text, saltBytes));
}

const scratch = Buffer.alloc(16_384);

function bad(index: number | null, reason: string): Audit {
  return { ok: false, index, reason };
}
