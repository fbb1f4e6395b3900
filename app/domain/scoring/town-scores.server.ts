// The town's scores, counted once whenever one of them or the life of a supplier changes: lists rank by one row. Owns town_scores.
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listLivePlaces } from '#app/domain/suppliers/live-suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, jsonOf, listRows, real } from '#db/rows.ts';
import { countTownScores, type TownScores } from './score-summary.ts';

/** Counts the scores of the live suppliers. Writes only a difference, for a written row renews every public page. */
export function refreshTownScores(ctx: Ctx): void {
  inTransaction(ctx, ({ db }) => {
    const live = listLivePlaces(ctx).map(({ id }) => id);
    const scores = listRows(
      db,
      { proven: real },
      `select proven
       from supplier_scores
       where supplier_id in (select value from json_each(?))`,
      JSON.stringify(live),
    );
    const counted = countTownScores(scores.map(({ proven }) => proven));
    if (JSON.stringify(counted) === JSON.stringify(findTownScores(ctx))) return;
    preparedSql(db, 'delete from town_scores').run();
    if (!counted) return;
    const add = preparedSql(db, 'insert into town_scores (id, suppliers, median, proven) values (1, ?, ?, ?)');
    add.run(counted.suppliers, counted.median, JSON.stringify(counted.proven));
  });
}

const counts = jsonOf('counts', (value): value is number[] => Array.isArray(value) && value.every(Number.isInteger));

/** Null before the first count, and in a town without a scored supplier. */
export function findTownScores({ db }: Pick<Ctx, 'db'>): TownScores | null {
  const columns = { suppliers: integer, median: integer, proven: counts };
  return findRow(db, columns, 'select suppliers, median, proven from town_scores') ?? null;
}
