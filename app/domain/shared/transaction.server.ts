import type { Ctx } from './context.ts';

/**
 * Runs `work` in one IMMEDIATE transaction, or inside the one already open. A deferred read-then-write fails at
 * once with SQLITE_BUSY_SNAPSHOT, whatever the timeout; an async callback cannot compile, because `work` must
 * not return a promise.
 */
export function inTransaction<C extends Ctx, T>(ctx: C, work: (ctx: C) => T extends Promise<unknown> ? never : T): T {
  if (ctx.db.$client.inTransaction) return work(ctx);
  return ctx.db.transaction(() => work(ctx), { behavior: 'immediate' });
}

/** Runs `work`, which only reads, as of one moment: it does not see later writes of other connections. */
export function readAsOfNow<C extends Pick<Ctx, 'db'>, T>(
  ctx: C,
  work: (ctx: C) => T extends Promise<unknown> ? never : T,
): T {
  if (ctx.db.$client.inTransaction) return work(ctx);
  return ctx.db.transaction(() => work(ctx), { behavior: 'deferred' });
}

/** Rolls the transaction back and carries the refusal out of it; the caller gets it as a value, not as an error. */
class RolledBack extends Error {
  refusal: unknown;
  constructor(refusal: unknown) {
    super('the transaction was refused');
    this.refusal = refusal;
  }
}

/** Like inTransaction, for work that can be refused halfway: `refuse` rolls back, and its refusal is returned. */
export function inTransactionOrRollback<C extends Ctx, T, R>(
  ctx: C,
  work: (refuse: (refusal: R) => never) => T extends Promise<unknown> ? never : T,
): T | ({ ok: false } & R) {
  const refuse = (refusal: R): never => {
    throw new RolledBack(refusal);
  };
  try {
    return ctx.db.transaction(() => work(refuse), { behavior: 'immediate' });
  } catch (undone) {
    if (undone instanceof RolledBack) return { ok: false, ...(undone.refusal as R) };
    throw undone;
  }
}
