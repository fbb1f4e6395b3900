// Proofs made from tiles and verified with WebCrypto alone: in a reader's browser, against what the log serves. RFC 6962
// section 2.1; the tiles are those of C2SP tlog-tiles.
import { rootFromProof } from './verify.ts';

type Hash = Uint8Array<ArrayBuffer>;
/** The hashes of a tile, `width` x 32 bytes. Rejects when the log does not serve it. */
export type TileFetcher = (level: number, index: number, width: number) => Promise<Uint8Array>;

/** Reads complete subtrees of a log of `size` entries from its tiles, each tile once. */
export function openTiles(size: number, fetchTile: TileFetcher): (level: number, index: number) => Promise<Hash> {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return async (level, index) => {
    const [tileLevel, span] = [Math.floor(level / 8), 2 ** (level % 8)];
    const first = index * span;
    const at = Math.floor(first / 256);
    const width = Math.min(256, Math.floor(size / 256 ** tileLevel) - 256 * at);
    const key = `${tileLevel}/${at}`;
    const tile = tiles.get(key) ?? fetchTile(tileLevel, at, width);
    tiles.set(key, tile);
    const hashes = await tile;
    if (hashes.length !== 32 * width) throw new RangeError(`the tile ${key} has another length`);
    const own = Array.from(
      { length: span },
      (_, i) => new Uint8Array(hashes.slice(32 * (first % 256) + 32 * i).slice(0, 32)),
    );
    return fold(own);
  };
}

/** The root over 2^n hashes. */
async function fold(hashes: Hash[]): Promise<Hash> {
  let level = hashes;
  while (level.length > 1)
    level = await Promise.all(
      Array.from({ length: level.length / 2 }, (_, i) => hashPair(level[2 * i]!, level[2 * i + 1]!)),
    );
  return level[0]!;
}

type Nodes = (level: number, index: number) => Promise<Hash>;

async function hashRange(from: number, to: number, node: Nodes): Promise<Hash> {
  const level = Math.log2(to - from);
  if (Number.isInteger(level) && from % (to - from) === 0) return node(level, from / (to - from));
  const split = from + powerBelow(to - from);
  return hashPair(await hashRange(from, split, node), await hashRange(split, to, node));
}

/** Whether the entry at `index` of the log with this head has this leaf. */
export async function hasLeaf(
  index: number,
  leaf: Hash,
  head: { size: number; root: Uint8Array },
  node: Nodes,
): Promise<boolean> {
  if (index >= head.size) return false;
  const path = async (at: number, from: number, to: number): Promise<Hash[]> => {
    if (to - from === 1) return [];
    const split = from + powerBelow(to - from);
    return at < split
      ? [...(await path(at, from, split)), await hashRange(split, to, node)]
      : [...(await path(at, split, to)), await hashRange(from, split, node)];
  };
  const root = await rootFromProof(index, head.size, leaf, await path(index, 0, head.size));
  return root !== null && equal(root, head.root);
}

type Known = { size: number; root: Uint8Array };

/**
 * Whether the log `after` begins with the log `before`: a consistency proof from the tiles, and its verification by
 * RFC 9162 section 2.1.4.2.
 */
export async function continues(before: Known, after: Known, node: Nodes): Promise<boolean> {
  if (before.size > after.size) return false;
  if (before.size === after.size) return equal(before.root, after.root);
  if (before.size === 0) return true;
  const path = async (from: number, to: number, whole: boolean): Promise<Hash[]> => {
    if (before.size === to) return whole ? [] : [await hashRange(from, to, node)];
    const split = from + powerBelow(to - from);
    return before.size <= split
      ? [...(await path(from, split, whole)), await hashRange(split, to, node)]
      : [...(await path(split, to, false)), await hashRange(from, split, node)];
  };
  return isProven(before, after, await path(0, after.size, true));
}

async function isProven(before: Known, after: Known, proof: readonly Hash[]): Promise<boolean> {
  const complete = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = complete ? [new Uint8Array(before.root), ...proof] : proof;
  if (!first) return false;
  let [at, last] = [before.size - 1, after.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [old, now]: Hash[] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = await hashPair(sibling, old!);
      now = await hashPair(sibling, now!);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else now = await hashPair(now!, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && equal(old!, before.root) && equal(now!, after.root);
}

async function hashPair(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 33);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The largest power of two strictly below n (n > 1). */
function powerBelow(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
