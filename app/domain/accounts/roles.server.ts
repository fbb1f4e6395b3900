// Roles of the town: stewards decide on submissions, administrators grant the roles. No user has a role by default.
import { and, eq } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, hasRow, integer, listRows, listValues, oneOf, text } from '#db/rows.ts';
import { userRoles, users } from '#db/schema/accounts.ts';
import { type TownRole, townRoles } from './role.ts';

/** The actor's roles; an administrator is a steward too. */
export function ownRoles(ctx: Ctx): Set<TownRole> {
  if (ctx.actor.kind !== 'user') return new Set();
  const roles = listValues(ctx.db, oneOf(townRoles), 'select role from user_roles where user_id = ?', ctx.actor.userId);
  return new Set(roles.includes('administrator') ? ['steward', 'administrator'] : roles);
}

/** The actor's user id. Throws Forbidden when the actor does not have the role. */
export function requireRole(ctx: Ctx, role: TownRole): string {
  if (ctx.actor.kind !== 'user' || !ownRoles(ctx).has(role)) throw new Forbidden(`${role}s only`);
  return ctx.actor.userId;
}

export function listRoleHolders({
  db,
}: Pick<Ctx, 'db'>): { userId: string; name: string; email: string; role: TownRole }[] {
  return db
    .select({ userId: users.id, name: users.name, email: users.email, role: userRoles.role })
    .from(userRoles)
    .innerJoin(users, eq(users.id, userRoles.userId))
    .orderBy(users.name)
    .all();
}

/**
 * Grants a role to the user with this e-mail address, and ends that user's sessions: those of a role are shorter. Only
 * the system may do so: people invite (role-invitations.server.ts).
 */
export function grantRole(ctx: Ctx, email: string, role: TownRole): Result<object, { reason: 'unknown-person' }> {
  if (ctx.actor.kind !== 'system') throw new Forbidden('by invitation');
  return inTransaction(ctx, ({ db }) => {
    const person = db.select({ id: users.id }).from(users).where(eq(users.email, email)).get();
    if (!person) return refused('unknown-person');
    const granted = db
      .insert(userRoles)
      .values({ userId: person.id, role, grantedAt: isoUtc(ctx.now) })
      .onConflictDoNothing()
      .run();
    if (granted.changes === 0) return done();
    preparedSql(db, 'delete from sessions where user_id = ?').run(person.id);
    recordAudit(ctx, `grantRole:${role}`, person.id);
    recordSecurityEvent(ctx, { kind: 'role-granted', userId: person.id, detail: role });
    return done();
  });
}

/** Revokes a role and ends that user's sessions; one that is not held is refused. The last administrator stays. */
export function revokeRole(ctx: Ctx, userId: string, role: TownRole): Result<object, RevokeRefusal> {
  requireRole(ctx, 'administrator');
  return inTransaction(ctx, ({ db }) => {
    const holders = db.select().from(userRoles).where(eq(userRoles.role, role)).all();
    if (role === 'administrator' && holders.length < 2) return refused('last-administrator');
    const revoked = db
      .delete(userRoles)
      .where(and(eq(userRoles.userId, userId), eq(userRoles.role, role)))
      .run();
    if (revoked.changes === 0) return refused('not-held');
    preparedSql(db, 'delete from sessions where user_id = ?').run(userId);
    recordAudit(ctx, `revokeRole:${role}`, userId);
    recordSecurityEvent(ctx, { kind: 'role-revoked', userId, detail: role });
    return done();
  });
}

type RevokeRefusal = { reason: 'last-administrator' | 'not-held' };

export function isAdministrator({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, `select 1 from user_roles where user_id = ? and role = 'administrator'`, userId);
}

/** How many people hold a role. */
export function countRoleHolders({ db }: Pick<Ctx, 'db'>, role: TownRole): number {
  return getValue(db, integer, 'select count(*) from user_roles where role = ?', role);
}

/** How many people decide as stewards; an administrator is one too. */
export function countStewards({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, integer, 'select count(distinct user_id) from user_roles');
}

/** Names of users by id, to show who did something. */
export function personNames({ db }: Pick<Ctx, 'db'>, ids: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { id: text, name: text },
    'select id, name from users where id in (select value from json_each(?))',
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether a user has any role of the town. */
export function holdsRole({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, 'select 1 from user_roles where user_id = ?', userId);
}
