import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { nextSteps } from '#app/domain/scoring/advice.ts';
import { score } from '#app/domain/scoring/score.ts';
import { findScore, ownFacts, refreshScores } from '#app/domain/scoring/scores.server.ts';
import { rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { drawnToday, recordDraw } from '#app/domain/security/budget-draws.server.ts';
import { addDays, addMinutes, localDay } from '#app/domain/shared/context.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { method } from '#seeds/shipped-rules.ts';
import { anais, criterion, evidenceInput, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import { camille } from '#tests/setup/test-town.ts';
import { answerReport, listClaimComments, replyToClaim, reportClaim } from './claim-reports.server.ts';
import {
  decideEvidence,
  getEvidence,
  listEvidenceSteps,
  mayReadEvidenceFile,
  submitEvidence,
  withdrawEvidence,
} from './evidence.server.ts';
import { freshnessOf } from './evidence.ts';
import { decideJump } from './rechecks.server.ts';
import { runEvidenceUpkeep } from './upkeep.server.ts';

const tomorrow = <C extends LedgerCtx>(ctx: C): C => ({ ...ctx, now: addMinutes(ctx.now, 24 * 60) });
const proven = (ctx: LedgerCtx, supplier: Supplier) => score(ownFacts(ctx, supplier), method).proven;

test('submitted evidence counts as declared, accepted as proven', async () => {
  const { town, owner, supplier } = await openSupplier();
  const start = proven(owner, supplier);
  const id = submitted(owner, evidenceInput(supplier));
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L1', value: 78 });
  const declared = proven(owner, supplier);
  expect(declared).toBe(start);
  expect(findScore(owner, supplier.id)!.proven).toBeCloseTo(declared, 10);
  expect(decideEvidence(town.ctx(noe), id, { step: 'accept', level: 'L3', reason: 'vu' })).toEqual({
    ok: true,
    done: true,
  });
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L3', checkedBy: 'Noé Petit' });
  expect(proven(owner, supplier)).toBeGreaterThan(declared);
  expect(decideEvidence(town.ctx(anais), id, { step: 'refuse', reason: 'x' })).toEqual({
    ok: false,
    reason: 'not-now',
  });
  expect(withdrawEvidence(owner, supplier.id, id)).toEqual({ ok: true });
  expect(proven(owner, supplier)).toBeCloseTo(start, 10);
  expect(listEvidenceSteps(owner, [id]).map((step) => step.step)).toEqual(['submit', 'accept', 'withdraw']);
  expect(entriesOf(owner, id).map((entry) => entry.kind)).toEqual(['evidence.accepted', 'evidence.withdrawn']);
  const leaf = entriesOf(owner, id)[0]!.bytes.toString();
  for (const secret of [supplier.id, supplier.name, 'Suivi', 'example.org']) expect(leaf).not.toContain(secret);
  expect(() => town.db.$client.prepare('delete from evidence where id = ?').run(id)).toThrow('never deleted');
  expect(() => town.db.$client.prepare('update evidence_steps set reason = ?').run('x')).toThrow('append-only');
  expect(auditLedger(town.db, town.ledgerKey, undefined)).toMatchObject({ ok: true });
});

test('an admitted supplier enters a hundred declarations a day in the ledger, a draft none and as it likes', async () => {
  const { town, owner, supplier } = await openSupplier();
  const young = town.ctx().now.toISOString();
  town.db.$client.prepare('update suppliers set created_at = ? where id = ?').run(young, supplier.id);
  const declare = (changes: object) =>
    submitEvidence(owner, evidenceInput(supplier, { kind: 'declaration', link: null, ...changes }));
  const line = { name: 'ledger-entries', subject: supplier.id } as const;
  const first = declare({});
  if (!first.ok) throw new Error(first.reason);
  expect(withdrawEvidence(owner, supplier.id, first.evidenceId)).toEqual({ ok: true });
  expect(drawnToday(owner, line)).toBe(2);
  recordDraw(owner, line, 98);
  expect(declare({ criterionId: 'env.renewable_energy' })).toEqual({ ok: false, reason: 'budget' });
  const events = town.db.$client.prepare(`select detail from security_events where kind = 'limit-reached'`);
  expect(events.pluck().all()).toEqual([`budget ledger-entries ${supplier.id}`]);
  town.db.$client.prepare(`update suppliers set status = 'draft' where id = ?`).run(supplier.id);
  const entries = town.db.$client.prepare('select count(*) from ledger_entries').pluck();
  const before = entries.get();
  expect(declare({ criterionId: 'env.renewable_energy' }).ok).toBe(true);
  expect([entries.get(), drawnToday(owner, line)]).toEqual([before, 100]);
});

test('return and refusal need a reason; only refusal retires the fact', async () => {
  const { town, owner, supplier } = await openSupplier();
  const first = submitted(owner, evidenceInput(supplier));
  expect(decideEvidence(town.ctx(noe), first, { step: 'return', reason: '' })).toEqual({
    ok: false,
    reason: 'reason-missing',
  });
  expect(decideEvidence(town.ctx(noe), first, { step: 'return', reason: 'illisible' })).toEqual({
    ok: true,
    done: true,
  });
  expect(findFact(owner, supplier.id, criterion)?.level).toBe('L1');
  const second = submitted(owner, evidenceInput(supplier, { value: 90 }));
  decideEvidence(town.ctx(noe), second, { step: 'refuse', reason: 'faux' });
  expect(findFact(owner, supplier.id, criterion)).toBeUndefined();
  expect(getEvidence(owner, second)).toMatchObject({ state: 'refused', reason: 'faux' });
});

test('a weaker submission does not replace a stronger fact', async () => {
  const { town, owner, supplier } = await openSupplier();
  const strong = submitted(owner, evidenceInput(supplier, { value: 60 }));
  decideEvidence(town.ctx(noe), strong, { step: 'accept', level: 'L3', reason: 'vu' });
  submitted(owner, evidenceInput(supplier, { value: 95 }));
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L3', value: 60 });
});

test('a declaration does not replace a proven fact; redeclaring is a jump', async () => {
  const { town, owner, supplier } = await openSupplier();
  const strong = submitted(owner, evidenceInput(supplier, { value: 5 }));
  decideEvidence(town.ctx(noe), strong, { step: 'accept', level: 'L3', reason: 'vu' });
  const declaration = evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1', value: 95 });
  const declared = submitted(owner, declaration);
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L3', value: 5 });
  expect(getEvidence(owner, declared)).toMatchObject({ state: 'accepted', level: 'L1', factId: null });
  withdrawEvidence(owner, supplier.id, declared);
  expect(findFact(owner, supplier.id, criterion)).toMatchObject({ level: 'L3', value: 5 });
  withdrawEvidence(owner, supplier.id, strong);
  expect(submitEvidence(owner, declaration)).toEqual({ ok: false, reason: 'declared-today' });
  submitted(tomorrow(owner), declaration);
  expect(listQueue(town.ctx(noe), { kind: 'jump' })).toHaveLength(1);
});

const pdfFile = {
  fileKey: 'proofs/a.pdf',
  fileName: 'a.pdf',
  fileType: 'application/pdf',
  fileBytes: 1000,
  fileSha256: 'a'.repeat(64),
};

test('evidence files are public only when accepted and made public', async () => {
  const { town, owner, supplier } = await openSupplier();
  const hidden = getEvidence(owner, submitted(owner, evidenceInput(supplier, { files: [pdfFile] })));
  expect([
    mayReadEvidenceFile(owner, hidden, false),
    mayReadEvidenceFile(town.ctx(camille), hidden, false),
    mayReadEvidenceFile(town.ctx(noe), hidden, true),
  ]).toEqual([true, false, true]);
  const shown = submitted(owner, evidenceInput(supplier, { files: [pdfFile], filePublic: true }));
  expect(mayReadEvidenceFile(town.ctx(camille), getEvidence(owner, shown), false)).toBe(false);
  decideEvidence(town.ctx(noe), shown, { step: 'accept', level: 'L2' });
  expect(mayReadEvidenceFile(town.ctx(camille), getEvidence(owner, shown), false)).toBe(true);
});

test('upkeep reminds at 60 and 15 days once, then records the expiry', async () => {
  const { town, owner, supplier } = await openSupplier();
  const id = submitted(owner, evidenceInput(supplier));
  decideEvidence(town.ctx(noe), id, { step: 'accept', level: 'L3', reason: 'vu' });
  const fact = findFact(owner, supplier.id, criterion)!;
  const on = (days: number): typeof owner => ({
    ...owner,
    now: new Date(Date.parse(`${addDays(fact.datedOn, days)}T10:00:00Z`)),
  });
  const letters = () =>
    town.db.$client.prepare(`select key from outbox where key like ?`).pluck().all(`mail:evidence-ends:${fact.id}%`);
  runEvidenceUpkeep(on(300));
  expect(letters()).toEqual([]);
  runEvidenceUpkeep(on(310));
  runEvidenceUpkeep(on(311));
  expect(letters()).toHaveLength(1);
  runEvidenceUpkeep(on(352));
  expect(letters()).toHaveLength(2);
  const seen: [number, string, number][] = [];
  for (const days of [310, 400, 460, 560]) {
    const then = on(days);
    refreshScores(then);
    expect(findScore(then, supplier.id)!.proven).toBeCloseTo(score(ownFacts(then, supplier), method).proven, 10);
    seen.push([
      days,
      freshnessOf(fact, localDay(then.now, then.town), method),
      score(ownFacts(then, supplier), method).criteria[criterion]!.gamma,
    ]);
  }
  expect(seen.map(([, freshness]) => freshness)).toEqual(['expiring', 'decaying', 'decaying', 'expired']);
  expect(seen[0]![2]).toBeGreaterThan(seen[1]![2]);
  expect(seen[1]![2]).toBeGreaterThan(seen[2]![2]);
  expect(seen[3]![2]).toBe(0);
  runEvidenceUpkeep(on(560));
  runEvidenceUpkeep(on(561));
  expect(entriesOf(owner, fact.id).map((entry) => entry.kind)).toEqual(['evidence.expired']);
});

test('queues a jump of more than 30 points for a steward', async () => {
  const { town, owner, supplier } = await openSupplier();
  submitted(owner, evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1', value: 10 }));
  expect(listQueue(town.ctx(noe), { kind: 'jump' })).toHaveLength(0);
  submitted(tomorrow(owner), evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1', value: 100 }));
  const [jump] = listQueue(town.ctx(noe), { kind: 'jump' });
  expect(jump).toMatchObject({ criterionId: criterion, supplierSlug: supplier.slug });
  expect(decideJump(town.ctx(noe), jump!.id, 'vu sur place')).toEqual({ ok: true });
  expect(listQueue(town.ctx(noe), { kind: 'jump' })).toHaveLength(0);
});

test('an upheld claim report is answered in public and retires the fact', async () => {
  const { town, owner, supplier } = await openSupplier();
  submitted(owner, evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1' }));
  reportClaim(town.ctx(camille), supplier.id, criterion, 'Je n’ai jamais vu revenir une cagette.');
  reportClaim(town.ctx(camille), supplier.id, criterion, 'Encore.');
  expect(listClaimComments(owner, supplier.id)).toEqual([]); // private until answered
  replyToClaim(owner, supplier.id, criterion, 'Elles reviennent le jeudi.');
  const [item, ...more] = listQueue(town.ctx(noe), { kind: 'report' }).filter(
    (one) => one.supplierSlug === supplier.slug,
  );
  expect(more).toEqual([]);
  expect(answerReport(town.ctx(noe), item!.id, true, 'Vu : aucun retour noté.')).toEqual({ ok: true });
  expect(listClaimComments(owner, supplier.id).map((comment) => comment.by)).toEqual(
    expect.arrayContaining(['reader', 'supplier', 'steward']),
  );
  expect(findFact(owner, supplier.id, criterion)).toBeUndefined();
});

/** Random histories through the public functions: the stored score always equals the one computed from the facts. */
test("keeps the method's score properties over random evidence histories", async () => {
  const { town, owner, supplier } = await openSupplier();
  const ids = method.criteria.filter((one) => one.not_applicable_when.length === 0).map((one) => one.id);
  const act = fc.record({
    criterion: fc.constantFrom(...ids),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    age: fc.integer({ min: 0, max: 40 }),
    fate: fc.constantFrom('declare', 'accept-L2', 'accept-L3', 'return', 'refuse', 'withdraw'),
  });
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (history) => {
      town.db.$client.exec('savepoint history');
      const declared = new Set<string>();
      try {
        for (const { criterion: criterionId, share, age, fate } of history) {
          const { min, max } = rangeOf(method.criteria.find((one) => one.id === criterionId)!);
          const value = Math.round((min + share * (Math.min(max, 100) - min)) * 10) / 10;
          const datedOn = addDays(localDay(owner.now, owner.town), -30 * age);
          const before = ownFacts(owner, supplier);
          const unknown = !before.facts[criterionId];
          // One declaration a criterion and day.
          const kind = fate === 'declare' && !declared.has(criterionId) ? ('declaration' as const) : ('link' as const);
          if (kind === 'declaration') declared.add(criterionId);
          const id = submitted(
            owner,
            evidenceInput(supplier, {
              criterionId,
              value,
              datedOn,
              kind,
              askedLevel: kind === 'declaration' ? 'L1' : 'L2',
            }),
          );
          const scored = score(ownFacts(owner, supplier), method);
          if (unknown) expect(scored.proven).toBeGreaterThanOrEqual(score(before, method).proven - 1e-9); // a first declaration never lowers
          if (fate.startsWith('accept'))
            decideEvidence(town.ctx(noe), id, { step: 'accept', level: fate.slice(7) as 'L2', reason: 'vu' });
          if (fate === 'return' || fate === 'refuse') decideEvidence(town.ctx(noe), id, { step: fate, reason: 'x' });
          if (fate === 'withdraw') withdrawEvidence(owner, supplier.id, id);
          const now = score(ownFacts(owner, supplier), method);
          expect(now.proven).toBeLessThanOrEqual(now.declared + 1e-9);
          expect(findScore(owner, supplier.id)!.proven).toBeCloseTo(now.proven, 10);
        }
        const facts = ownFacts(owner, supplier);
        let last = score(facts, method).proven;
        for (const days of [90, 180, 365, 720]) {
          const then = score({ ...facts, asOf: addDays(facts.asOf, days) }, method).proven;
          expect(then).toBeLessThanOrEqual(last + 1e-9); // time alone never raises the score
          last = then;
        }
        for (const step of nextSteps(facts, method)) expect(step.points).toBeGreaterThanOrEqual(-1e-9);
      } finally {
        town.db.$client.exec('rollback to history; release history');
      }
    }),
    { numRuns: 25 },
  );
});
