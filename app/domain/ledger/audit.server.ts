// Walks the whole ledger and names the first thing that is not as it was signed.
import type { Db } from '#db/client.ts';
import { canonical } from './canonical.ts';
import { type LedgerKey, openCheckpoint } from './note.server.ts';
import { leafHash, type NodeReader, nodeHash, rootHash } from './tree.server.ts';

export type Audit =
  | { ok: true; entries: number; checkpoints: number; root: string; ms: number }
  | { ok: false; index: number | null; reason: string };

type Row = { idx: number; event: string; kind: string; bytes: Buffer; leaf: Buffer };

/** `kept` is a checkpoint from elsewhere (a receipt, a witness): what it signed must still be what we hold. */
export function auditLedger(db: Db, key: LedgerKey, kept?: string): Audit {
  // One snapshot: an entry appended meanwhile is not a cut tail.
  return db.$client.transaction(() => walk(db, key, kept)).deferred();
}

function walk(db: Db, key: LedgerKey, kept: string | undefined): Audit {
  const started = performance.now();
  const tree = new Map<string, Buffer>();
  const node: NodeReader = (level, index) => tree.get(`${level}/${index}`)!;
  const storedNode = db.$client.prepare('select hash from ledger_nodes where level = ? and idx = ?').pluck();
  let expected = 0;
  for (const raw of db.$client
    .prepare('select idx, event, kind, bytes, leaf from ledger_entries order by idx')
    .iterate()) {
    const row = raw as Row;
    if (row.idx !== expected) return bad(expected, 'the entry is missing');
    const reason = wrongEntry(row);
    if (reason) return bad(row.idx, reason);
    let [level, at, hash] = [0, row.idx, row.leaf];
    for (;;) {
      tree.set(`${level}/${at}`, hash);
      const stored = storedNode.get(level, at) as Buffer | undefined;
      if (!stored?.equals(hash)) return bad(row.idx, `node ${level}/${at} is not the hash of its leaves`);
      if (at % 2 === 0) break;
      hash = nodeHash(node(level, at - 1), hash);
      [level, at] = [level + 1, (at - 1) / 2];
    }
    expected++;
  }
  const checkpoints = checkCheckpoints(db, key, expected, node);
  if (typeof checkpoints !== 'number') return checkpoints;
  if (kept !== undefined) {
    const signed = openCheckpoint(key, kept);
    if (!signed) return bad(null, 'the kept checkpoint is not signed by this ledger');
    if (signed.size > expected)
      return bad(expected, `the kept checkpoint covers ${signed.size} entries; the tail was cut`);
    if (!rootHash(signed.size, node).equals(signed.root))
      return bad(null, `the first ${signed.size} entries are not those of the kept checkpoint`);
  }
  const root = rootHash(expected, node).toString('base64');
  return { ok: true, entries: expected, checkpoints, root, ms: performance.now() - started };
}

function checkCheckpoints(db: Db, key: LedgerKey, entries: number, node: NodeReader): number | Audit {
  const rows = db.$client.prepare('select size, root, note from ledger_checkpoints order by size').all() as {
    size: number;
    root: Buffer;
    note: string;
  }[];
  for (const { size, root, note } of rows) {
    const signed = openCheckpoint(key, note);
    if (!signed) return bad(size - 1, `the checkpoint of size ${size} is not signed by this ledger`);
    if (signed.size !== size || !signed.root.equals(root))
      return bad(size - 1, `the checkpoint of size ${size} does not say what its row says`);
    if (size > entries) return bad(entries, `a checkpoint covers ${size} entries; the tail was cut`);
    if (!rootHash(size, node).equals(root))
      return bad(size - 1, `the root signed at size ${size} is not the root of the entries`);
  }
  const covered = rows.at(-1)?.size ?? 0;
  if (covered < entries) return bad(covered, 'no checkpoint covers the entry');
  return rows.length;
}

function wrongEntry({ event, kind, bytes, leaf }: Row): string | null {
  if (!leafHash(bytes).equals(leaf)) return 'the bytes do not hash to the leaf';
  try {
    const text = bytes.toString('utf8');
    const parsed = JSON.parse(text);
    if (canonical(parsed) !== text) return 'the bytes are not canonical';
    if (parsed.event !== event || parsed.kind !== kind) return 'event or kind differ from the bytes';
    return null;
  } catch {
    return 'the bytes are not canonical JSON';
  }
}

function bad(index: number | null, reason: string): Audit {
  return { ok: false, index, reason };
}
