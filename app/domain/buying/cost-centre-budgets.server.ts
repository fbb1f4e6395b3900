// Owns the budgets of cost centres: moves between their accounts, and the balances that triggers keep beside them. What
// an order or a request holds of a budget is said as a whole, and only the difference to what it claimed is posted, so that
// telling the same thing twice moves nothing.
import { type Ctx, isoUtc, localDay, recordedActor } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, oneOf, type Row, text } from '#db/rows.ts';
import {
  type BudgetAccount,
  type BudgetBalance,
  type BudgetStep,
  budgetAccounts,
  type ClaimAccount,
  emptyBalance,
  stepsBetween,
} from './cost-centre.ts';
import { getCostCentre, requireBudgetAdmin } from './cost-centres.server.ts';

/** A budget: a cost centre and a year of the town. */
export type BudgetKey = { costCentreId: string; year: number };
type MoveFacts = BudgetKey & { key: string; reference: string; reason?: string };

/** The budget year of a moment. */
export function budgetYear({ town }: Pick<Ctx, 'town'>, at: Date): number {
  return Number(localDay(at, town).slice(0, 4));
}

/** Allocates more of a year to a cost centre, or takes it back (below zero). Returns false for nothing. */
export function reviseBudget(ctx: Ctx, budget: BudgetKey, cents: number, reason: string): boolean {
  if (cents === 0) return false;
  inTransaction(ctx, () => {
    requireBudgetAdmin(ctx, getCostCentre(ctx, budget.costCentreId).organisationId);
    const key = `budget:allocate:${newId('ba')}`;
    post(ctx, { ...budget, key, reference: '', reason }, [allocating(cents)]);
  });
  return true;
}

/** Moves what is free from one cost centre of an organisation to another, for one year. */
export function moveBetweenCentres(
  ctx: Ctx,
  { from, to, year }: { from: string; to: string; year: number },
  cents: number,
  reason: string,
): Result<object, { reason: 'same' | 'not-free' }> {
  invariant(cents > 0, 'a move between cost centres is above zero');
  return inTransaction(ctx, () => {
    const giver = getCostCentre(ctx, from);
    const taker = getCostCentre(ctx, to);
    requireBudgetAdmin(ctx, giver.organisationId);
    if (from === to || giver.organisationId !== taker.organisationId || giver.basis !== taker.basis)
      return refused('same');
    if (findBalance(ctx, { costCentreId: from, year }).free < cents) return refused('not-free');
    const id = newId('ba');
    post(ctx, { costCentreId: from, year, key: `budget:give:${id}`, reference: '', reason }, [allocating(-cents)]);
    post(ctx, { costCentreId: to, year, key: `budget:take:${id}`, reference: '', reason }, [allocating(cents)]);
    return done();
  });
}

function allocating(cents: number): BudgetStep {
  return cents > 0
    ? { from: 'allocated', to: 'free', cents }
    : { from: 'free', to: 'allocated', cents: Math.abs(cents) };
}

/** The claim of an order or a request, `reference`, on a budget, in cents of the budget's basis. */
export type BudgetClaim = BudgetKey & { reference: string } & Record<ClaimAccount, number>;

/** Brings what each reference holds of its budget to what is wanted, in the caller's transaction. Idempotent. */
export function claimBudgets(ctx: Ctx, claims: readonly BudgetClaim[]): void {
  invariant(ctx.db.$client.inTransaction, 'budgets move in the transaction of what they tell');
  const claimed = claimsBy(
    ctx,
    claims.map(({ reference }) => reference),
  );
  for (const { reference, costCentreId, year, ...wanted } of claims) {
    const { moves, ...own } = claimed.get(reference) ?? { moves: 0, reserved: 0, committed: 0, spent: 0 };
    post(ctx, { costCentreId, year, key: `budget:${reference}:${moves}`, reference }, stepsBetween(own, wanted));
  }
}

const claimRow = { reference: text, moves: integer, reserved: integer, committed: integer, spent: integer };

function claimsBy({ db }: Pick<Ctx, 'db'>, references: readonly string[]): Map<string, Row<typeof claimRow>> {
  const rows = listRows(
    db,
    claimRow,
    `select reference, count(*) as moves,
       sum(cents * ((to_account = 'reserved') - (from_account = 'reserved'))) as reserved,
       sum(cents * ((to_account = 'committed') - (from_account = 'committed'))) as committed,
       sum(cents * ((to_account = 'spent') - (from_account = 'spent'))) as spent
     from budget_moves
     where reference in (select value from json_each(?)) and reference <> ''
     group by reference`,
    JSON.stringify(references),
  );
  return new Map(rows.map((row) => [row.reference, row]));
}

function post(ctx: Ctx, { costCentreId, year, key, reference, reason = '' }: MoveFacts, steps: BudgetStep[]): void {
  const insert = preparedSql(
    ctx.db,
    `insert into budget_moves
       (key, cost_centre_id, year, from_account, to_account, cents, reference, reason, moved_by, at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const [by, at] = [recordedActor(ctx), isoUtc(ctx.now)];
  for (const [n, { from, to, cents }] of steps.entries())
    insert.run(`${key}.${n}`, costCentreId, year, from, to, cents, reference, reason, by, at);
}

const balanceColumns = `allocated_cents as allocated, free_cents as free, reserved_cents as reserved,
  committed_cents as committed, spent_cents as spent`;
const amounts = { allocated: integer, free: integer, reserved: integer, committed: integer, spent: integer };
const balanceRow = { costCentreId: text, year: integer, ...amounts };

/** The budgets of cost centres in a year, by centre; one that nothing moved is empty. The caller checks the reader. */
export function findBalances(
  { db }: Pick<Ctx, 'db'>,
  costCentreIds: readonly string[],
  year: number,
): Map<string, BudgetBalance> {
  if (costCentreIds.length === 0) return new Map();
  const rows = listRows(
    db,
    balanceRow,
    `select cost_centre_id as costCentreId, year, ${balanceColumns}
     from budget_balances
     where cost_centre_id in (select value from json_each(?)) and year = ?`,
    JSON.stringify(costCentreIds),
    year,
  );
  const kept = new Map(rows.map(({ costCentreId, year: _, ...balance }) => [costCentreId, balance]));
  return new Map(costCentreIds.map((id) => [id, kept.get(id) ?? emptyBalance]));
}

const openBudget = { id: text, code: text, name: text, free: integer };

/** Cost centres that can be ordered for, with what is free of their year. The caller checks that the reader is a member. */
export function listOpenBudgets(
  { db }: Pick<Ctx, 'db'>,
  organisationId: string,
  year: number,
): Row<typeof openBudget>[] {
  return listRows(
    db,
    openBudget,
    `select c.id, c.code, c.name, coalesce(b.free_cents, 0) as free
     from cost_centres c
     left join budget_balances b on b.cost_centre_id = c.id and b.year = ?
     where c.organisation_id = ? and c.closed_at is null
     order by c.code`,
    year,
    organisationId,
  );
}

export function findBalance(ctx: Pick<Ctx, 'db'>, { costCentreId, year }: BudgetKey): BudgetBalance {
  return findBalances(ctx, [costCentreId], year).get(costCentreId) ?? emptyBalance;
}

const account = oneOf(budgetAccounts);
const moveRow = {
  id: integer,
  from: account,
  to: account,
  cents: integer,
  reference: text,
  reason: text,
  by: text,
  at: text,
};
export type BudgetMove = Row<typeof moveRow>;

/** Moves of a budget, the latest first; those before the move `before`, for the next page. */
export function listBudgetMoves(
  ctx: Ctx,
  { costCentreId, year }: BudgetKey,
  { limit, before = Number.MAX_SAFE_INTEGER }: { limit: number; before?: number },
): BudgetMove[] {
  getCostCentre(ctx, costCentreId);
  return listRows(
    ctx.db,
    moveRow,
    `select id, from_account as "from", to_account as "to", cents, reference, reason, coalesce(moved_by, '') as "by", at
     from budget_moves
     where cost_centre_id = ? and year = ? and id < ?
     order by id desc
     limit ?`,
    costCentreId,
    year,
    before,
    limit,
  );
}

/** Budgets whose kept balance is not the sum of their moves. Empty for sound ones; read by the nightly check. */
export function listWrongBudgets({ db }: Pick<Ctx, 'db'>): BudgetKey[] {
  const signed = (name: BudgetAccount) =>
    `sum(cents * ((to_account = '${name}') - (from_account = '${name}')))${name === 'allocated' ? ' * -1' : ''}`;
  return listRows(
    db,
    { costCentreId: text, year: integer },
    `select cost_centre_id as costCentreId, year
     from (
       select cost_centre_id, year, ${budgetAccounts.map(signed).join(', ')} from budget_moves group by cost_centre_id, year
       except
       select cost_centre_id, year, ${budgetAccounts.map((name) => `${name}_cents`).join(', ')} from budget_balances
     )`,
  );
}
