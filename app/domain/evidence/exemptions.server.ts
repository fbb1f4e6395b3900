// Exemptions ("not applicable"): granted by two stewards for a time, only for a reason that the method lists, at most 40
// points per pillar, each an entry of the ledger. Never the supplier's choice.
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addMonths, isFactEffective } from '#app/domain/scoring/score.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { isoUtc, localDay } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findProposer, type GateRefusal, passGate } from '#app/domain/suppliers/deciding.server.ts';
import { insertExemption, listEndedExemptions, removeExemption } from '#app/domain/suppliers/exemption-rows.server.ts';
import { findLastFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { listExemptions } from '#app/domain/suppliers/suppliers.server.ts';
import { refreshSupplierScore } from './effects.server.ts';
import { appendExemption, stepOf } from './exemption-entries.server.ts';

export type ExemptRefusal = GateRefusal | { reason: 'not-listed' | 'has-fact' | 'too-many' };

/**
 * Exempts a supplier from a criterion that cannot apply, for as long as evidence of it would count. Refused when the
 * criterion has a fact, or had one that would count today: whoever withdraws a weak fact is not exempted of it.
 */
export function grantExemption(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  criterionId: string,
  reason: string,
): Result<object, ExemptRefusal> {
  const steward = requireImpartialSteward(ctx, supplierId);
  const { method } = ctx;
  const criterion = findCriterion(method, criterionId);
  if (!criterion?.not_applicable_when.includes(reason)) return refused('not-listed');
  return inTransaction(ctx, () => {
    const today = localDay(ctx.now, ctx.town);
    const last = findLastFact(ctx, supplierId, criterionId);
    if (last && (last.retiredAt === null || isFactEffective(last, today, method))) return refused('has-fact');
    const granted = listExemptions(ctx, supplierId).filter((row) => row.criterionId !== criterionId);
    const weights = granted
      .map((row) => findCriterion(method, row.criterionId))
      .filter((one) => one?.pillar === criterion.pillar);
    const total = weights.reduce((sum, one) => sum + one!.weight, criterion.weight);
    if (total > method.not_applicable.max_na_weight_per_pillar) return refused('too-many');
    const parties = [{ kind: 'supplier', id: supplierId }] as const;
    const facts = { supplier: supplierId, criterion: criterionId, reason };
    const decision = { verb: 'exemption-granted', parties, sumCents: 0, facts } as const;
    const grantedBy = findProposer(ctx, decision) ?? steward;
    const gate = passGate(ctx, decision);
    if (!gate.ok) return gate;
    const until = addMonths(today, criterion.validity_months);
    const people = { grantedBy, confirmedBy: steward };
    const exemption = { supplierId, criterionId, reason, until, grantedAt: isoUtc(ctx.now), ...people };
    if (!insertExemption(ctx, exemption)) return done();
    appendExemption(ctx, 'granted', stepOf(exemption));
    refreshSupplierScore(ctx, supplierId);
    recordAudit(ctx, `exempt:${criterionId}`, supplierId);
    return done();
  });
}

/** Ends an exemption: the criterion applies again. */
export function endExemption(ctx: LedgerCtx & ActiveRules, supplierId: string, criterionId: string): void {
  requireImpartialSteward(ctx, supplierId);
  closeExemption(ctx, supplierId, criterionId, 'withdrawn');
}

/** Ends the exemptions whose last day has passed, one at a time. Runs nightly. */
export function* endExpiredExemptions(ctx: LedgerCtx & ActiveRules): Slices {
  for (const { supplierId, criterionId } of listEndedExemptions(ctx, localDay(ctx.now, ctx.town))) {
    closeExemption(ctx, supplierId, criterionId, 'expired');
    yield;
  }
}

/** Does nothing when the supplier is not exempted. `documented`: it handed in evidence, so the criterion applies. */
export function closeExemption(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  criterionId: string,
  reason: 'expired' | 'withdrawn' | 'documented',
): void {
  inTransaction(ctx, () => {
    if (!removeExemption(ctx, supplierId, criterionId)) return;
    appendExemption(ctx, 'ended', { supplierId, criterionId, reason, commits: {} });
    // A supplier that handed evidence in knows; the others learn that the criterion counts again.
    if (reason !== 'documented') {
      const letter = { template: 'exemption-ended', supplierId, criterionId, reason };
      enqueue(ctx, 'mail', `mail:exemption-ended:${supplierId}:${criterionId}:${isoUtc(ctx.now)}`, letter);
    }
    refreshSupplierScore(ctx, supplierId);
    recordAudit(ctx, `endExemption:${criterionId}`, supplierId);
  });
}
