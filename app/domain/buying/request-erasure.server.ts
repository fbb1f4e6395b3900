// With a person's erasure: their open requests end, and what they wrote is emptied. Their verdicts stay, by their id.
import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { purchaseRequests } from '#db/schema/buying.ts';
import { findRequest } from './request-rows.server.ts';
import { appendEvent } from './requests.server.ts';

/** In the caller's transaction. */
export function eraseRequestsOf(ctx: Ctx, userId: string): void {
  const { id, requesterId, state } = purchaseRequests;
  const open = ctx.db
    .select({ id })
    .from(purchaseRequests)
    .where(and(eq(requesterId, userId), inArray(state, ['submitted', 'approved'])))
    .all();
  for (const row of open) {
    const request = findRequest(ctx, row.id);
    if (request) appendEvent(ctx, request, { kind: 'withdrawn', person: userId });
  }
  preparedSql(ctx.db, `update purchase_requests set delivery = null, reason = '' where requester_id = ?`).run(userId);
  preparedSql(ctx.db, `update purchase_events set reason = '' where person = ?`).run(userId);
  preparedSql(ctx.db, 'delete from purchase_delegations where ? in (person, to_person)').run(userId);
}
