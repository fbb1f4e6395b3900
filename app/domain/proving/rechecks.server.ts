// What a steward looks at again: large jumps, and the quarter's draw.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit.server.ts';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findFact, retireFact } from '#app/domain/suppliers/facts.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/members.server.ts';
import { deskDraws, deskJumps, deskRechecks } from '#db/schema/desk.ts';
import { rescore } from './counting.server.ts';

type Refused = { reason: 'not-now' | 'reason-missing' };

export function getJump({ db }: Pick<Ctx, 'db'>, id: string) {
  const jump = db.select().from(deskJumps).where(eq(deskJumps.id, id)).get();
  if (!jump) throw new NotFound(`jump ${id}`);
  return jump;
}

export function getRecheck({ db }: Pick<Ctx, 'db'>, id: string) {
  const recheck = db.select().from(deskRechecks).where(eq(deskRechecks.id, id)).get();
  if (!recheck) throw new NotFound(`recheck ${id}`);
  return recheck;
}

/** Somebody looked, and says what they found. The fact stays; to undo it, refuse its proof or uphold a report. */
export function settleJump(ctx: Ctx, id: string, reason: string): Result<object, Refused> {
  const steward = requireImpartialSteward(ctx, getJump(ctx, id).supplierId);
  if (!reason) return { ok: false, reason: 'reason-missing' };
  const { changes } = ctx.db
    .update(deskJumps)
    .set({ decidedBy: steward, decidedAt: utc(ctx.now), reason })
    .where(and(eq(deskJumps.id, id), isNull(deskJumps.decidedAt)))
    .run();
  if (changes === 0) return { ok: false, reason: 'not-now' };
  recordAudit(ctx, 'settleJump', id);
  return { ok: true };
}

/** The fact holds, or it counts no more. */
export function settleRecheck(ctx: LedgerCtx, id: string, upheld: boolean, reason: string): Result<object, Refused> {
  const held = getRecheck(ctx, id);
  const steward = requireImpartialSteward(ctx, held.supplierId);
  if (!reason) return { ok: false, reason: 'reason-missing' };
  return inTransaction(ctx, ({ db }) => {
    const { changes } = db
      .update(deskRechecks)
      .set({ decidedBy: steward, decidedAt: utc(ctx.now), upheld, reason })
      .where(and(eq(deskRechecks.id, id), isNull(deskRechecks.decidedAt)))
      .run();
    if (changes === 0) return { ok: false as const, reason: 'not-now' as const };
    if (!upheld && findFact(ctx, held.supplierId, held.criterionId)?.id === held.factId) {
      retireFact(ctx, held.supplierId, held.criterionId);
      rescore(ctx, held.supplierId);
    }
    recordAudit(ctx, upheld ? 'upholdRecheck' : 'overturnRecheck', id);
    return { ok: true as const };
  });
}

/** Every quarter's draw, the latest first. */
export function listDraws({ db }: Pick<Ctx, 'db'>) {
  return db.select().from(deskDraws).orderBy(desc(deskDraws.quarter)).all();
}
