import type { Ctx } from './context.ts';

/**
 * Runs `work` in one IMMEDIATE transaction, or inside the one already open. A deferred read-then-write fails at once
 * with SQLITE_BUSY_SNAPSHOT, whatever the timeout; an async callback cannot compile, because `work` must not return a promise.
 */
export function inTransaction<C extends Ctx, T>(ctx: C, work: (ctx: C) => T extends Promise<unknown> ? never : T): T {
  if (ctx.db.$client.inTransaction) return work(ctx);
  return ctx.db.transaction(() => work(ctx), { behavior: 'immediate' });
}
