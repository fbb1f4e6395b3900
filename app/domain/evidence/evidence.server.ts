// Owns the evidence tables. Evidence is submitted, decided, withdrawn; each step is a row. Acceptance and withdrawal
// are appended to the ledger.
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { listRoleHolders, requireRole } from '#app/domain/accounts/roles.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type DocumentLevel, documentLevelsOf } from '#app/domain/scoring/criterion-levels.ts';
import { computeValue, type QuantitySheet } from '#app/domain/scoring/criterion-quantities.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Criterion, findCriterion, refOf } from '#app/domain/scoring/scoring-method.ts';
import { drawBudgets, recordDraw } from '#app/domain/security/budget-draws.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { type ProvenLevel, provenLevels } from '#app/domain/shared/evidence-level.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import { isSupplierMember, listMembers } from '#app/domain/suppliers/members.server.ts';
import { ledgerLineOf } from '#app/domain/suppliers/trust.server.ts';
import { evidence, evidenceSteps } from '#db/schema/evidence.ts';
import {
  acceptEvidence,
  appendEvidenceEntry,
  type Evidence,
  establishFact,
  recordEvidenceStep,
  transitionEvidence,
  withdrawFact,
} from './effects.server.ts';
import { evidenceLife } from './evidence.ts';
import { insertEvidenceFiles, type StoredFile } from './evidence-files.server.ts';
import { closeExemption } from './exemptions.server.ts';

export type NewEvidence = Pick<Evidence, 'kind' | 'title' | 'link' | 'filePublic'> & {
  supplierId: string;
  criterionId: string;
  value: number;
  datedOn: string;
  askedLevel: ProvenLevel;
  /** Raw quantities that the value was computed from. */
  sheet?: QuantitySheet | null;
  files?: readonly StoredFile[];
};

/**
 * Submits evidence. Refuses a second declaration on a criterion within a day of the town, and a level that the method
 * does not define for the criterion or that no person can give. Its value becomes a fact at once, as a declaration (L1),
 * unless the current fact outranks it. A document waits for a steward before it counts at a higher level.
 */
export function submitEvidence(
  ctx: LedgerCtx & ActiveRules,
  input: NewEvidence,
): Result<{ evidenceId: string }, { reason: 'declared-today' | 'budget' | 'no-such-level' }> {
  const submittedBy = requireUserId(ctx);
  const declared = input.kind === 'declaration';
  const criterion = findCriterion(ctx.method, input.criterionId);
  const { sheet = null, files = [], ...row } = input;
  const asked: readonly ProvenLevel[] = declared ? ['L1'] : criterion ? documentLevelsOf(criterion, sheet) : [];
  if (!asked.includes(input.askedLevel)) return refused('no-such-level');
  requireSheetOf(ctx, criterion, input.value, sheet);
  return inTransaction(ctx, ({ db }) => {
    const id = newId('evd');
    if (declared && wasDeclaredToday(ctx, input)) return refused('declared-today');
    if (declared && !drawLedgerEntry(ctx, input.supplierId)) return refused('budget');
    db.insert(evidence)
      .values({
        ...row,
        id,
        sheet,
        fileCount: files.length,
        state: 'submitted',
        submittedBy,
        submittedAt: isoUtc(ctx.now),
      })
      .run();
    insertEvidenceFiles(ctx, id, files);
    recordEvidenceStep(ctx, id, 'submit', null);
    closeExemption(ctx, input.supplierId, input.criterionId, 'documented');
    if (declared) invariant(acceptEvidence(ctx, getEvidence(ctx, id), 'L1', null), `declaration ${id} is new`);
    else {
      const factId = establishFact(ctx, getEvidence(ctx, id), 'L1', null);
      db.update(evidence).set({ factId }).where(eq(evidence.id, id)).run();
    }
    recordAudit(ctx, 'submitEvidence', id);
    return done({ evidenceId: id });
  });
}

/** The value is the one that the quantities make: no caller can hand in another beside them. */
function requireSheetOf(
  { method }: ActiveRules,
  criterion: Criterion | undefined,
  value: number,
  sheet: QuantitySheet | null,
): void {
  if (!sheet) return;
  const computed = criterion?.quantities && computeValue(criterion.quantities, sheet.quantities);
  invariant(computed?.ok && computed.value === value, `${criterion?.id} is not the value of its quantities`);
  invariant(sheet.method === refOf(method), `the quantities are of ${sheet.method}`);
}

/** A supplier that was never admitted draws nothing: its declarations are no entries. */
function drawLedgerEntry(ctx: Ctx, supplierId: string): boolean {
  return !isAdmitted(ctx, supplierId) || drawBudgets(ctx, [ledgerLineOf(ctx, supplierId)], 1);
}

/** A declaration that was withdrawn counts too: it left its two entries in the ledger. */
function wasDeclaredToday(ctx: Ctx, { supplierId, criterionId }: NewEvidence): boolean {
  const last = ctx.db
    .select({ submittedAt: evidence.submittedAt })
    .from(evidence)
    .where(
      and(eq(evidence.supplierId, supplierId), eq(evidence.criterionId, criterionId), eq(evidence.kind, 'declaration')),
    )
    .orderBy(desc(evidence.submittedAt))
    .limit(1)
    .get();
  return last !== undefined && localDay(new Date(last.submittedAt), ctx.town) === localDay(ctx.now, ctx.town);
}

export type Decision =
  | { step: 'accept'; level: 'L1' | DocumentLevel; reason?: string }
  | { step: 'return' | 'refuse'; reason: string };
export type DecisionRefusal = { reason: 'not-now' | 'reason-missing' | 'same-steward' | 'no-such-level' };

/**
 * A steward's decision. If a steward works for the supplier, two stewards must accept, and the lower level applies;
 * only a steward who does not work there may return or refuse. Refuses with `not-now` when it was already decided, with
 * `no-such-level` a level that the method does not define for the criterion, and without a reason one above the asked.
 */
export function decideEvidence(
  ctx: LedgerCtx & ActiveRules,
  evidenceId: string,
  decision: Decision,
): Result<{ done: boolean }, DecisionRefusal> {
  const steward = requireRole(ctx, 'steward');
  if (decision.step !== 'accept' && !decision.reason) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const submission = getEvidence(ctx, evidenceId);
    if (!evidenceLife[submission.state][decision.step]) return refused('not-now');
    if (decision.step !== 'accept') {
      requireImpartialSteward(ctx, submission.supplierId);
      const changes = { decidedBy: steward, decidedAt: isoUtc(ctx.now), reason: decision.reason };
      if (!transitionEvidence(ctx, submission, decision.step, changes)) return refused('not-now');
      if (submission.factId && decision.step === 'refuse') withdrawFact(ctx, submission);
      notifySupplier(ctx, submission, decision.step, decision.reason);
      return done({ done: true });
    }
    const levelFault = findLevelFault(ctx, submission, decision);
    if (levelFault) return refused(levelFault);
    if (needsTwoStewards(ctx, submission.supplierId)) {
      if (!submission.firstAcceptBy) {
        const first = db
          .update(evidence)
          .set({ firstAcceptBy: steward, firstAcceptLevel: decision.level })
          .where(
            and(eq(evidence.id, submission.id), eq(evidence.state, submission.state), isNull(evidence.firstAcceptBy)),
          )
          .run();
        if (first.changes === 0) return refused('not-now');
        recordEvidenceStep(ctx, submission.id, 'first-accept', decision.level);
        recordAudit(ctx, 'firstAcceptEvidence', submission.id);
        return done({ done: false });
      }
      if (submission.firstAcceptBy === steward) return refused('same-steward');
    }
    const level = lower(decision.level, submission.firstAcceptLevel);
    if (!acceptEvidence(ctx, submission, level, steward, decision.reason || null)) return refused('not-now');
    notifySupplier(ctx, submission, 'accept', level);
    return done({ done: true });
  });
}

function findLevelFault(
  { method }: ActiveRules,
  submission: Evidence,
  { level, reason }: Extract<Decision, { step: 'accept' }>,
): 'no-such-level' | 'reason-missing' | null {
  const criterion = findCriterion(method, submission.criterionId);
  const possible: readonly ProvenLevel[] = criterion ? ['L1', ...documentLevelsOf(criterion, submission.sheet)] : [];
  if (!possible.includes(level)) return 'no-such-level';
  const isAbove = provenLevels.indexOf(level) > provenLevels.indexOf(submission.askedLevel);
  return isAbove && !reason ? 'reason-missing' : null;
}

/** The supplier withdraws its evidence; the fact that it established is retired. */
export function withdrawEvidence(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  evidenceId: string,
): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const submission = getEvidence(ctx, evidenceId);
    if (submission.supplierId !== supplierId) throw new NotFound(`evidence ${evidenceId}`);
    if (!evidenceLife[submission.state].withdraw) return refused('not-now');
    if (!transitionEvidence(ctx, submission, 'withdraw', {})) return refused('not-now');
    if (submission.factId) withdrawFact(ctx, submission);
    appendEvidenceEntry(ctx, submission, 'evidence.withdrawn', null);
    recordDraw(ctx, { name: 'ledger-entries', subject: supplierId }, isAdmitted(ctx, supplierId) ? 1 : 0);
    return done();
  });
}

/** Throws NotFound. */
export function getEvidence({ db }: Pick<Ctx, 'db'>, id: string): Evidence {
  const submission = db.select().from(evidence).where(eq(evidence.id, id)).get();
  if (!submission) throw new NotFound(`evidence ${id}`);
  return submission;
}

/** A supplier's submissions, the newest first; only those of `criterionId` when it is given. */
export function listEvidence({ db }: Pick<Ctx, 'db'>, supplierId: string, criterionId?: string): Evidence[] {
  const own = eq(evidence.supplierId, supplierId);
  return db
    .select()
    .from(evidence)
    .where(criterionId ? and(own, eq(evidence.criterionId, criterionId)) : own)
    .orderBy(desc(evidence.submittedAt))
    .all();
}

export function listEvidenceSteps({ db }: Pick<Ctx, 'db'>, evidenceIds: readonly string[]) {
  if (evidenceIds.length === 0) return [];
  return db
    .select()
    .from(evidenceSteps)
    .where(inArray(evidenceSteps.evidenceId, [...evidenceIds]))
    .orderBy(asc(evidenceSteps.id))
    .all();
}

/** True when a steward works for the supplier: a single decision would not be impartial. */
export function needsTwoStewards(ctx: Pick<Ctx, 'db'>, supplierId: string): boolean {
  const holders = new Set(listRoleHolders(ctx).map((holder) => holder.userId));
  return listMembers(ctx, supplierId).some((member) => holders.has(member.userId));
}

/** For the supplier's people and stewards; for everybody once it is accepted and the supplier made it public. */
export function mayReadEvidenceFile(ctx: Ctx, submission: Evidence, isSteward: boolean): boolean {
  if (submission.filePublic && submission.state === 'accepted') return true;
  return isSteward || (ctx.actor.kind === 'user' && isSupplierMember(ctx, ctx.actor.userId, submission.supplierId));
}

function notifySupplier(ctx: Ctx, submission: Evidence, what: 'accept' | 'return' | 'refuse', text: string): void {
  enqueue(ctx, 'mail', `mail:evidence-${what}:${submission.id}`, {
    template: 'evidence-decided',
    supplierId: submission.supplierId,
    criterionId: submission.criterionId,
    step: what,
    reason: text,
  });
}

function lower(a: ProvenLevel, b: ProvenLevel | null): ProvenLevel {
  return b !== null && provenLevels.indexOf(b) < provenLevels.indexOf(a) ? b : a;
}
