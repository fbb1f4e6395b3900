// What an accepted proof does: the fact counts, the score follows, the ledger says so. In the caller's transaction.
import { and, eq } from 'drizzle-orm';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { factorsRef } from '#app/domain/impact/factors.ts';
import { append, commitPrivately, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit.server.ts';
import { findCriterion, gammaOf, methodRef } from '#app/domain/scoring/method.ts';
import { curve, gammaOn } from '#app/domain/scoring/score.ts';
import { refreshScore } from '#app/domain/scoring/scores.server.ts';
import { type Ctx, today, utc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import type { EvidenceLevel } from '#app/domain/shared/evidence.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { findFact, findLastFact, putFact, retireFact } from '#app/domain/suppliers/facts.server.ts';
import { touchOffers } from '#app/domain/suppliers/lifecycle.server.ts';
import type { SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { deskJumps } from '#db/schema/desk.ts';
import { evidence, evidenceSteps } from '#db/schema/proving.ts';
import { type EvidenceStep, evidenceLife, jumpPoints } from './evidence.ts';

export type Evidence = typeof evidence.$inferSelect;
export type ProvenLevel = Exclude<EvidenceLevel, 'L0'>;

/** Accepted at a level: the fact counts, the ledger says so. */
export function settle(ctx: LedgerCtx, held: Evidence, level: ProvenLevel, steward: string | null): void {
  const factId = count(ctx, held, level, steward);
  move(ctx, held, 'accept', { level, factId, decidedBy: steward, decidedAt: utc(ctx.now) }, level);
  writeEntry(ctx, held, 'evidence.accepted', level);
}

/**
 * Makes a proof's value the fact of its criterion, and everything that follows from it true at once. Returns the fact's
 * id, or null where what counts already weighs more today, or as much and is newer: then this one stays on record only.
 */
export function count(ctx: LedgerCtx, held: Evidence, level: ProvenLevel, steward: string | null): string | null {
  const current = findFact(ctx, held.supplierId, held.criterionId);
  if (current && outranks(ctx, current, { criterionId: held.criterionId, level, datedOn: held.datedOn })) return null;
  const before = pointsOf(findLastFact(ctx, held.supplierId, held.criterionId));
  const checkedBy = steward ? (personNames(ctx, [steward]).get(steward) ?? null) : null;
  const factId = putFact(ctx, {
    supplierId: held.supplierId,
    criterionId: held.criterionId,
    value: held.value,
    level,
    datedOn: held.datedOn,
    documentFr: held.title,
    documentEn: held.title,
    checkedBy,
  });
  watchJump(ctx, held, before, pointsOf(findFact(ctx, held.supplierId, held.criterionId)) ?? 0);
  rescore(ctx, held.supplierId);
  return factId;
}

/** What this proof counted for counts no more. */
export function uncount(ctx: LedgerCtx, held: Evidence): void {
  if (findFact(ctx, held.supplierId, held.criterionId)?.id !== held.factId) return;
  retireFact(ctx, held.supplierId, held.criterionId);
  rescore(ctx, held.supplierId);
}

export function rescore(ctx: Ctx, supplierId: string): void {
  refreshScore(ctx, supplierId);
  touchOffers(ctx, supplierId);
}

function outranks(ctx: Ctx, current: Ranked, other: Ranked): boolean {
  const weight = ({ criterionId, level, datedOn }: Ranked) =>
    gammaOn({ value: 0, evidence: level, date: datedOn }, findCriterion(criterionId)!, today(ctx.now));
  const ahead = weight(current) - weight(other);
  return ahead > 0 || (ahead === 0 && current.datedOn > other.datedOn);
}
type Ranked = Pick<SupplierFact, 'criterionId' | 'level' | 'datedOn'>;

function pointsOf(fact: SupplierFact | undefined): number | null {
  return fact ? curve(findCriterion(fact.criterionId)!.anchors, fact.value) * gammaOf(fact.level) : null;
}

/**
 * A large change on top of something that was known, even if it was withdrawn in between: somebody looks. What was never
 * known may become known in silence.
 */
function watchJump(ctx: Ctx, held: Evidence, before: number | null, after: number): void {
  if (before === null || Math.abs(after - before) <= jumpPoints) return;
  ctx.db
    .insert(deskJumps)
    .values({
      id: newId('jmp'),
      supplierId: held.supplierId,
      criterionId: held.criterionId,
      evidenceId: held.id,
      pointsBefore: Math.round(before),
      pointsAfter: Math.round(after),
      at: utc(ctx.now),
    })
    .run();
}

/** Neither name nor text in the leaf: who and what are a salted commitment. Values are thousandths, for there are no floats. */
export function writeEntry(
  ctx: LedgerCtx,
  held: Evidence,
  kind: 'evidence.accepted' | 'evidence.withdrawn',
  level: string | null,
): void {
  const event = `${held.id}:${kind.split('.')[1]}`;
  append(ctx, [
    {
      kind,
      event,
      body: {
        v: 1,
        at: `${ctx.now.toISOString().slice(0, 19)}Z`,
        methodology: { factors: factorsRef, method: methodRef },
        criterion: held.criterionId,
        dated_on: held.datedOn,
        evidence: held.kind,
        level,
        value_milli: Math.round(held.value * 1000),
        private_commit: commitPrivately(ctx, event, {
          supplier: held.supplierId,
          evidence: held.id,
          file: held.fileSha256,
        }),
      },
    },
  ]);
}

export function move(
  ctx: Ctx,
  held: Evidence,
  by: EvidenceStep,
  changes: Partial<Evidence>,
  note: string | null = changes.reason ?? null,
): void {
  const to = evidenceLife[held.state][by];
  invariant(to, `evidence ${held.id} cannot ${by} from ${held.state}`);
  ctx.db
    .update(evidence)
    .set({ ...changes, state: to })
    .where(and(eq(evidence.id, held.id), eq(evidence.state, held.state)))
    .run();
  step(ctx, held.id, by, note);
  recordAudit(ctx, `${by}Evidence`, held.id);
}

export function step(
  ctx: Ctx,
  evidenceId: string,
  name: typeof evidenceSteps.$inferInsert.step,
  reason: string | null,
): void {
  const actor = ctx.actor.kind === 'user' ? ctx.actor.userId : 'system';
  ctx.db
    .insert(evidenceSteps)
    .values({ evidenceId, at: utc(ctx.now), actor, step: name, reason })
    .run();
}
