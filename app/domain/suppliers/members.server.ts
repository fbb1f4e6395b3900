// Members of a supplier and their invitations. An owner changes team and identity; a member does the daily work.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { listPeople, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow, listRows, oneOf, text } from '#db/rows.ts';
import { supplierInvitations, supplierMembers, suppliers } from '#db/schema/suppliers.ts';
import { supplierStates } from './lifecycle.ts';
import type { SupplierRole } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export type OwnSupplier = { supplier: Supplier; role: SupplierRole };

const invitationDays = 14;

/** The supplier with this slug, in any state, if the actor works there. Throws NotFound otherwise. */
export function getOwnSupplier(ctx: Ctx, slug: string): OwnSupplier {
  const found =
    ctx.actor.kind === 'user' &&
    ctx.db
      .select({ supplier: suppliers, role: supplierMembers.role })
      .from(supplierMembers)
      .innerJoin(suppliers, eq(suppliers.id, supplierMembers.supplierId))
      .where(and(eq(suppliers.slug, slug), eq(supplierMembers.userId, ctx.actor.userId)))
      .get();
  if (!found) throw new NotFound(`stall ${slug}`);
  return found;
}

/** Suppliers that the actor works for, by name. */
export function listOwnSuppliers(ctx: Ctx) {
  if (ctx.actor.kind !== 'user') return [];
  return listRows(
    ctx.db,
    { id: text, slug: text, name: text, status: oneOf(supplierStates) },
    `select s.id, s.slug, s.name, s.status
     from supplier_members m
     join suppliers s on s.id = m.supplier_id
     where m.user_id = ?
     order by s.name`,
    ctx.actor.userId,
  );
}

export function isSupplierMember(ctx: Pick<Ctx, 'db'>, userId: string, supplierId: string): boolean {
  return hasRow(ctx.db, 'select 1 from supplier_members where user_id = ? and supplier_id = ?', userId, supplierId);
}

/** The user id of a steward who does not work for this supplier. Throws Forbidden: a conflict of interest. */
export function requireImpartialSteward(ctx: Ctx, supplierId: string): string {
  const steward = requireRole(ctx, 'steward');
  if (isSupplierMember(ctx, steward, supplierId)) throw new Forbidden('own stall');
  return steward;
}

/** Members with their role, by name. */
export function listMembers(ctx: Pick<Ctx, 'db'>, supplierId: string) {
  const members = ctx.db.select().from(supplierMembers).where(eq(supplierMembers.supplierId, supplierId)).all();
  const roles = new Map(members.map(({ userId, role }) => [userId, role]));
  return listPeople(ctx, [...roles.keys()]).map(({ id, ...person }) => ({
    ...person,
    userId: id,
    role: roles.get(id) ?? 'member',
  }));
}

/** Adds a member. An existing member keeps the higher of the two roles. */
export function addMember(ctx: Ctx, supplierId: string, userId: string, role: SupplierRole): void {
  const row = ctx.db.insert(supplierMembers).values({ supplierId, userId, role, joinedAt: isoUtc(ctx.now) });
  const target = [supplierMembers.supplierId, supplierMembers.userId];
  if (role === 'owner') row.onConflictDoUpdate({ target, set: { role } }).run();
  else row.onConflictDoNothing().run();
}

export function listInvitations(ctx: Ctx, supplierId: string) {
  return ctx.db
    .select({ id: supplierInvitations.id, email: supplierInvitations.email, role: supplierInvitations.role })
    .from(supplierInvitations)
    .where(
      and(
        eq(supplierInvitations.supplierId, supplierId),
        isNull(supplierInvitations.endedAt),
        gt(supplierInvitations.expiresAt, isoUtc(ctx.now)),
      ),
    )
    .all();
}

/** Sends an e-mail with a link that is valid for two weeks. The table stores only the hash of its token. */
export function inviteMember(ctx: Ctx, { supplier }: OwnSupplier, email: string, role: SupplierRole): void {
  const invitedBy = requireUserId(ctx);
  const token = randomBytes(24).toString('base64url');
  inTransaction(ctx, ({ db }) => {
    db.update(supplierInvitations)
      .set({ endedAt: isoUtc(ctx.now) })
      .where(
        and(
          eq(supplierInvitations.supplierId, supplier.id),
          eq(supplierInvitations.email, email),
          isNull(supplierInvitations.endedAt),
        ),
      )
      .run();
    const id = newId('inv');
    db.insert(supplierInvitations)
      .values({
        id,
        supplierId: supplier.id,
        email,
        role,
        tokenHash: hashOf(token),
        invitedBy,
        createdAt: isoUtc(ctx.now),
        expiresAt: isoUtc(addMinutes(ctx.now, invitationDays * 24 * 60)),
      })
      .run();
    enqueue(ctx, 'mail', `mail:invitation:${id}`, {
      template: 'invitation',
      to: email,
      locale: ctx.locale,
      supplierName: supplier.name,
      secret: token,
    });
    recordAudit(ctx, 'inviteMember', supplier.id);
  });
}

/** The open invitation of a token; undefined when the token is wrong, used or expired. */
export function findInvitation(ctx: Ctx, token: string) {
  return ctx.db
    .select({ id: supplierInvitations.id, role: supplierInvitations.role, supplier: suppliers })
    .from(supplierInvitations)
    .innerJoin(suppliers, eq(suppliers.id, supplierInvitations.supplierId))
    .where(
      and(
        eq(supplierInvitations.tokenHash, hashOf(token)),
        isNull(supplierInvitations.endedAt),
        gt(supplierInvitations.expiresAt, isoUtc(ctx.now)),
      ),
    )
    .get();
}

/**
 * The signed-in actor joins; the token is not bound to their e-mail address. Returns the supplier's slug. Throws
 * NotFound when the token is not valid.
 */
export function acceptInvitation(ctx: Ctx, token: string): string {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const invitation = findInvitation(ctx, token);
    if (!invitation) throw new NotFound('invitation');
    addMember(ctx, invitation.supplier.id, userId, invitation.role);
    endInvitation(ctx, invitation.supplier.id, invitation.id);
    recordAudit(ctx, 'acceptInvitation', invitation.supplier.id);
    return invitation.supplier.slug;
  });
}

/** False, without a change, if the invitation was accepted or withdrawn before. */
export function endInvitation(ctx: Ctx, supplierId: string, invitationId: string): boolean {
  const ended = ctx.db
    .update(supplierInvitations)
    .set({ endedAt: isoUtc(ctx.now) })
    .where(
      and(
        eq(supplierInvitations.id, invitationId),
        eq(supplierInvitations.supplierId, supplierId),
        isNull(supplierInvitations.endedAt),
      ),
    )
    .run();
  return ended.changes > 0;
}

/** Refuses to remove the last owner, and with `not-now` one who is no member any more. */
export function removeMember(
  ctx: Ctx,
  { supplier }: OwnSupplier,
  userId: string,
): Result<object, { reason: 'last-owner' | 'not-now' }> {
  return inTransaction(ctx, ({ db }) => {
    const owners = listMembers(ctx, supplier.id).filter((member) => member.role === 'owner');
    if (owners.length === 1 && owners[0]!.userId === userId) return refused('last-owner');
    const removed = db
      .delete(supplierMembers)
      .where(and(eq(supplierMembers.supplierId, supplier.id), eq(supplierMembers.userId, userId)))
      .run();
    if (removed.changes === 0) return refused('not-now');
    recordAudit(ctx, 'removeMember', `${supplier.id}:${userId}`);
    return done();
  });
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Deletes the invitations sent to an e-mail address, in the caller's transaction. */
export function eraseInvitations({ db }: Pick<Ctx, 'db'>, email: string): void {
  preparedSql(db, 'delete from supplier_invitations where email = ?').run(email);
}

/** Whether a user is a member of any supplier. */
export function hasSupplier({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, 'select 1 from supplier_members where user_id = ?', userId);
}
