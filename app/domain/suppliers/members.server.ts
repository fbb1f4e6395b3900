// The members of a supplier's team and their roles. The verbs for them are those of every team: accounts/teams.
import { and, eq, sql } from 'drizzle-orm';
import { listTeam, type PartyTeam } from '#app/domain/accounts/teams.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { findValue, hasRow, listRows, oneOf, text } from '#db/rows.ts';
import { supplierMembers, suppliers } from '#db/schema/suppliers.ts';
import { supplierStates } from './lifecycle.ts';
import { type SupplierRole, supplierRoles } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export type OwnSupplier = { supplier: Supplier; roles: SupplierRole[] };

/** The supplier with this slug, in any state, if the actor works there. Throws NotFound otherwise. */
export function getOwnSupplier(ctx: Ctx, slug: string): OwnSupplier {
  const rows = ctx.actor.kind === 'user' ? ownRows(ctx.db).all({ slug, userId: ctx.actor.userId }) : [];
  const [first] = rows;
  if (!first) throw new NotFound(`stall ${slug}`);
  return { supplier: first.supplier, roles: rows.map(({ role }) => role) };
}

const ownRows = preparedQuery((db) =>
  db
    .select({ supplier: suppliers, role: supplierMembers.role })
    .from(supplierMembers)
    .innerJoin(suppliers, eq(suppliers.id, supplierMembers.supplierId))
    .where(and(eq(suppliers.slug, sql.placeholder('slug')), eq(supplierMembers.userId, sql.placeholder('userId'))))
    .prepare(),
);

/** Suppliers that the actor works for, by name. */
export function listOwnSuppliers(ctx: Ctx) {
  if (ctx.actor.kind !== 'user') return [];
  return listRows(
    ctx.db,
    { id: text, slug: text, name: text, status: oneOf(supplierStates) },
    `select s.id, s.slug, s.name, s.status
     from suppliers s
     where s.id in (select supplier_id from supplier_members where user_id = ?)
     order by s.name`,
    ctx.actor.userId,
  );
}

export function isSupplierMember(ctx: Pick<Ctx, 'db'>, userId: string, supplierId: string): boolean {
  return hasRow(ctx.db, 'select 1 from supplier_members where user_id = ? and supplier_id = ?', userId, supplierId);
}

/** The team of a supplier. */
export function supplierTeam(supplierId: string): PartyTeam<SupplierRole> {
  return {
    party: { kind: 'supplier', id: supplierId },
    roles: supplierRoles,
    lead: 'own',
    read: (ctx) => readMembers(ctx, supplierId),
    write: (ctx, userId, roles) => writeMember(ctx, supplierId, userId, roles),
  };
}

function readMembers({ db }: Pick<Ctx, 'db'>, supplierId: string): Map<string, SupplierRole[]> {
  const rows = listRows(
    db,
    { userId: text, role: oneOf(supplierRoles) },
    'select user_id as userId, role from supplier_members where supplier_id = ?',
    supplierId,
  );
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return new Map([...byUser].map(([userId, own]) => [userId, own.map(({ role }) => role)]));
}

/** Replaces the roles of a person, in the caller's transaction; they joined when their first row was written. */
function writeMember(ctx: Ctx, supplierId: string, userId: string, roles: readonly SupplierRole[]): void {
  const joined = findValue(
    ctx.db,
    text,
    'select joined_at from supplier_members where supplier_id = ? and user_id = ?',
    supplierId,
    userId,
  );
  preparedSql(ctx.db, 'delete from supplier_members where supplier_id = ? and user_id = ?').run(supplierId, userId);
  preparedSql(
    ctx.db,
    `insert into supplier_members (supplier_id, user_id, role, joined_at)
     select ?, ?, value, ? from json_each(?)`,
  ).run(supplierId, userId, joined ?? isoUtc(ctx.now), JSON.stringify(roles));
}

/** Members with their roles, by name. */
export function listMembers(ctx: Pick<Ctx, 'db'>, supplierId: string) {
  return listTeam(ctx, supplierTeam(supplierId));
}

/** Adds roles to those that a person has; without an invitation, for a founder and for the seeds. */
export function addMember(ctx: Ctx, supplierId: string, userId: string, ...roles: SupplierRole[]): void {
  const before = readMembers(ctx, supplierId).get(userId) ?? [];
  writeMember(ctx, supplierId, userId, [...new Set([...before, ...roles])]);
}

/** Whether a user is a member of any supplier. */
export function hasSupplier({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, 'select 1 from supplier_members where user_id = ?', userId);
}
