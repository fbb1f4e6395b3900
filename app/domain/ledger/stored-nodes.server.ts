// The stored nodes of the tree against the hashes computed from the leaves. Reads only.
import { hash } from 'node:crypto';
import type { Db } from '#db/client.ts';
import { getRow, getValue, integer, listRows, nullable, text } from '#db/rows.ts';

/** SHA-256 in upper case, like hex() of SQLite. */
export const upperHash = (of: string | Uint8Array) => hash('sha256', of, 'hex').toUpperCase();

const chunk = 1024;
/** The digits of a hash in hex. */
const digits = 64;

/** A run of nodes of one level as one text, which costs a third of reading them one by one. */
type Run = { from: number; hashes: string };

/** Reads the stored nodes level by level, as the leaves complete them. */
export class StoredNodes {
  private db: Db;
  private runs: Run[] = [];
  private last: string[] = [];
  private read = 0;
  constructor(db: Db) {
    this.db = db;
  }

  /** Null when every node that this leaf completes is stored correctly; otherwise the reason. Leaves come in order. */
  wrongNode(index: number, leaf: string): string | null {
    let [level, at, node] = [0, index, leaf];
    for (;;) {
      if (!this.isStored(level, at, node)) return `node ${level}/${at} is not the hash of its leaves`;
      this.read++;
      const before = this.last[level];
      this.last[level] = node;
      if (at % 2 === 0) return null;
      node = hexNode(before!, node);
      [level, at] = [level + 1, (at - 1) / 2];
    }
  }

  /** The root of the first `size` leaves, in hex, while they are all that came: of each full subtree its last node. */
  rootOf(size: number): string {
    let root: string | null = null;
    for (let [level, rest] = [0, size]; rest > 0; [level, rest] = [level + 1, Math.floor(rest / 2)])
      if (rest % 2 === 1) root = root === null ? this.last[level]! : hexNode(this.last[level]!, root);
    return root ?? upperHash('');
  }

  /** False when a node is stored that no leaf produces. */
  areAllRead(): boolean {
    return getValue(this.db, integer, 'select count(*) from ledger_nodes') === this.read;
  }

  private isStored(level: number, at: number, node: string): boolean {
    const known = this.runs[level];
    const run = known && at < known.from + known.hashes.length / digits ? known : this.readRun(level, at);
    return run.hashes.startsWith(node, (at - run.from) * digits);
  }

  private readRun(level: number, from: number): Run {
    const bounds = 'from ledger_nodes where level = ? and idx >= ? and idx < ? order by idx';
    const run = getRow(
      this.db,
      { hashes: nullable(text), nodes: integer, last: nullable(integer) },
      `select group_concat(hex(hash), '') as hashes, count(*) as nodes, max(idx) as last
       from (select idx, hash ${bounds})`,
      level,
      from,
      from + chunk,
    );
    const isWhole = run.last === null || run.last === from + run.nodes - 1;
    const hashes = isWhole ? (run.hashes ?? '') : this.readUpToGap(level, from);
    this.runs[level] = { from, hashes };
    return this.runs[level];
  }

  private readUpToGap(level: number, from: number): string {
    const rows = listRows(
      this.db,
      { at: integer, node: text },
      `select idx as at, hex(hash) as node
       from ledger_nodes
       where level = ? and idx >= ? and idx < ?
       order by idx`,
      level,
      from,
      from + chunk,
    );
    const gap = rows.findIndex(({ at }, n) => at !== from + n);
    return rows
      .slice(0, gap)
      .map(({ node }) => node)
      .join('');
  }
}

const pair = Buffer.alloc(65, 1);
function hexNode(left: string, right: string): string {
  pair.write(left, 1, 'hex');
  pair.write(right, 33, 'hex');
  return upperHash(pair);
}
