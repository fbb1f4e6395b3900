import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';

/** Records the actor, the verb and the subject, in the same transaction as the change. */
export function recordAudit(ctx: Ctx, verb: string, subject: string): void {
  const actor =
    ctx.actor.kind === 'user' ? ctx.actor.userId : ctx.actor.kind === 'system' ? ctx.actor.name : 'anonymous';
  const insert = preparedSql(ctx.db, 'insert into audit (at, actor, verb, subject) values (?, ?, ?, ?)');
  insert.run(isoUtc(ctx.now), actor, verb, subject);
}
