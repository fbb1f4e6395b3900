// Facts at L4: the answer of a register, or what the platform measured. No person gives them, and no form asks for them.
import { appendEntries, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { definesLevel } from '#app/domain/scoring/criterion-levels.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { gammaOn, interpolateAnchors, isFactEffective } from '#app/domain/scoring/score.ts';
import { type Criterion, findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findFact, insertFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import { listExemptions, type SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { refreshSupplierScore } from './effects.server.ts';

export type MeasuredFact = {
  supplierId: string;
  criterionId: string;
  value: number;
  /** Day of the register's answer, or of the measure. */
  datedOn: string;
  source: 'registry' | 'measure';
  /** Whether it takes the place of a declaration that says more. */
  replacesDeclaration: boolean;
};

/** A measure that says the same is entered again after this many days, so that its date follows. */
const renewalDays = 90;

const documents = {
  registry: { fr: 'Annuaire des entreprises', en: 'Public company directory' },
  measure: { fr: 'Mesuré par Halle sur douze mois de remises', en: 'Measured by Halle on twelve months of hand-overs' },
};

/**
 * Establishes a fact at L4 and enters it in the ledger. False, without any of it, if the method has no L4 for the
 * criterion, the answer is too old, the supplier is exempted, the same is known, or the fact in force proves more.
 */
export function recordMeasuredFact(ctx: LedgerCtx & ActiveRules, measured: MeasuredFact): boolean {
  const { supplierId, criterionId, value, datedOn, source } = measured;
  const criterion = findCriterion(ctx.method, criterionId);
  const today = localDay(ctx.now, ctx.town);
  if (!criterion || !definesLevel(criterion, 'L4') || !isFactEffective(measured, today, ctx.method)) return false;
  if (listExemptions(ctx, supplierId).some((row) => row.criterionId === criterionId)) return false;
  return inTransaction(ctx, () => {
    const current = findFact(ctx, supplierId, criterionId);
    if (current && !gives(ctx, criterion, current, measured)) return false;
    const document = documents[source];
    const id = insertFact(ctx, { supplierId, criterionId, value, level: 'L4', datedOn, document, checkedBy: null });
    refreshSupplierScore(ctx, supplierId);
    recordAudit(ctx, `measureFact:${criterionId}`, supplierId);
    if (isAdmitted(ctx, supplierId)) appendMeasure(ctx, measured, id);
    return true;
  });
}

/** Whether the measure takes the place of the fact in force. Nothing that was looked at gives way to a lower proof. */
function gives(
  ctx: LedgerCtx & ActiveRules,
  criterion: Criterion,
  current: SupplierFact,
  measured: MeasuredFact,
): boolean {
  const today = localDay(ctx.now, ctx.town);
  if (current.level === 'L4')
    return current.value !== measured.value || addDays(current.datedOn, renewalDays) <= measured.datedOn;
  const points = (value: number) => interpolateAnchors(criterion.anchors, value);
  if (current.level === 'L1') return measured.replacesDeclaration || points(measured.value) >= points(current.value);
  const gamma = gammaOn(
    { value: current.value, evidence: current.level, date: current.datedOn },
    criterion,
    today,
    ctx.method,
  );
  return points(measured.value) >= gamma * points(current.value) && points(measured.value) >= points(current.value);
}

function appendMeasure(ctx: LedgerCtx & ActiveRules, measured: MeasuredFact, factId: string): void {
  const event = `${factId}:measured`;
  appendEntries(ctx, [
    {
      kind: 'evidence.accepted',
      event,
      body: {
        v: 1,
        at: `${ctx.now.toISOString().slice(0, 19)}Z`,
        methodology: methodologyOf(ctx),
        criterion: measured.criterionId,
        dated_on: measured.datedOn,
        evidence: measured.source,
        level: 'L4',
        value_milli: Math.round(measured.value * 1000),
        private_commit: privateCommitment(ctx, event, { supplier: measured.supplierId, fact: factId }),
      },
    },
  ]);
}
