import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { buildSumTree, climb, createTileChecker, createTileProver, pieceSalts, type SumLine } from './sum-tree.ts';

const seed = Buffer.alloc(32, 7);
const lines = (count: number): SumLine[] =>
  Array.from({ length: count }, (_, i) => ({
    leaf: createHash('sha256').update(`line ${i}`).digest('hex'),
    cents: (i * 7919) % 50_000,
  }));
const total = (own: readonly SumLine[]) => own.reduce((sum, { cents }) => sum + cents, 0);

test('every line is inside the total, by pieces that add up to it', () => {
  for (const count of [1, 2, 3, 8, 61]) {
    const own = lines(count);
    const { root, prove } = buildSumTree(own, seed);
    expect(root.sum).toBe(total(own));
    for (const { leaf, cents } of own) {
      const pieces = prove(leaf);
      expect(pieces.reduce((sum, piece) => sum + piece.cents, 0)).toBe(cents);
      expect(new Set(pieces.map(({ part }) => part)).size).toBe(pieces.length);
      for (const piece of pieces) expect(climb(leaf, piece)).toEqual(root);
    }
  }
  expect(buildSumTree([], seed).root.sum).toBe(0);
});

test('the tiles on the ways of a line prove it as the whole tree does', () => {
  for (const count of [1, 3, 4, 5, 16, 61, 300]) {
    const own = lines(count);
    const { prove, tiles } = buildSumTree(own, seed);
    const all = [...tiles()];
    const leafTiles = all.filter(({ level }) => level === 0);
    for (const line of own.filter((_, i) => i % Math.ceil(count / 16) === 0)) {
      const ways = new Set(
        pieceSalts([line], seed).flatMap((salt) => {
          const at = leafTiles.findLast(({ first }) => first! <= salt)!.tile;
          return [0, 4, 8, 12].map((level) => `${level}/${Math.floor(at / 2 ** level)}`);
        }),
      );
      const few = all.filter(({ level, tile }) => ways.has(`${level}/${tile}`));
      expect(createTileProver(few, seed)(line)).toEqual(prove(line.leaf));
    }
  }
  expect([...buildSumTree([], seed).tiles()]).toEqual([]);
  const { tiles } = buildSumTree(lines(5), seed);
  expect(() => createTileProver([...tiles()], seed)(lines(6)[5]!)).toThrow('no kept tile');
});

test('the tiles say of every line what its ways say, and of none whose tile or root was changed', () => {
  for (const count of [1, 4, 5, 61, 300]) {
    const own = lines(count);
    const { root, tiles } = buildSumTree(own, seed);
    const all = [...tiles()];
    const isInside = createTileChecker(all, root, seed);
    expect(own.every(isInside)).toBe(true);
    expect([isInside({ ...own[0]!, cents: own[0]!.cents + 1 }), isInside(lines(count + 1)[count]!)]).toEqual([
      false,
      false,
    ]);
    expect(own.some(createTileChecker(all, { ...root, sum: root.sum + 1 }, seed))).toBe(false);
    for (const level of new Set(all.map((tile) => tile.level))) {
      const changed = all.map((tile) => (tile.level === level && tile.tile === 0 ? spoiled(tile) : tile));
      const left = own.filter(createTileChecker(changed, root, seed)).length;
      expect(left).toBeLessThan(count);
      if (level === Math.max(...all.map((tile) => tile.level))) expect(left).toBe(0);
    }
  }
});

/** With another amount in its first node. */
function spoiled<T extends { nodes: Buffer }>(tile: T): T {
  const nodes = Buffer.from(tile.nodes);
  nodes.writeUInt8(nodes.readUInt8(39) ^ 1, 39);
  return { ...tile, nodes };
}

test('a changed amount, sum, salt, side or leaf does not lead to the root', () => {
  const own = lines(9);
  const { root, prove } = buildSumTree(own, seed);
  const { leaf } = own[4]!;
  const [piece] = prove(leaf);
  const [first, ...rest] = piece!.path;
  const wrong = [
    { ...piece!, cents: piece!.cents + 1 },
    { ...piece!, salt: '00'.repeat(32) },
    { ...piece!, part: 9 },
    { ...piece!, path: rest },
    { ...piece!, path: [{ ...first!, sum: first!.sum + 1 }, ...rest] },
    {
      ...piece!,
      path: [{ ...first!, side: first!.side === 'left' ? ('right' as const) : ('left' as const) }, ...rest],
    },
  ];
  for (const one of wrong) expect(climb(leaf, one)).not.toEqual(root);
  expect(climb(own[0]!.leaf, piece!)).not.toEqual(root);
  expect(climb(leaf, { ...piece!, path: [{ ...first!, sum: -1 }, ...rest] })).toBeNull();
});

test('a proof shows no amount of another line, and other seeds give other trees', () => {
  const own = lines(40);
  const amounts = new Set(own.map(({ cents }) => cents).filter((cents) => cents > 0));
  const { root, prove } = buildSumTree(own, seed);
  const shown = own.flatMap(({ leaf }) => prove(leaf).flatMap(({ path }) => path.map(({ sum }) => sum)));
  expect(shown.filter((sum) => amounts.has(sum)).length).toBeLessThan(shown.length / 50);
  expect(buildSumTree(own, Buffer.alloc(32, 8)).root.hash).not.toBe(root.hash);
  expect(buildSumTree(own, seed).root).toEqual(root);
});
