// The tree of sums of the latest publication, kept in tiles: whoever proves a line reads the tiles on its way alone.
import {
  createTileProver,
  pieceSalts,
  type SumLine,
  type SumPiece,
  type SumTree,
} from '#app/domain/ledger/sum-tree.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, integer, listRows, nullable, text } from '#db/rows.ts';

/** Keeps the tiles of a new publication in place of those of the last. */
export function keepSumTiles({ db }: Pick<Ctx, 'db'>, tree: SumTree): void {
  preparedSql(db, 'delete from sum_tree_tiles').run();
  const add = preparedSql(db, 'insert into sum_tree_tiles (level, tile, first, nodes) values (?, ?, ?, ?)');
  for (const { level, tile, first, nodes } of tree.tiles()) add.run(level, tile, first, nodes);
}

/** Proves these lines of the latest publication, whose seed is given. */
export function readTileProver(
  { db }: Pick<Ctx, 'db'>,
  seed: Buffer,
  lines: readonly SumLine[],
): (line: SumLine) => SumPiece[] {
  const salts = JSON.stringify(pieceSalts(lines, seed));
  const tiles = listRows(
    db,
    { level: integer, tile: integer, first: nullable(text), nodes: blob },
    `with recursive way (level, tile) as (
       select 0, (select tile from sum_tree_tiles where first <= s.value order by first desc limit 1)
       from json_each(?) s
       union
       select t.level, t.tile from way w join sum_tree_tiles t on t.level = w.level + 4 and t.tile = w.tile / 16
     )
     select t.level, t.tile, t.first, t.nodes from way w join sum_tree_tiles t on t.level = w.level and t.tile = w.tile`,
    salts,
  );
  return createTileProver(tiles, seed);
}
