import { expect, test } from 'vitest';
import { continues, hasLeaf, openTiles } from './tile-proofs.ts';
import { emptyRoot, leafHash, type NodeReader, nodesAfterAppend, rootHash } from './tree.server.ts';

const size = 700;
const leaves = Array.from({ length: size }, (_, i) => leafHash(Buffer.from(`leaf ${i}`)));
const nodes = new Map<string, Buffer>();
const node: NodeReader = (level, index) => nodes.get(`${level}/${index}`)!;
for (const [i, leaf] of leaves.entries())
  for (const one of nodesAfterAppend(i, leaf, node)) nodes.set(`${one.level}/${one.index}`, one.hash);
const head = (n: number) => ({ size: n, root: n === 0 ? emptyRoot : rootHash(n, node) });
const fetchTile = async (level: number, index: number, width: number) =>
  Buffer.concat(Array.from({ length: width }, (_, i) => node(8 * level, 256 * index + i)));

test('finds each earlier head inside a log by its tiles, and no other', async () => {
  const now = head(size);
  for (const before of [0, 1, 2, 3, 7, 8, 255, 256, 257, 500, 512, 513, 699, 700]) {
    expect([before, await continues(head(before), now, openTiles(size, fetchTile))]).toEqual([before, true]);
    if (before === 0) continue;
    const forged = { size: before, root: Buffer.alloc(32, 7) };
    expect(await continues(forged, now, openTiles(size, fetchTile))).toBe(false);
    expect(await continues(head(before), { size, root: Buffer.alloc(32, 7) }, openTiles(size, fetchTile))).toBe(false);
  }
  expect(await continues(head(700), head(699), openTiles(699, fetchTile))).toBe(false);
});

test('finds each leaf at its place only, and none in tiles that were changed', async () => {
  const [now, tiles] = [head(size), openTiles(size, fetchTile)];
  for (const index of [0, 1, 255, 256, 511, 512, 698, 699]) {
    expect(await hasLeaf(index, new Uint8Array(leaves[index]!), now, tiles)).toBe(true);
    expect(await hasLeaf((index + 1) % size, new Uint8Array(leaves[index]!), now, tiles)).toBe(false);
  }
  expect(await hasLeaf(size, new Uint8Array(leaves[0]!), now, tiles)).toBe(false);
  const changed = openTiles(size, async (...of) => {
    const tile = await fetchTile(...of);
    tile[40]! ^= 1;
    return tile;
  });
  expect(await hasLeaf(300, new Uint8Array(leaves[300]!), now, changed)).toBe(false);
  expect(await continues(head(300), now, changed)).toBe(false);
});
