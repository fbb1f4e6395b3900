// Which of its own references an organisation asks its orders to carry.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { type ReferenceName, referenceNames } from '#app/domain/shared/order-references.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { listValues, oneOf } from '#db/rows.ts';
import { requireMembership } from './memberships.server.ts';
import { holdsMembershipRole } from './role.ts';

/** The caller checks that the reader may order for it. */
export function listRequiredReferences({ db }: Pick<Ctx, 'db'>, organisationId: string): ReferenceName[] {
  return listValues(
    db,
    oneOf(referenceNames),
    'select r.value from organisations o, json_each(o.required_references) r where o.id = ?',
    organisationId,
  );
}

/** Only an administrator of the organisation says it. */
export function requireReferences(ctx: Ctx, organisationId: string, names: readonly ReferenceName[]): void {
  inTransaction(ctx, ({ db }) => {
    if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin')) throw new Forbidden('admin only');
    preparedSql(db, 'update organisations set required_references = ? where id = ?').run(
      JSON.stringify(names),
      organisationId,
    );
    recordAudit(ctx, `requireReferences:${names.join(',') || 'none'}`, organisationId);
  });
}
