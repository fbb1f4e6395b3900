// Owns the requests of admitted suppliers to change their legal identity. The former one stays in force until a steward
// has decided.
import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';
import { supplierIdentityRequests } from '#db/schema/suppliers.ts';
import { verifiedItems } from './checklist.ts';
import type { IdentityChanges } from './identity-columns.ts';
import { requireImpartialSteward } from './interests.server.ts';
import { updateProfile } from './joining.server.ts';
import type { Supplier } from './suppliers.server.ts';

export type IdentityRequest = typeof supplierIdentityRequests.$inferSelect;

/** Asks for a change, in place of one that is open. Fields of the open one that are not asked again stay asked. */
export function requestIdentity(ctx: Ctx, supplier: Supplier, changes: IdentityChanges): void {
  inTransaction(ctx, ({ db }) => {
    const open = findIdentityRequest(ctx, supplier.id);
    if (open) endRequest(ctx, open.id, 'replaced', null);
    db.insert(supplierIdentityRequests)
      .values({
        id: newId('idr'),
        supplierId: supplier.id,
        changes: { ...open?.changes, ...changes },
        askedBy: recordedActor(ctx),
        askedAt: isoUtc(ctx.now),
      })
      .run();
    recordAudit(ctx, `requestIdentity:${Object.keys(changes).join(',')}`, supplier.id);
  });
}

/** The open request of a supplier; undefined if there is none. */
export function findIdentityRequest({ db }: Pick<Ctx, 'db'>, supplierId: string): IdentityRequest | undefined {
  const open = and(eq(supplierIdentityRequests.supplierId, supplierId), isNull(supplierIdentityRequests.outcome));
  return db.select().from(supplierIdentityRequests).where(open).get();
}

/** A request, open or decided. Throws NotFound. */
export function getIdentityRequest({ db }: Pick<Ctx, 'db'>, id: string): IdentityRequest {
  const request = db.select().from(supplierIdentityRequests).where(eq(supplierIdentityRequests.id, id)).get();
  if (!request) throw new NotFound(`identity request ${id}`);
  return request;
}

/** Open requests, with the time since when they wait. */
export function listIdentityRequests({ db }: Pick<Ctx, 'db'>, limit = -1): Row<typeof identityRequest>[] {
  return listRows(
    db,
    identityRequest,
    `select id, supplier_id as supplierId, asked_at as since, count(*) over () as total
     from supplier_identity_requests
     where outcome is null
     order by asked_at, id
     limit ?`,
    limit,
  );
}
const identityRequest = { id: text, since: text, supplierId: text, total: integer };

/**
 * Accepted, the identity changes and what stewards had verified is to be verified again; the supplier is told either
 * way. A refusal needs a reason.
 */
export function decideIdentityRequest(
  ctx: Ctx,
  supplier: Supplier,
  id: string,
  accepted: boolean,
  reason: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  requireImpartialSteward(ctx, supplier.id);
  if (!accepted && !reason) return refused('reason-missing');
  return inTransaction(ctx, () => {
    const { changes, supplierId, outcome } = getIdentityRequest(ctx, id);
    if (supplierId !== supplier.id || outcome !== null) return refused('not-now');
    endRequest(ctx, id, accepted ? 'accepted' : 'refused', reason || null);
    if (accepted) {
      updateProfile(ctx, supplier, changes);
      const reset = 'delete from supplier_checks where supplier_id = ? and item in (select value from json_each(?))';
      preparedSql(ctx.db, reset).run(supplier.id, JSON.stringify(verifiedItems));
    }
    enqueue(ctx, 'mail', `mail:identity-decided:${id}`, {
      template: 'identity-decided',
      supplierId: supplier.id,
      accepted,
      reason,
    });
    recordAudit(ctx, accepted ? 'acceptIdentity' : 'refuseIdentity', supplier.id);
    return done();
  });
}

function endRequest(
  ctx: Ctx,
  id: string,
  outcome: NonNullable<IdentityRequest['outcome']>,
  reason: string | null,
): void {
  ctx.db
    .update(supplierIdentityRequests)
    .set({ decidedBy: recordedActor(ctx), decidedAt: isoUtc(ctx.now), outcome, reason })
    .where(eq(supplierIdentityRequests.id, id))
    .run();
}
