// Budgets as their pages show them: of the organisations of the reader, by cost centre.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import type { BudgetBalance, CostCentre } from '#app/domain/buying/cost-centre.ts';
import { type BudgetMove, budgetYear, findBalances } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { listCostCentres } from '#app/domain/buying/cost-centres.server.ts';
import { listOrderNumbers } from '#app/domain/orders/orders.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export type ShownCentre = Pick<CostCentre, 'id' | 'code' | 'name' | 'basis'> & {
  isClosed: boolean;
  balance: BudgetBalance;
};
export type OrganisationBudgets = { id: string; name: string; isAdmin: boolean; centres: ShownCentre[] };

/** The year of the address, else this year of the town; a budget can be made five years ahead. */
export function askedYear(ctx: RequestContext): number {
  const now = budgetYear(ctx, ctx.now);
  return integerParam(ctx.url.searchParams.get('year'), 2000, now + 5) ?? now;
}

/** The budgets of each organisation of the reader in a year. */
export function viewBudgets(ctx: RequestContext, year: number): OrganisationBudgets[] {
  return listOwnOrganisations(ctx).map(({ id, name }) => ({
    id,
    name,
    isAdmin: holdsMembershipRole(requireMembership(ctx, id), 'admin'),
    centres: viewCentres(ctx, listCostCentres(ctx, id), year),
  }));
}

export function viewCentres(ctx: RequestContext, centres: readonly CostCentre[], year: number): ShownCentre[] {
  const balances = findBalances(
    ctx,
    centres.map(({ id }) => id),
    year,
  );
  return centres.map(({ id, code, name, basis, closedAt }) => ({
    ...{ id, code, name, basis },
    isClosed: closedAt !== null,
    balance: balances.get(id)!,
  }));
}

export type ShownMove = Pick<BudgetMove, 'id' | 'from' | 'to' | 'cents' | 'at'> & {
  about: string;
  /** The page of its order; null for an allocation. */
  href: string | null;
  by: string;
};

/** Moves with the orders and people that they name. */
export function viewMoves(ctx: RequestContext, moves: readonly BudgetMove[]): ShownMove[] {
  const t = ctx.t.budgets;
  const numbers = listOrderNumbers(ctx, [...new Set(moves.map(({ reference }) => reference))]);
  const people = personNames(
    ctx,
    moves.map(({ by }) => by),
  );
  return moves.map(({ id, from, to, cents, at, reference, reason, by }) => {
    const number = numbers.get(reference);
    return {
      ...{ id, from, to, cents, at },
      about: number ? t.order(number) : reference ? t.request : reason,
      href: number ? `/orders/${reference}` : null,
      by: reference ? t.system : (people.get(by) ?? ''),
    };
  });
}
