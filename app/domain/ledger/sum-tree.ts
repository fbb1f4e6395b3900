// A Merkle tree of sums over the published lines: each node is a hash and a sum, so that everybody who finds their
// line in it knows that it is inside the published total. A line is cut into pieces of random size, each blinded with
// a salt of its own, and all pieces are shuffled: what a proof shows of its neighbours is no line of anybody.
// After Maxwell and Todd (2013), and "splitting" as in Provisions (Dagher et al. 2015).
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

/** `leaf`: of the line's ledger entry, in hex. `cents` are never negative. */
export type SumLine = { leaf: string; cents: number };
/** `hash` in hex. */
export type SumNode = { hash: string; sum: number };
type Piece = { leaf: string; part: number; salt: string; cents: number };
/** From the leaf up: the sibling and the side it stands on. */
export type SumStep = { side: 'left' | 'right'; hash: string; sum: number };
export type SumPiece = { part: number; salt: string; cents: number; path: SumStep[] };
/**
 * Up to sixteen nodes that stand together, from number 16 × `tile` of `level` on; 40 bytes each: hash and sum. The levels
 * between two of tiles are computed from the lower one. `first`: the salt of the first piece, at level 0.
 */
export type SumTile = { level: number; tile: number; first: string | null; nodes: Buffer };
/** `tiles`: all of them, each made when it is asked for. */
export type SumTree = { root: SumNode; prove: (leaf: string) => SumPiece[]; tiles: () => Generator<SumTile> };

const parts = 4;
/** Levels from one of tiles to the next. */
const tileHeight = 4;
const tileWidth = 2 ** tileHeight;
const nodeBytes = 40;

/** The same lines and seed give the same tree. Throws RangeError for a negative amount. */
export function buildSumTree(lines: readonly SumLine[], seed: Buffer): SumTree {
  const key = createSecretKey(seed);
  const pieces = lines.flatMap((line) => cut(line, key)).sort((a, b) => (a.salt < b.salt ? -1 : 1)); // salts are random
  const levels = levelsOf(pieces.map(hashPiece));
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
    tiles: () => tilesOf(levels, pieces),
  };
}

function* tilesOf(levels: readonly SumNode[][], pieces: readonly Piece[]): Generator<SumTile> {
  for (let level = 0; (levels[level]?.length ?? 0) > 1; level += tileHeight) {
    const nodes = levels[level]!;
    for (let tile = 0; tile * tileWidth < nodes.length; tile++) {
      const own = nodes.slice(tile * tileWidth, (tile + 1) * tileWidth);
      const first = level === 0 ? pieces[tile * tileWidth]!.salt : null;
      yield { level, tile, first, nodes: bytesOf(own) };
    }
  }
}

/** The salts of the pieces of these lines: they say which tiles of level 0 have them. */
export function pieceSalts(lines: readonly SumLine[], seed: Buffer): string[] {
  const key = createSecretKey(seed);
  return lines.flatMap((line) => cut(line, key).map(({ salt }) => salt));
}

/**
 * Proves lines by the tiles on the ways of their pieces, as `prove` of the whole tree does. Throws when a piece stands in none of
 * them.
 */
export function createTileProver(tiles: readonly SumTile[], seed: Buffer): (line: SumLine) => SumPiece[] {
  const key = createSecretKey(seed);
  const levels = new Map(tiles.map(({ level, tile, nodes }) => [`${level}/${tile}`, levelsOf(nodesOf(nodes))]));
  const positions = new Map(
    tiles.flatMap(({ level, tile }) =>
      level > 0 ? [] : levels.get(`0/${tile}`)![0]!.map(({ hash }, i) => [hash, tile * tileWidth + i] as const),
    ),
  );
  return (line) =>
    cut(line, key).map((piece) => {
      let at = positions.get(hashPiece(piece).hash);
      if (at === undefined) throw new Error(`no kept tile has part ${piece.part} of ${line.leaf}`);
      const path: SumStep[] = [];
      for (let level = 0; ; level += tileHeight) {
        const tile = Math.floor(at / tileWidth);
        const own = levels.get(`${level}/${tile}`);
        if (!own) return { part: piece.part, salt: piece.salt, cents: piece.cents, path };
        path.push(...pathOf(own, at % tileWidth));
        at = tile;
      }
    });
}

/**
 * Tells of lines whether all their pieces lead to `root`, for many lines at once: each tile is hashed once, up to its node in the
 * tile above, where `climb` would hash the way of each piece.
 */
export function createTileChecker(tiles: readonly SumTile[], root: SumNode, seed: Buffer): (line: SumLine) => boolean {
  const key = createSecretKey(seed);
  const levels = new Map(tiles.map(({ level, tile, nodes }) => [`${level}/${tile}`, levelsOf(nodesOf(nodes))]));
  const known = new Map<string, boolean>();
  const leads = (level: number, tile: number): boolean => {
    const name = `${level}/${tile}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const top = levels.get(name)?.at(-1)?.[0];
    const above = Math.floor(tile / tileWidth);
    const nodes = levels.get(`${level + tileHeight}/${above}`)?.[0];
    const expected = nodes ? nodes[tile % tileWidth] : root;
    const isSame = top?.hash === expected?.hash && top?.sum === expected?.sum;
    const result = isSame && (!nodes || leads(level + tileHeight, above));
    known.set(name, result);
    return result;
  };
  const inside = tiles.filter(({ level, tile }) => level === 0 && leads(level, tile));
  const sums = new Map(
    inside.flatMap(({ tile }) => levels.get(`0/${tile}`)![0]!.map((node) => [node.hash, node.sum] as const)),
  );
  return (line) => cut(line, key).every((piece) => sums.get(hashPiece(piece).hash) === piece.cents);
}

function levelsOf(nodes: SumNode[]): SumNode[][] {
  const levels = [nodes];
  for (let level = nodes; level.length > 1; level = levels.at(-1)!) levels.push(combine(level));
  return levels;
}

function bytesOf(nodes: readonly SumNode[]): Buffer {
  const bytes = Buffer.alloc(nodes.length * nodeBytes);
  for (const [i, node] of nodes.entries()) writeNode(bytes, i * nodeBytes, node);
  return bytes;
}

function nodesOf(bytes: Buffer): SumNode[] {
  return Array.from({ length: bytes.length / nodeBytes }, (_, i) => ({
    hash: bytes.toString('hex', i * nodeBytes, i * nodeBytes + 32),
    sum: Number(bytes.readBigUInt64BE(i * nodeBytes + 32)),
  }));
}

const emptyNode: SumNode = { hash: hash('sha256', ''), sum: 0 };

/** The root that a piece and its siblings lead to; null when a sum is not a whole number of cents. */
export function climb(leaf: string, { part, salt, cents, path }: SumPiece): SumNode | null {
  const sums = [cents, ...path.map(({ sum }) => sum)];
  if (!sums.every((sum) => Number.isSafeInteger(sum) && sum >= 0)) return null;
  return path.reduce<SumNode>(
    (node, step) => (step.side === 'left' ? join(step, node) : join(node, step)),
    hashPiece({ leaf, part, salt, cents }),
  );
}

function cut({ leaf, cents }: SumLine, key: KeyObject): Piece[] {
  if (!Number.isSafeInteger(cents) || cents < 0) throw new RangeError(`not an amount of a sum tree: ${cents}`);
  const random = (name: string) => createHmac('sha256', key).update(`${leaf} ${name}`).digest();
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

/** Of 74 bytes: 0, salt, leaf, part, cents. */
function hashPiece({ leaf, part, salt, cents }: Piece): SumNode {
  const bytes = Buffer.alloc(74);
  bytes.write(salt, 1, 'hex');
  bytes.write(leaf, 33, 'hex');
  bytes[65] = part;
  writeSum(bytes, 66, cents);
  return { hash: hash('sha256', bytes), sum: cents };
}

/** A node without a sibling goes up unchanged. */
function combine(level: readonly SumNode[]): SumNode[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const right = level[2 * i + 1];
    return right ? join(level[2 * i]!, right) : level[2 * i]!;
  });
}

/** Of 81 bytes: 1, left, right. */
function join(left: SumNode, right: SumNode): SumNode {
  const bytes = Buffer.alloc(1 + 2 * nodeBytes, 1);
  writeNode(bytes, 1, left);
  writeNode(bytes, 1 + nodeBytes, right);
  return { hash: hash('sha256', bytes), sum: left.sum + right.sum };
}

function writeNode(bytes: Buffer, at: number, { hash: digest, sum }: SumNode): void {
  bytes.write(digest, at, 'hex');
  writeSum(bytes, at + 32, sum);
}

/** In eight bytes, the highest first. */
function writeSum(bytes: Buffer, at: number, sum: number): void {
  bytes.writeUInt32BE(Math.floor(sum / 2 ** 32), at);
  bytes.writeUInt32BE(sum % 2 ** 32, at + 4);
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
