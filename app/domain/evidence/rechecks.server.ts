// Reviews by a steward: score jumps, and the quarterly draw of rechecks.
import { and, eq, isNull } from 'drizzle-orm';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findFact, retireFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { evidenceRechecks, scoreJumps } from '#db/schema/evidence.ts';
import { refreshSupplierScore } from './effects.server.ts';

type Refused = { reason: 'not-now' | 'reason-missing' };

export function getJump({ db }: Pick<Ctx, 'db'>, id: string) {
  const jump = db.select().from(scoreJumps).where(eq(scoreJumps.id, id)).get();
  if (!jump) throw new NotFound(`jump ${id}`);
  return jump;
}

export function getRecheck({ db }: Pick<Ctx, 'db'>, id: string) {
  const recheck = db.select().from(evidenceRechecks).where(eq(evidenceRechecks.id, id)).get();
  if (!recheck) throw new NotFound(`recheck ${id}`);
  return recheck;
}

/** Closes a jump with a finding. The fact stays; to retire it, refuse its evidence or uphold a report. */
export function decideJump(ctx: Ctx, id: string, reason: string): Result<object, Refused> {
  const steward = requireImpartialSteward(ctx, getJump(ctx, id).supplierId);
  if (!reason) return refused('reason-missing');
  const { changes } = ctx.db
    .update(scoreJumps)
    .set({ decidedBy: steward, decidedAt: isoUtc(ctx.now), reason })
    .where(and(eq(scoreJumps.id, id), isNull(scoreJumps.decidedAt)))
    .run();
  if (changes === 0) return refused('not-now');
  recordAudit(ctx, 'settleJump', id);
  return done();
}

/** Upheld, the fact stays; otherwise it is retired, if it is still the one in force. */
export function decideRecheck(
  ctx: LedgerCtx & ActiveRules,
  id: string,
  upheld: boolean,
  reason: string,
): Result<object, Refused> {
  const recheck = getRecheck(ctx, id);
  const steward = requireImpartialSteward(ctx, recheck.supplierId);
  if (!reason) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const { changes } = db
      .update(evidenceRechecks)
      .set({ decidedBy: steward, decidedAt: isoUtc(ctx.now), upheld, reason })
      .where(and(eq(evidenceRechecks.id, id), isNull(evidenceRechecks.decidedAt)))
      .run();
    if (changes === 0) return refused('not-now');
    if (!upheld && findFact(ctx, recheck.supplierId, recheck.criterionId)?.id === recheck.factId) {
      retireFact(ctx, recheck.supplierId, recheck.criterionId);
      refreshSupplierScore(ctx, recheck.supplierId);
    }
    recordAudit(ctx, upheld ? 'upholdRecheck' : 'overturnRecheck', id);
    return done();
  });
}
