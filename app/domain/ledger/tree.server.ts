// RFC 6962 Merkle tree over stored subtree roots. Pure computation on hashes; the storage is passed in as a
// function.
import { hash } from 'node:crypto';

export const emptyRoot = hash('sha256', '', 'buffer');

/** Hash of the complete subtree (level, index). */
export type NodeReader = (level: number, index: number) => Buffer;

const leafPrefix = Buffer.of(0);

export function leafHash(bytes: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, bytes]), 'buffer');
}

/**
 * A node's prefix and its two children. The buffer is reused, because trees are walked by the hundred thousand
 * nodes.
 */
const pair = Buffer.alloc(65);
pair[0] = 1;

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== 32 || right.length !== 32)
    return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
  pair.set(left, 1);
  pair.set(right, 33);
  return hash('sha256', pair, 'buffer');
}

/** The subtrees that become complete when leaf `index` is appended, leaf first. */
export function nodesAfterAppend(
  index: number,
  leaf: Buffer,
  node: NodeReader,
): { level: number; index: number; hash: Buffer }[] {
  const added = [{ level: 0, index, hash: leaf }];
  let [level, at, root] = [0, index, leaf];
  while (at % 2 === 1) {
    root = nodeHash(node(level, at - 1), root);
    level++;
    at = (at - 1) / 2;
    added.push({ level, index: at, hash: root });
  }
  return added;
}

/** Merkle tree hash of leaves [from, to). */
function rangeHash(from: number, to: number, node: NodeReader): Buffer {
  const size = to - from;
  if (size === 0) return emptyRoot;
  const level = Math.log2(size);
  if (Number.isInteger(level) && from % size === 0) return node(level, from / size);
  const split = from + largestPowerBelow(size);
  return nodeHash(rangeHash(from, split, node), rangeHash(split, to, node));
}

/** The root of the first `size` leaves: their full subtrees joined from the smallest up, as `rangeHash(0, size)` does. */
export function rootHash(size: number, node: NodeReader): Buffer {
  let root: Buffer | null = null;
  for (let [level, rest] = [0, size]; rest > 0; [level, rest] = [level + 1, Math.floor(rest / 2)]) {
    if (rest % 2 === 0) continue;
    const full = node(level, rest - 1);
    root = root === null ? full : nodeHash(full, root);
  }
  return root ?? emptyRoot;
}

/** RFC 6962 2.1.1: the sibling hashes from leaf `index` to the root of the first `size` leaves. */
export function inclusionProof(index: number, size: number, node: NodeReader): Buffer[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const path = (at: number, from: number, to: number): Buffer[] => {
    if (to - from === 1) return [];
    const split = from + largestPowerBelow(to - from);
    return at < split
      ? [...path(at, from, split), rangeHash(split, to, node)]
      : [...path(at, split, to), rangeHash(from, split, node)];
  };
  return path(index, 0, size);
}

/**
 * RFC 6962 2.1.2: the proof that the tree of `size` begins with the tree of `from`. Empty when the sizes are
 * equal or `from` is 0.
 */
export function consistencyProof(from: number, size: number, node: NodeReader): Buffer[] {
  if (from < 0 || from > size) throw new RangeError(`a tree of ${size} does not begin with one of ${from}`);
  const path = (left: number, right: number, whole: boolean): Buffer[] => {
    if (from === right) return whole ? [] : [rangeHash(left, right, node)];
    const split = left + largestPowerBelow(right - left);
    return from <= split
      ? [...path(left, split, whole), rangeHash(split, right, node)]
      : [...path(split, right, false), rangeHash(left, split, node)];
  };
  return from === 0 ? [] : path(0, size, true);
}

type Known = { size: number; root: Uint8Array };

/** RFC 9162 2.1.4.2: whether the tree `after` begins with the tree `before`. */
export function isConsistent(before: Known, after: Known, proof: readonly Uint8Array[]): boolean {
  if (before.size > after.size) return false;
  if (before.size === after.size) return proof.length === 0 && same(before.root, after.root);
  if (before.size === 0) return proof.length === 0 && same(before.root, emptyRoot); // every tree begins with the empty one
  const complete = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = complete ? [before.root, ...proof] : proof;
  if (!first) return false;
  let [at, last] = [before.size - 1, after.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [old, now]: Uint8Array[] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      old = nodeHash(sibling, old!);
      now = nodeHash(sibling, now!);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else now = nodeHash(now!, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(old!, before.root) && same(now!, after.root);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The largest power of two strictly below n (n > 1). */
function largestPowerBelow(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
