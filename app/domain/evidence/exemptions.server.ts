// Exemptions ("not applicable"): granted by a steward, only for a reason that the method lists, at most 40 points per
// pillar. Never the supplier's choice.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { insertExemption, removeExemption } from '#app/domain/suppliers/exemption-rows.server.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { listExemptions } from '#app/domain/suppliers/suppliers.server.ts';
import { refreshSupplierScore } from './effects.server.ts';

export type ExemptRefusal = { reason: 'not-listed' | 'has-fact' | 'too-many' };

/** Exempts a supplier from a criterion that cannot apply. Refused when the criterion has a fact in force. */
export function grantExemption(
  ctx: Ctx & ActiveRules,
  supplierId: string,
  criterionId: string,
  reason: string,
): Result<object, ExemptRefusal> {
  requireImpartialSteward(ctx, supplierId);
  const criterion = findCriterion(ctx.method, criterionId);
  if (!criterion?.not_applicable_when.includes(reason)) return refused('not-listed');
  return inTransaction(ctx, () => {
    if (findFact(ctx, supplierId, criterionId)) return refused('has-fact');
    const granted = listExemptions(ctx, supplierId).filter((row) => row.criterionId !== criterionId);
    const weights = granted
      .map((row) => findCriterion(ctx.method, row.criterionId))
      .filter((one) => one?.pillar === criterion.pillar);
    const total = weights.reduce((sum, one) => sum + one!.weight, criterion.weight);
    if (total > ctx.method.not_applicable.max_na_weight_per_pillar) return refused('too-many');
    insertExemption(ctx, supplierId, criterionId, reason);
    refreshSupplierScore(ctx, supplierId);
    recordAudit(ctx, `exempt:${criterionId}`, supplierId);
    return done();
  });
}

/** Ends an exemption: the criterion applies again. */
export function endExemption(ctx: Ctx & ActiveRules, supplierId: string, criterionId: string): void {
  requireImpartialSteward(ctx, supplierId);
  inTransaction(ctx, () => {
    removeExemption(ctx, supplierId, criterionId);
    refreshSupplierScore(ctx, supplierId);
    recordAudit(ctx, `endExemption:${criterionId}`, supplierId);
  });
}
