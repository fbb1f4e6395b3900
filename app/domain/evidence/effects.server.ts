// The effects of accepted evidence: the fact in force, the score, the ledger entry. All in the caller's transaction.
import { and, eq } from 'drizzle-orm';
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { appendEntries, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { gammaOn, interpolateAnchors } from '#app/domain/scoring/score.ts';
import { refreshScore } from '#app/domain/scoring/scores.server.ts';
import { findCriterion, type Method } from '#app/domain/scoring/scoring-method.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import type { ProvenLevel } from '#app/domain/shared/evidence-level.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { findFact, findLastFact, insertFact, retireFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { isAdmitted, reindexSupplierOffers } from '#app/domain/suppliers/lifecycle.server.ts';
import type { SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { evidence, evidenceSteps, scoreJumps } from '#db/schema/evidence.ts';
import { type EvidenceStep, evidenceLife, jumpPoints, type recordedSteps } from './evidence.ts';
import { listEvidenceFiles } from './evidence-files.server.ts';

export type Evidence = typeof evidence.$inferSelect;

/**
 * Accepts a submission at a level: establishes its fact and appends a ledger entry, unless its supplier is not admitted
 * yet. False, without any of it, if the submission has changed state since it was read.
 */
export function acceptEvidence(
  ctx: LedgerCtx & ActiveRules,
  submission: Evidence,
  level: ProvenLevel,
  steward: string | null,
  reason: string | null = null,
): boolean {
  const decision = { level, decidedBy: steward, decidedAt: isoUtc(ctx.now), reason };
  if (!transitionEvidence(ctx, submission, 'accept', decision, level)) return false;
  const factId = establishFact(ctx, submission, level, steward);
  ctx.db.update(evidence).set({ factId }).where(eq(evidence.id, submission.id)).run();
  const isDeclared = submission.kind === 'declaration' && steward === null;
  appendEvidenceEntry(ctx, submission, isDeclared ? 'evidence.declared' : 'evidence.accepted', level);
  return true;
}

/**
 * Establishes the fact of a submission's criterion and updates score and search index. Returns the fact's id; null
 * when the current fact weighs more today, or the same and is newer: the submission then stays on record only.
 */
export function establishFact(
  ctx: LedgerCtx & ActiveRules,
  submission: Evidence,
  level: ProvenLevel,
  steward: string | null,
): string | null {
  const current = findFact(ctx, submission.supplierId, submission.criterionId);
  if (current && outranks(ctx, current, { criterionId: submission.criterionId, level, datedOn: submission.datedOn }))
    return null;
  const before = pointsOf(ctx, findLastFact(ctx, submission.supplierId, submission.criterionId));
  const checkedBy = steward ? (personNames(ctx, [steward]).get(steward) ?? null) : null;
  const factId = insertFact(ctx, {
    supplierId: submission.supplierId,
    criterionId: submission.criterionId,
    value: submission.value,
    level,
    datedOn: submission.datedOn,
    document: { fr: submission.title },
    checkedBy,
  });
  flagScoreJump(
    ctx,
    submission,
    before,
    pointsOf(ctx, findFact(ctx, submission.supplierId, submission.criterionId)) ?? 0,
  );
  refreshSupplierScore(ctx, submission.supplierId);
  return factId;
}

/** Retires the fact that this submission established. Does nothing when another fact is in force. */
export function withdrawFact(ctx: LedgerCtx & ActiveRules, submission: Evidence): void {
  if (findFact(ctx, submission.supplierId, submission.criterionId)?.id !== submission.factId) return;
  retireFact(ctx, submission.supplierId, submission.criterionId);
  refreshSupplierScore(ctx, submission.supplierId);
}

export function refreshSupplierScore(ctx: Ctx & ActiveRules, supplierId: string): void {
  refreshScore(ctx, supplierId);
  reindexSupplierOffers(ctx, supplierId);
}

function outranks(ctx: Ctx & ActiveRules, current: Ranked, other: Ranked): boolean {
  const weight = ({ criterionId, level, datedOn }: Ranked) =>
    gammaOn(
      { value: 0, evidence: level, date: datedOn },
      findCriterion(ctx.method, criterionId)!,
      localDay(ctx.now, ctx.town),
      ctx.method,
    );
  const ahead = weight(current) - weight(other);
  return ahead > 0 || (ahead === 0 && current.datedOn > other.datedOn);
}
type Ranked = Pick<SupplierFact, 'criterionId' | 'level' | 'datedOn'>;

/** Points of the value alone, 0..100: a declaration weighs nothing, and a change of it is a change all the same. */
function pointsOf({ method }: { method: Method }, fact: SupplierFact | undefined): number | null {
  if (!fact) return null;
  const { anchors } = findCriterion(method, fact.criterionId)!;
  return interpolateAnchors(anchors, fact.value);
}

/**
 * Flags a large change for a steward. It is measured against the last fact, even a withdrawn one; the first fact of a
 * criterion is never flagged.
 */
function flagScoreJump(ctx: Ctx, submission: Evidence, before: number | null, after: number): void {
  if (before === null || Math.abs(after - before) <= jumpPoints) return;
  ctx.db
    .insert(scoreJumps)
    .values({
      id: newId('jmp'),
      supplierId: submission.supplierId,
      criterionId: submission.criterionId,
      evidenceId: submission.id,
      pointsBefore: Math.round(before),
      pointsAfter: Math.round(after),
      at: isoUtc(ctx.now),
    })
    .run();
}

/**
 * The leaf contains no name or text: supplier, documents and quantities are a salted commitment. Values are thousandths. Nothing of
 * a supplier that was never admitted enters the ledger: whoever opens an account could fill it for ever.
 */
export function appendEvidenceEntry(
  ctx: LedgerCtx & ActiveRules,
  submission: Evidence,
  kind: 'evidence.declared' | 'evidence.accepted' | 'evidence.withdrawn',
  level: string | null,
): void {
  if (!isAdmitted(ctx, submission.supplierId)) return;
  const event = `${submission.id}:${kind.split('.')[1]}`;
  appendEntries(ctx, [
    {
      kind,
      event,
      body: {
        v: 1,
        at: `${ctx.now.toISOString().slice(0, 19)}Z`,
        methodology: methodologyOf(ctx),
        criterion: submission.criterionId,
        dated_on: submission.datedOn,
        evidence: submission.kind,
        level,
        value_milli: Math.round(submission.value * 1000),
        private_commit: privateCommitment(ctx, event, {
          supplier: submission.supplierId,
          evidence: submission.id,
          files: listEvidenceFiles(ctx, [submission.id]).map(({ fileSha256 }) => fileSha256),
          sheet: submission.sheet,
        }),
      },
    },
  ]);
}

/** A guarded update: false, without a change, if the submission has changed state since it was read. */
export function transitionEvidence(
  ctx: Ctx,
  submission: Evidence,
  by: EvidenceStep,
  changes: Partial<Evidence>,
  note: string | null = changes.reason ?? null,
): boolean {
  const to = evidenceLife[submission.state][by];
  invariant(to, `evidence ${submission.id} cannot ${by} from ${submission.state}`);
  const moved = ctx.db
    .update(evidence)
    .set({ ...changes, state: to })
    .where(and(eq(evidence.id, submission.id), eq(evidence.state, submission.state)))
    .run();
  if (moved.changes === 0) return false;
  recordEvidenceStep(ctx, submission.id, by, note);
  recordAudit(ctx, `${by}Evidence`, submission.id);
  return true;
}

export function recordEvidenceStep(
  ctx: Ctx,
  evidenceId: string,
  name: (typeof recordedSteps)[number],
  reason: string | null,
): void {
  const actor = ctx.actor.kind === 'user' ? ctx.actor.userId : 'system';
  ctx.db
    .insert(evidenceSteps)
    .values({ evidenceId, at: isoUtc(ctx.now), actor, step: name, reason })
    .run();
}
