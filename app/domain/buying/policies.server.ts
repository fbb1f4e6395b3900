// Owns the versions of the rules under which an organisation buys. A version is never changed; the newest is in force.
import { desc, eq, sql } from 'drizzle-orm';
import { organisationTeam, requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedQuery } from '#db/client.ts';
import { purchasePolicies } from '#db/schema/buying.ts';
import { maxRules, type PolicyRule, type PurchasePolicy } from './purchase-policy.ts';
import type { Tolerance } from './request-total.ts';

const newest = preparedQuery((db) =>
  db
    .select()
    .from(purchasePolicies)
    .where(eq(purchasePolicies.organisationId, sql.placeholder('organisationId')))
    .orderBy(desc(purchasePolicies.version))
    .limit(1)
    .prepare(),
);

/** The policy in force; undefined for an organisation without one. The caller checks membership. */
export function findPolicy({ db }: Pick<Ctx, 'db'>, organisationId: string): PurchasePolicy | undefined {
  const row = newest(db).get({ organisationId });
  if (!row) return undefined;
  const { id, version, rules, tolerancePermille, toleranceCents } = row;
  return { id, version, rules, tolerance: { permille: tolerancePermille, cents: toleranceCents } };
}

/** The tolerance of a version; nothing moves without a policy. */
export function toleranceOf({ db }: Pick<Ctx, 'db'>, policyId: string | null): Tolerance {
  const row = policyId && db.select().from(purchasePolicies).where(eq(purchasePolicies.id, policyId)).get();
  return row ? { permille: row.tolerancePermille, cents: row.toleranceCents } : { permille: 0, cents: 0 };
}

/** All versions, the newest first. Throws NotFound for who is no member. */
export function listPolicyVersions(
  ctx: Ctx,
  organisationId: string,
): { version: number; at: string; madeBy: string }[] {
  requireMembership(ctx, organisationId);
  const { version, at, madeBy } = purchasePolicies;
  return ctx.db
    .select({ version, at, madeBy })
    .from(purchasePolicies)
    .where(eq(purchasePolicies.organisationId, organisationId))
    .orderBy(desc(version))
    .limit(50)
    .all();
}

export type PolicyRefusal = { reason: 'changed' | 'full' | 'person' };

/**
 * Writes a new version. Refused when another one came since `shownVersion` (0: none), and for a rule that asks who is no
 * member.
 */
export function savePolicy(
  ctx: Ctx,
  organisationId: string,
  shownVersion: number,
  { rules, tolerance }: { rules: PolicyRule[]; tolerance: Tolerance },
): Result<object, PolicyRefusal> {
  return inTransaction(ctx, ({ db }) => {
    if (!holdsMembershipRole(requireMembership(ctx, organisationId), 'admin'))
      throw new Forbidden('rules of purchases are for the admins of an organisation');
    const version = findPolicy(ctx, organisationId)?.version ?? 0;
    if (version !== shownVersion) return refused('changed');
    if (rules.length > maxRules) return refused('full');
    const members = organisationTeam(organisationId).read(ctx);
    const asked = rules.flatMap(({ does }) => (does.action === 'ask' ? [...does.of, ...does.to] : []));
    if (asked.some((person) => !members.has(person))) return refused('person');
    db.insert(purchasePolicies)
      .values({
        ...{ id: newId('pol'), organisationId, version: version + 1, rules, madeBy: recordedActor(ctx) },
        ...{ tolerancePermille: tolerance.permille, toleranceCents: tolerance.cents, at: isoUtc(ctx.now) },
      })
      .run();
    recordAudit(ctx, `savePolicy:${version + 1}`, organisationId);
    return done();
  });
}
