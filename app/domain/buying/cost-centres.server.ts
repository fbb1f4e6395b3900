// Owns the cost centres of organisations: their admins name and close them, their people order for them.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { ownMembership, requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, listRows, nullable, oneOf, text } from '#db/rows.ts';
import { type BudgetBasis, budgetBases, type CostCentre, maxCostCentres } from './cost-centre.ts';

const columns = `id, organisation_id as organisationId, code, name, basis, closed_at as closedAt`;
const shape = {
  id: text,
  organisationId: text,
  code: text,
  name: text,
  basis: oneOf(budgetBases),
  closedAt: nullable(text),
};

/** The cost centres of an organisation by code, closed ones included. Throws NotFound for who is no member. */
export function listCostCentres(ctx: Ctx, organisationId: string): CostCentre[] {
  requireMembership(ctx, organisationId);
  return listCentres(ctx, organisationId);
}

/** The ones that can be ordered for; none for who is no member. */
export function listOpenCentres(ctx: Ctx, organisationId: string): CostCentre[] {
  if (!listOwnOrganisations(ctx).some(({ id }) => id === organisationId)) return [];
  return listCentres(ctx, organisationId).filter(({ closedAt }) => closedAt === null);
}

function listCentres({ db }: Pick<Ctx, 'db'>, organisationId: string): CostCentre[] {
  return listRows(
    db,
    shape,
    `select ${columns} from cost_centres where organisation_id = ? order by code`,
    organisationId,
  );
}

/** A cost centre of an organisation of the actor. Throws NotFound. */
export function getCostCentre(ctx: Ctx, id: string): CostCentre {
  const centre = findRow(ctx.db, shape, `select ${columns} from cost_centres where id = ?`, id);
  if (!centre || ownMembership(ctx, centre.organisationId).length === 0) throw new NotFound(`cost centre ${id}`);
  return centre;
}

/** A cost centre that an organisation of the actor can order for. Throws NotFound. */
export function getOpenCentre(ctx: Ctx, organisationId: string, id: string): CostCentre {
  const centre = getCostCentre(ctx, id);
  if (centre.organisationId !== organisationId || centre.closedAt !== null)
    throw new NotFound(`open cost centre ${id}`);
  return centre;
}

/** Adds a cost centre. Its basis stays: a year's figures are all with VAT or all without. */
export function addCostCentre(
  ctx: Ctx,
  organisationId: string,
  { code, name, basis }: { code: string; name: string; basis: BudgetBasis },
): Result<{ id: string }, { reason: 'known' | 'full' }> {
  return inTransaction(ctx, () => {
    requireBudgetAdmin(ctx, organisationId);
    const known = listCostCentres(ctx, organisationId);
    if (known.some((centre) => centre.code === code)) return refused('known');
    if (known.length >= maxCostCentres) return refused('full');
    const id = newId('cc');
    preparedSql(
      ctx.db,
      `insert into cost_centres (id, organisation_id, code, name, basis, created_at) values (?, ?, ?, ?, ?, ?)`,
    ).run(id, organisationId, code, name, basis, isoUtc(ctx.now));
    return done({ id });
  });
}

/** Renames a cost centre, closes it for new orders or opens it again; its budget and history stay. */
export function changeCostCentre(ctx: Ctx, id: string, { name, isClosed }: { name: string; isClosed: boolean }): void {
  inTransaction(ctx, () => {
    const centre = getCostCentre(ctx, id);
    requireBudgetAdmin(ctx, centre.organisationId);
    const closedAt = isClosed ? (centre.closedAt ?? isoUtc(ctx.now)) : null;
    preparedSql(ctx.db, 'update cost_centres set name = ?, closed_at = ? where id = ?').run(name, closedAt, id);
  });
}

/** Throws Forbidden for who does not lead the organisation. */
export function requireBudgetAdmin(ctx: Ctx, organisationId: string): void {
  if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin'))
    throw new Forbidden('budgets are for the admins of an organisation');
}

/** On which basis the budgets of a cost centre count. For the system's own work: does not check the actor. */
export function findBasis({ db }: Pick<Ctx, 'db'>, id: string): BudgetBasis | undefined {
  return findRow(db, { basis: oneOf(budgetBases) }, 'select basis from cost_centres where id = ?', id)?.basis;
}
