import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';

/** Records the actor, the verb and the subject, in the same transaction as the change. */
export function recordAudit(ctx: Ctx, verb: string, subject: string): void {
  const insert = preparedSql(ctx.db, 'insert into audit (at, actor, verb, subject) values (?, ?, ?, ?)');
  insert.run(isoUtc(ctx.now), recordedActor(ctx), verb, subject);
}
