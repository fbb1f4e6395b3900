// Conflicts of interest, worked out from suppliers, organisations and competition, without asking the steward.
import { isOwnOrganisation } from '#app/domain/accounts/accounts.server.ts';
import type { TownRole } from '#app/domain/accounts/role.ts';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { ConflictOfInterest, type Interest } from '#app/domain/shared/errors.ts';
import { distanceMeters, type Point, quarterHourMeters } from '#app/domain/shared/geo.ts';
import { findRow, hasRow, listRows, listValues, real, text } from '#db/rows.ts';
import type { ConcernedParty } from './decision.ts';
import { isSupplierMember } from './members.server.ts';

/** The first interest that a person has in one of the parties; null if there is none. */
export function findConflict(
  ctx: Pick<Ctx, 'db'>,
  userId: string,
  parties: readonly ConcernedParty[],
): Interest | null {
  for (const party of parties) {
    const conflict = conflictWith(ctx, userId, party);
    if (conflict) return conflict;
  }
  return null;
}

function conflictWith(ctx: Pick<Ctx, 'db'>, userId: string, { kind, id }: ConcernedParty): Interest | null {
  if (kind === 'person') return id === userId ? 'self' : null;
  if (kind === 'organisation') return isOwnOrganisation(ctx, userId, { id }) ? 'own-organisation' : null;
  if (isSupplierMember(ctx, userId, id)) return 'own-stall';
  const supplier = findRow(ctx.db, { siret: text, lat: real, lon: real }, supplierSql, id);
  if (!supplier) return null;
  if (isOwnOrganisation(ctx, userId, supplier)) return 'own-organisation';
  return competes(ctx, userId, id, supplier) ? 'competitor' : null;
}

const supplierSql = 'select siret, lat, lon from suppliers where id = ?';

function competes(ctx: Pick<Ctx, 'db'>, userId: string, supplierId: string, at: Point): boolean {
  const own = listRows(
    ctx.db,
    { id: text, lat: real, lon: real },
    `select distinct s.id, s.lat, s.lon
     from supplier_members m
     join suppliers s on s.id = m.supplier_id
     where m.user_id = ?`,
    userId,
  );
  const near = own.filter((supplier) => distanceMeters(supplier, at) <= quarterHourMeters.bicycle);
  if (near.length === 0) return false;
  const categories = 'select category from supplier_categories where supplier_id = ?';
  const sold = JSON.stringify(listValues(ctx.db, text, categories, supplierId));
  return near.some(({ id }) =>
    hasRow(
      ctx.db,
      `select 1
       from supplier_categories
       where supplier_id = ? and category in (select value from json_each(?))`,
      id,
      sold,
    ),
  );
}

/**
 * The user id of a holder of the role who has no interest in the parties; the system's own work passes. Throws Forbidden
 * without the role, and ConflictOfInterest with an interest.
 */
export function requireImpartial(ctx: Ctx, role: TownRole, parties: readonly ConcernedParty[]): string {
  if (ctx.actor.kind === 'system') return ctx.actor.name;
  const userId = requireRole(ctx, role);
  const conflict = findConflict(ctx, userId, parties);
  if (conflict) throw new ConflictOfInterest(conflict);
  return userId;
}

/** The user id of a steward who has no interest in this supplier. Throws Forbidden and ConflictOfInterest. */
export function requireImpartialSteward(ctx: Ctx, supplierId: string): string {
  return requireImpartial(ctx, 'steward', [{ kind: 'supplier', id: supplierId }]);
}
