// Owns the security events, the counts of the limits and the salts of addresses. An event is written once and never
// changed; what a person typed is never in it.
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { hashAddress } from './address-hash.server.ts';
import { countUse } from './limit-counts.server.ts';
import type { SecurityEvent } from './security-event.ts';

/** A script that repeats what is refused must not fill what cannot be deleted: so many of a kind each hour are kept. */
const keptPerHour = 60;
const hourMs = 3_600_000;

/**
 * Writes an event with the actor, the person whom it concerns and the hashed address of the request; in the caller's
 * transaction if there is one, so that what is rolled back did not happen. Of one kind at most sixty an hour by one
 * actor from one address are kept.
 */
export function recordSecurityEvent(ctx: Ctx, event: SecurityEvent): void {
  const actor = recordedActor(ctx);
  const addressHash = hashAddress(ctx);
  const repeated = { name: `event:${event.kind}`, subject: `${actor}:${addressHash}`, windowMs: hourMs };
  if (countUse(ctx, { ...repeated, max: keptPerHour }) > keptPerHour) return;
  const own = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  const row = {
    at: isoUtc(ctx.now),
    kind: event.kind,
    userId: event.userId === undefined ? own : event.userId,
    actor,
    addressHash,
    detail: (event.detail ?? '').slice(0, 120),
  };
  preparedSql(
    ctx.db,
    `insert into security_events (at, kind, user_id, actor, address_hash, detail)
     values (@at, @kind, @userId, @actor, @addressHash, @detail)`,
  ).run(row);
  ctx.logEvent?.(row);
}
