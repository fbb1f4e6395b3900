// A Merkle tree of sums over the published lines: each node is a hash and a sum, so that everybody who finds their
// line in it knows that it is inside the published total. A line is cut into pieces of random size, each blinded with
// a salt of its own, and all pieces are shuffled: what a proof shows of its neighbours is no line of anybody.
// After Maxwell and Todd (2013), and "splitting" as in Provisions (Dagher et al. 2015).
import { createHash, createHmac } from 'node:crypto';

/** `leaf`: of the line's ledger entry, in hex. `cents` are never negative. */
export type SumLine = { leaf: string; cents: number };
/** `hash` in hex. */
export type SumNode = { hash: string; sum: number };
type Piece = { leaf: string; part: number; salt: string; cents: number };
/** From the leaf up: the sibling and the side it stands on. */
export type SumStep = { side: 'left' | 'right'; hash: string; sum: number };
export type SumPiece = { part: number; salt: string; cents: number; path: SumStep[] };
export type SumTree = { root: SumNode; prove: (leaf: string) => SumPiece[] };

const parts = 4;

/** The same lines and seed give the same tree. Throws RangeError for a negative amount. */
export function buildSumTree(lines: readonly SumLine[], seed: Buffer): SumTree {
  const pieces = lines.flatMap((line) => cut(line, seed)).sort((a, b) => (a.salt < b.salt ? -1 : 1)); // salts are random
  const levels: SumNode[][] = [pieces.map(hashPiece)];
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) levels.push(combine(level));
  const positions = Map.groupBy(pieces.keys(), (i) => pieces[i]!.leaf);
  return {
    root: levels.at(-1)![0] ?? emptyNode,
    prove: (leaf) =>
      (positions.get(leaf) ?? [])
        .map((i) => ({
          part: pieces[i]!.part,
          salt: pieces[i]!.salt,
          cents: pieces[i]!.cents,
          path: pathOf(levels, i),
        }))
        .sort((a, b) => a.part - b.part),
  };
}

const emptyNode: SumNode = { hash: createHash('sha256').digest('hex'), sum: 0 };

/** The root that a piece and its siblings lead to; null when a sum is not a whole number of cents. */
export function climb(leaf: string, { part, salt, cents, path }: SumPiece): SumNode | null {
  const sums = [cents, ...path.map(({ sum }) => sum)];
  if (!sums.every((sum) => Number.isSafeInteger(sum) && sum >= 0)) return null;
  return path.reduce<SumNode>(
    (node, { side, hash, sum }) => (side === 'left' ? join({ hash, sum }, node) : join(node, { hash, sum })),
    hashPiece({ leaf, part, salt, cents }),
  );
}

function cut({ leaf, cents }: SumLine, seed: Buffer): Piece[] {
  if (!Number.isSafeInteger(cents) || cents < 0) throw new RangeError(`not an amount of a sum tree: ${cents}`);
  const random = (name: string) => createHmac('sha256', seed).update(`${leaf} ${name}`).digest();
  const cuts = Array.from({ length: parts - 1 }, (_, i) =>
    Number(random(`cut ${i}`).readBigUInt64BE() % BigInt(cents + 1)),
  );
  const ends = [0, ...cuts.sort((a, b) => a - b), cents];
  return Array.from({ length: parts }, (_, part) => ({
    leaf,
    part,
    salt: random(`salt ${part}`).toString('hex'),
    cents: ends[part + 1]! - ends[part]!,
  }));
}

function hashPiece({ leaf, part, salt, cents }: Piece): SumNode {
  const digest = createHash('sha256')
    .update(Buffer.of(0))
    .update(Buffer.from(salt, 'hex'))
    .update(Buffer.from(leaf, 'hex'));
  return { hash: digest.update(Buffer.of(part)).update(eightBytes(cents)).digest('hex'), sum: cents };
}

/** A node without a sibling goes up unchanged. */
function combine(level: readonly SumNode[]): SumNode[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const right = level[2 * i + 1];
    return right ? join(level[2 * i]!, right) : level[2 * i]!;
  });
}

function join(left: SumNode, right: SumNode): SumNode {
  const digest = createHash('sha256').update(Buffer.of(1));
  for (const { hash, sum } of [left, right]) digest.update(Buffer.from(hash, 'hex')).update(eightBytes(sum));
  return { hash: digest.digest('hex'), sum: left.sum + right.sum };
}

function eightBytes(sum: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(sum));
  return bytes;
}

function pathOf(levels: readonly SumNode[][], from: number): SumStep[] {
  let at = from;
  return levels.slice(0, -1).flatMap((level): SumStep[] => {
    const sibling = level[at ^ 1];
    const side = at % 2 === 1 ? 'left' : 'right';
    at >>= 1;
    return sibling ? [{ side, ...sibling }] : [];
  });
}
