// Statements of a public organisation for its yearly declarations: its nature in law, and the SIRET of its canteen. Owns
// public_organisations.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, nullable, oneOf, text } from '#db/rows.ts';
import { requireUserId } from './accounts.server.ts';
import { requireMembership } from './memberships.server.ts';
import { type PublicNature, publicNatures } from './organisation.ts';
import { holdsMembershipRole } from './role.ts';

/** Null where it has not been said. */
export type PublicFacts = { nature: PublicNature | null; canteenSiret: string | null };

export function findPublicFacts({ db }: Pick<Ctx, 'db'>, organisationId: string): PublicFacts {
  const row = findRow(
    db,
    { nature: nullable(oneOf(publicNatures)), canteenSiret: nullable(text) },
    'select nature, canteen_siret as canteenSiret from public_organisations where organisation_id = ?',
    organisationId,
  );
  return row ?? { nature: null, canteenSiret: null };
}

/** Only an administrator of the organisation says it. */
export function statePublicFacts(ctx: Ctx, organisationId: string, { nature, canteenSiret }: PublicFacts): void {
  const by = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin')) throw new Forbidden('admin only');
    preparedSql(
      db,
      `insert into public_organisations (organisation_id, nature, canteen_siret, stated_by, stated_at)
       values (?, ?, ?, ?, ?)
       on conflict (organisation_id) do update
       set nature = excluded.nature, canteen_siret = excluded.canteen_siret,
         stated_by = excluded.stated_by, stated_at = excluded.stated_at`,
    ).run(organisationId, nature, canteenSiret, by, isoUtc(ctx.now));
    recordAudit(ctx, `statePublicFacts:${nature ?? 'unknown'}`, organisationId);
  });
}
