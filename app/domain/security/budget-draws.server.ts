// Draws on the lines of a budget that begin again each day. The count is drawn in the transaction of the act, so that of
// two requests at once only what fits is done, in whichever process.
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { BuyerBudget, SupplierBudget } from './budgets.ts';
import { countUse, currentUse } from './limit-counts.server.ts';
import { recordSecurityEvent } from './security-events.server.ts';

/** A line of the budget of one person or supplier, by its id. */
type BudgetLine = { name: BuyerBudget | SupplierBudget; subject: string };

const dayMs = 864e5;

/** The amount that was drawn on a line in its current day. */
export function drawnToday(ctx: Pick<Ctx, 'db' | 'now'>, line: BudgetLine): number {
  return currentUse(ctx, counterOf(line)).count;
}

/**
 * Draws `amount` on all of the lines, in the caller's transaction. False, with an event and without drawing on any, when
 * one of them would have more than its `max` a day.
 */
export function drawBudgets(ctx: Ctx, lines: readonly (BudgetLine & { max: number })[], amount: number): boolean {
  return inTransaction(ctx, () => {
    const full = lines.find((line) => drawnToday(ctx, line) + amount > line.max);
    if (full) recordSecurityEvent(ctx, { kind: 'limit-reached', detail: `budget ${full.name} ${full.subject}` });
    else for (const line of lines) recordDraw(ctx, line, amount);
    return full === undefined;
  });
}

/** Draws what must not be refused, in the caller's transaction; the line then has less for what can be. */
export function recordDraw(ctx: Pick<Ctx, 'db' | 'now'>, line: BudgetLine, amount: number): void {
  if (amount > 0) countUse(ctx, counterOf(line), amount);
}

function counterOf({ name, subject }: BudgetLine) {
  return { name: `budget:${name}`, subject, windowMs: dayMs, max: 0 };
}
