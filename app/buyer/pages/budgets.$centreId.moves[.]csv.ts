import type { LoaderFunctionArgs } from '@remix-run/node';
import { stringify } from 'csv-stringify/sync';
import { askedYear, viewMoves } from '#app/buyer/budget-view.server.ts';
import { type BudgetKey, type BudgetMove, listBudgetMoves } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { getCostCentre } from '#app/domain/buying/cost-centres.server.ts';
import { csvAmount, csvResponse } from '#app/http/csv-response.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export const loader = routeHandler('buyer/budgets.$centreId.moves[.]csv', (ctx, { params }: LoaderFunctionArgs) => {
  const { id: costCentreId, code } = getCostCentre(ctx, params.centreId ?? '');
  const year = askedYear(ctx);
  return csvResponse(rowsOf(ctx, { costCentreId, year }), `budget-${code.replace(/[^\w-]/g, '_')}-${year}.csv`);
});

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
const rowsAtOnce = 500;

/** All moves of the year, the latest first, read in pieces. */
function* rowsOf(ctx: RequestContext, budget: BudgetKey): Generator<string> {
  const t = ctx.t.budgets;
  const { at, what, cents, about, by } = t.moveColumns;
  yield stringify([[at, what, cents, about, by]], options);
  let moves: BudgetMove[] = [];
  do {
    moves = listBudgetMoves(ctx, budget, { limit: rowsAtOnce, before: moves.at(-1)?.id });
    const rows = viewMoves(ctx, moves).map((move) => [
      move.at,
      t.move(t.accounts[move.from], t.accounts[move.to]),
      csvAmount(move.cents, ctx.locale),
      move.about,
      move.by,
    ]);
    yield stringify(rows, options);
  } while (moves.length === rowsAtOnce);
}
