// RFC 6962 Merkle tree over stored subtree roots. Pure arithmetic on hashes; storage is a function.
import { createHash } from 'node:crypto';

export const emptyRoot = createHash('sha256').digest();

/** Hash of the complete subtree (level, index). */
export type NodeReader = (level: number, index: number) => Buffer;

export function leafHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(bytes).digest();
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

/** The complete subtrees that appear when leaf `index` is appended, leaf first. */
export function nodesAfterAppend(
  index: number,
  leaf: Buffer,
  node: NodeReader,
): { level: number; index: number; hash: Buffer }[] {
  const added = [{ level: 0, index, hash: leaf }];
  let [level, at, hash] = [0, index, leaf];
  while (at % 2 === 1) {
    hash = nodeHash(node(level, at - 1), hash);
    level++;
    at = (at - 1) / 2;
    added.push({ level, index: at, hash });
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

export function rootHash(size: number, node: NodeReader): Buffer {
  return rangeHash(0, size, node);
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

/** The largest power of two strictly below n (n > 1). */
function largestPowerBelow(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}
