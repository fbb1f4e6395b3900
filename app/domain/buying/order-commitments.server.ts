// Brings budgets up to date with the orders of their cost centres.
import {
  clearMovedCommitments,
  hasMovedCommitments,
  listMovedCommitments,
  type OrderCommitment,
} from '#app/domain/orders/moved-commitments.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listRows, oneOf, text } from '#db/rows.ts';
import { type BudgetBasis, budgetBases } from './cost-centre.ts';
import { type BudgetClaim, budgetYear, claimBudgets } from './cost-centre-budgets.server.ts';

const ordersAtOnce = 100;

/**
 * Posts what moved of the orders of cost centres: ordered is committed, handed over is spent, and what is cancelled,
 * missing, returned or never paid is free again. An order counts in the year in which it was placed, whatever moves it
 * later. Run by a job, and before a budget is shown or asked.
 */
export function bookMovedOrders(ctx: Ctx): void {
  let booked = hasMovedCommitments(ctx) ? ordersAtOnce : 0;
  while (booked === ordersAtOnce)
    booked = inTransaction(ctx, () => {
      const moved = listMovedCommitments(ctx, ordersAtOnce);
      const bases = basesOf(ctx, moved);
      claimBudgets(
        ctx,
        moved.map((order) => claimOf(ctx, order, bases.get(order.costCentreId) ?? 'gross')),
      );
      clearMovedCommitments(
        ctx,
        moved.map(({ orderId }) => orderId),
      );
      return moved.length;
    });
}

function claimOf(
  ctx: Pick<Ctx, 'town'>,
  { orderId, costCentreId, placedAt, isOrdered, openNet, openVat, doneNet, doneVat }: OrderCommitment,
  basis: BudgetBasis,
): BudgetClaim {
  const withVat = Number(basis === 'gross');
  return {
    reference: orderId,
    costCentreId,
    year: budgetYear(ctx, new Date(placedAt)),
    reserved: 0,
    committed: isOrdered * (openNet + withVat * openVat),
    spent: isOrdered * (doneNet + withVat * doneVat),
  };
}

function basesOf({ db }: Pick<Ctx, 'db'>, moved: readonly OrderCommitment[]): Map<string, BudgetBasis> {
  const rows = listRows(
    db,
    { id: text, basis: oneOf(budgetBases) },
    'select id, basis from cost_centres where id in (select value from json_each(?))',
    JSON.stringify(moved.map(({ costCentreId }) => costCentreId)),
  );
  return new Map(rows.map(({ id, basis }) => [id, basis]));
}
