import { expect, test } from 'vitest';
import type { SumTile } from '#app/domain/ledger/sum-tree.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { latestPublication } from './publication.server.ts';
import { eraseOtherTiles, keepSumTiles } from './sum-tiles.server.ts';

test('tiles are written and erased at most 250 at a time, and those of the latest publication stay', async () => {
  const town = await openTown();
  const count = () => town.db.$client.prepare('select count(*) from sum_tree_tiles').pluck().get() as number;
  const before = count();
  const next = latestPublication(town).size + 1;
  const tiles = function* (): Generator<SumTile> {
    for (let tile = 0; tile < 1000; tile++) yield { level: 4, tile, first: null, nodes: Buffer.alloc(40) };
  };
  expect(steps(keepSumTiles(town.ctx(), next, { tiles }), count)).toEqual([250, 250, 250, 250, 0]);
  expect(steps(eraseOtherTiles(town, latestPublication(town).size), count)).toEqual([-250, -250, -250, -250, 0]);
  expect(count()).toBe(before);
});

/** By how many rows each slice changed the table. */
function steps(work: Iterator<undefined>, count: () => number): number[] {
  const changes: number[] = [];
  for (let isOver = false; !isOver; ) {
    const before = count();
    isOver = work.next().done === true;
    changes.push(count() - before);
  }
  return changes;
}
