// The facts of an organisation, as its administrators keep them.
import { findLastAudit, recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { listOwnOrganisations, requireUserId } from './accounts.server.ts';
import { requireMembership } from './memberships.server.ts';
import type { Organisation } from './organisation.ts';
import { holdsMembershipRole } from './role.ts';
import { findSiretClaim, openSiretClaim } from './siret-claims.server.ts';

/** The facts that an administrator may change: neither the SIRET nor the kind, which say whose organisation it is. */
export type OrganisationFacts = Pick<Organisation, 'name' | 'address' | 'insee'>;

/** An organisation of the actor. Throws NotFound otherwise. */
export function getOwnOrganisation(ctx: Ctx, organisationId: string): Organisation {
  const own = listOwnOrganisations(ctx).find(({ id }) => id === organisationId);
  if (!own) throw new NotFound(`organisation ${organisationId}`);
  return own;
}

/** Changes the facts of an organisation; what was ordered and invoiced before keeps the old ones. */
export function changeOrganisation(ctx: Ctx, organisationId: string, facts: OrganisationFacts): void {
  inTransaction(ctx, ({ db }) => {
    if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin')) throw new Forbidden('admin only');
    const before = getOwnOrganisation(ctx, organisationId);
    const changed = (['name', 'address', 'insee'] as const).filter((column) => before[column] !== facts[column]);
    if (changed.length === 0) return;
    preparedSql(db, 'update organisations set name = ?, address = ?, insee = ? where id = ?').run(
      facts.name,
      facts.address,
      facts.insee,
      organisationId,
    );
    recordAudit(ctx, `changeOrganisation:${changed.join(',')}`, organisationId);
  });
}

/** Asks for another SIRET: a claim that stewards see and decide. */
export function requestSiret(ctx: Ctx, organisationId: string, siret: string): void {
  const claimedBy = requireUserId(ctx);
  inTransaction(ctx, () => {
    if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin')) throw new Forbidden('admin only');
    openSiretClaim(ctx, { kind: 'organisation', id: organisationId }, { number: siret, claimedBy });
  });
}

/** The SIRET that an organisation asks for; null without an open request. */
export function findRequestedSiret(ctx: Pick<Ctx, 'db'>, organisationId: string): string | null {
  const claim = findSiretClaim(ctx, { kind: 'organisation', id: organisationId });
  return claim?.state === 'open' ? claim.number : null;
}

/** The last change of one fact: its actor and time; undefined if it was never changed. */
export function findLastOrganisationChange(
  ctx: Pick<Ctx, 'db'>,
  organisationId: string,
  column: keyof OrganisationFacts,
): { actor: string; at: string } | undefined {
  return findLastAudit(ctx, organisationId, `changeOrganisation*[:,]${column},*`);
}
