// Owns the delegates of an organisation's people while they are away. Each person names their own.
import { and, eq, gt } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { organisationTeam, requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { purchaseDelegations } from '#db/schema/buying.ts';
import type { PeopleThen } from './purchase-request.ts';

export type ApprovalDelegation = typeof purchaseDelegations.$inferSelect;

/** Those of an organisation that are not over. The caller checks membership. */
export function listDelegations({ db, now }: Pick<Ctx, 'db' | 'now'>, organisationId: string): ApprovalDelegation[] {
  const { organisationId: organisation, untilAt } = purchaseDelegations;
  return db
    .select()
    .from(purchaseDelegations)
    .where(and(eq(organisation, organisationId), gt(untilAt, isoUtc(now))))
    .orderBy(purchaseDelegations.fromAt)
    .all();
}

/** Names who answers for the actor, from `from` until before `until`. Refused for who is no other member, or with another delegate then. */
export function delegateApprovals(
  ctx: Ctx,
  organisationId: string,
  { toPerson, from, until }: { toPerson: string; from: Date; until: Date },
): Result<object, { reason: 'person' | 'taken' | 'time' }> {
  const person = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    requireMembership(ctx, organisationId);
    if (toPerson === person || !organisationTeam(organisationId).read(ctx).has(toPerson)) return refused('person');
    if (from >= until || until <= ctx.now) return refused('time');
    const [fromAt, untilAt] = [isoUtc(from), isoUtc(until)];
    const others = listDelegations(ctx, organisationId).filter((other) => other.person === person);
    if (others.some((other) => other.fromAt < untilAt && fromAt < other.untilAt)) return refused('taken');
    db.insert(purchaseDelegations)
      .values({ id: newId('dlg'), organisationId, person, toPerson, fromAt, untilAt })
      .run();
    return done();
  });
}

/** Ends a delegation of the actor now, or removes it before it began. */
export function endDelegation(ctx: Ctx, id: string): void {
  const person = requireUserId(ctx);
  const now = isoUtc(ctx.now);
  preparedSql(ctx.db, 'delete from purchase_delegations where id = ? and person = ? and from_at >= ?').run(
    id,
    person,
    now,
  );
  preparedSql(ctx.db, 'update purchase_delegations set until_at = ? where id = ? and person = ? and until_at > ?').run(
    now,
    id,
    person,
    now,
  );
}

/** The members of an organisation and their delegates at this moment, as an event keeps them. */
export function peopleNow(ctx: Pick<Ctx, 'db' | 'now'>, organisationId: string): PeopleThen {
  const now = isoUtc(ctx.now);
  const current = listDelegations(ctx, organisationId).filter(({ fromAt }) => fromAt <= now);
  return {
    members: [...organisationTeam(organisationId).read(ctx).keys()],
    delegations: current.map(({ person, toPerson }) => [person, toPerson]),
  };
}
