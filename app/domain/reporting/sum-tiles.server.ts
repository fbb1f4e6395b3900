// The tree of sums of the latest publication, kept in tiles: whoever proves a line reads the tiles on its way alone.
import {
  createTileChecker,
  createTileProver,
  pieceSalts,
  type SumLine,
  type SumNode,
  type SumPiece,
  type SumTile,
  type SumTree,
} from '#app/domain/ledger/sum-tree.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { blob, integer, listRows, nullable, text } from '#db/rows.ts';

/** Tiles written or erased in one transaction. */
const sliceTiles = 250;

/** Keeps the tiles of the publication of `size`, a slice in each transaction. */
export function* keepSumTiles(ctx: Ctx, size: number, tree: Pick<SumTree, 'tiles'>): Slices {
  const add = preparedSql(
    ctx.db,
    'insert into sum_tree_tiles (size, level, tile, first, nodes) values (?, ?, ?, ?, ?)',
  );
  const tiles = tree.tiles();
  let slice: SumTile[] = [];
  const write = () =>
    inTransaction(ctx, () => {
      for (const { level, tile, first, nodes } of slice) add.run(size, level, tile, first, nodes);
    });
  for (const tile of tiles) {
    slice.push(tile);
    if (slice.length < sliceTiles) continue;
    write();
    slice = [];
    yield;
  }
  write();
}

/** Erases the tiles of other publications than that of `size`. */
export function* eraseOtherTiles({ db }: Pick<Ctx, 'db'>, size: number): Slices {
  const erase = preparedSql(
    db,
    'delete from sum_tree_tiles where rowid in (select rowid from sum_tree_tiles where size <> ? limit ?)',
  );
  while (erase.run(size, sliceTiles).changes > 0) yield;
}

/** Proves these lines of the publication of `size`, whose seed is given. */
export function readTileProver(
  { db }: Pick<Ctx, 'db'>,
  { size, seed }: { size: number; seed: Buffer },
  lines: readonly SumLine[],
): (line: SumLine) => SumPiece[] {
  const salts = JSON.stringify(pieceSalts(lines, seed));
  const tiles = listRows(
    db,
    { level: integer, tile: integer, first: nullable(text), nodes: blob },
    `with recursive way (level, tile) as (
       select 0, (select tile from sum_tree_tiles where size = @size and first <= s.value order by first desc limit 1)
       from json_each(@salts) s
       union
       select t.level, t.tile
       from way w
       join sum_tree_tiles t on t.size = @size and t.level = w.level + 4 and t.tile = w.tile / 16
     )
     select t.level, t.tile, t.first, t.nodes
     from way w
     join sum_tree_tiles t on t.size = @size and t.level = w.level and t.tile = w.tile`,
    { size, salts },
  );
  return createTileProver(tiles, seed);
}

/** Tells of lines of a publication whether they lead to its root, by all its tiles. */
export function readTileChecker(
  { db }: Pick<Ctx, 'db'>,
  { size, seed, root }: { size: number; seed: Buffer; root: SumNode },
): (line: SumLine) => boolean {
  const tiles = listRows(
    db,
    { level: integer, tile: integer, first: nullable(text), nodes: blob },
    'select level, tile, first, nodes from sum_tree_tiles where size = ?',
    size,
  );
  return createTileChecker(tiles, root, seed);
}
