// The members of organisations and their roles.
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, listValues, oneOf, type Row, text } from '#db/rows.ts';
import { listOwnOrganisations } from './accounts.server.ts';
import type { Organisation } from './organisation.ts';
import { holdsMembershipRole, type MembershipRole, membershipRoles } from './role.ts';
import type { PartyTeam } from './teams.server.ts';

export function organisationTeam(organisationId: string): PartyTeam<MembershipRole> {
  return {
    party: { kind: 'organisation', id: organisationId },
    roles: membershipRoles,
    lead: 'admin',
    read: (ctx) => readMembers(ctx, organisationId),
    write: (ctx, userId, roles) => writeMembership(ctx, organisationId, userId, roles),
  };
}

function readMembers({ db }: Pick<Ctx, 'db'>, organisationId: string): Map<string, MembershipRole[]> {
  const rows = listRows(
    db,
    { userId: text, role: oneOf(membershipRoles) },
    'select user_id as userId, role from memberships where organisation_id = ?',
    organisationId,
  );
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return new Map([...byUser].map(([userId, own]) => [userId, own.map(({ role }) => role)]));
}

/** Replaces the roles of a person in an organisation, in the caller's transaction. */
export function writeMembership(
  { db }: Pick<Ctx, 'db'>,
  organisationId: string,
  userId: string,
  roles: readonly MembershipRole[],
): void {
  preparedSql(db, 'delete from memberships where organisation_id = ? and user_id = ?').run(organisationId, userId);
  preparedSql(
    db,
    `insert into memberships (user_id, organisation_id, role)
     select ?, ?, value from json_each(?)`,
  ).run(userId, organisationId, JSON.stringify(roles));
}

/** The actor's roles in an organisation; none for who is no member. */
export function ownMembership(ctx: Ctx, organisationId: string): MembershipRole[] {
  if (ctx.actor.kind !== 'user') return [];
  return listValues(
    ctx.db,
    oneOf(membershipRoles),
    'select role from memberships where organisation_id = ? and user_id = ?',
    organisationId,
    ctx.actor.userId,
  );
}

/** The actor's organisations that they order for, by name. */
export function listBuyingOrganisations(ctx: Ctx): Organisation[] {
  if (ctx.actor.kind !== 'user') return [];
  const sql = `select organisation_id from memberships where user_id = ? and role in ('buy', 'admin')`;
  const buying = new Set(listValues(ctx.db, text, sql, ctx.actor.userId));
  return listOwnOrganisations(ctx).filter(({ id }) => buying.has(id));
}

/** Whether the actor orders for an organisation. */
export function mayBuyFor(ctx: Ctx, organisationId: string): boolean {
  return holdsMembershipRole(ownMembership(ctx, organisationId), 'buy');
}

/** The actor's roles in an organisation. Throws NotFound for who is no member: for them it does not exist. */
export function requireMembership(ctx: Ctx, organisationId: string): MembershipRole[] {
  const roles = ownMembership(ctx, organisationId);
  if (roles.length === 0) throw new NotFound(`organisation ${organisationId}`);
  return roles;
}

const lastLed = { organisationId: text, colleagues: integer };

/** The organisations that a person leads alone, each with the number of its other members. */
export function listLastLed({ db }: Pick<Ctx, 'db'>, userId: string): Row<typeof lastLed>[] {
  return listRows(
    db,
    lastLed,
    `select m.organisation_id as organisationId,
       (select count(distinct c.user_id) from memberships c
        where c.organisation_id = m.organisation_id and c.user_id <> m.user_id) as colleagues
     from memberships m
     where m.user_id = ? and m.role = 'admin' and not exists (
       select 1 from memberships o
       where o.organisation_id = m.organisation_id and o.role = 'admin' and o.user_id <> m.user_id)`,
    userId,
  );
}
