// A budget that bears every order of a test, and its balance summed from the orders themselves.

import { type BudgetBalance, emptyBalance } from '#app/domain/buying/cost-centre.ts';
import { type BudgetKey, budgetYear } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { currentTotals } from '#app/domain/orders/current-totals.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listOutcomes } from '#app/domain/orders/parts.server.ts';
import type { TestTown } from './test-town.ts';

/** A cost centre of some organisation that bears every order from now on. */
export function bearAll({ db, ctx }: TestTown): BudgetKey {
  db.$client.exec(`
    insert into cost_centres (id, organisation_id, code, name, basis, created_at)
    select 'cc_all', id, 'ALL', 'All', 'gross', '' from organisations limit 1;
    create trigger bear_all after insert on orders begin
      update orders set cost_centre_id = 'cc_all' where id = new.id;
      insert into moved_commitments (order_id) values (new.id);
    end;`);
  return { costCentreId: 'cc_all', year: budgetYear(ctx(), ctx().now) };
}

/** The balance that the orders of a cost centre make, summed from themselves. */
export function sumOrders(town: TestTown, { costCentreId }: BudgetKey): BudgetBalance {
  const ids = town.db.$client.prepare('select id from orders where cost_centre_id = ?').pluck().all(costCentreId);
  let [committed, spent] = [0, 0];
  for (const id of ids as string[]) {
    const whole = findOrder(town, id)!;
    if (whole.order.state !== 'placed' && whole.order.state !== 'paid') continue;
    const outcomes = new Map(listOutcomes(town, [id]).map((outcome) => [outcome.line, outcome]));
    for (const { supplierId, state } of whole.parts) {
      const { totalCents } = currentTotals(whole, outcomes, supplierId);
      if (state === 'handed-over' || state === 'cancelled' || state === 'refused') spent += totalCents;
      else committed += totalCents;
    }
  }
  return { ...emptyBalance, committed, spent, free: 0 - committed - spent };
}
