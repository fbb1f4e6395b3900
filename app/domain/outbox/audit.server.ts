import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { audit } from '#db/schema/outbox.ts';

/** Who did what to which thing, in the same transaction as the thing itself. */
export function recordAudit(ctx: Ctx, verb: string, subject: string): void {
  const actor =
    ctx.actor.kind === 'user' ? ctx.actor.userId : ctx.actor.kind === 'system' ? ctx.actor.name : 'anonymous';
  ctx.db
    .insert(audit)
    .values({ at: utc(ctx.now), actor, verb, subject })
    .run();
}
