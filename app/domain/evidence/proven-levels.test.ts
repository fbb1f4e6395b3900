import { expect, test } from 'vitest';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { method } from '#seeds/shipped-rules.ts';
import { evidenceInput, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import { decideEvidence, getEvidence, submitEvidence } from './evidence.server.ts';
import { methodTransition } from './method-versions.server.ts';

const training = 'soc.training_hours'; // its L4 is "aucun"
const governance = 'soc.governance'; // its L4 is the form in the register

test('refuses to ask for a level of a register, or for one that does not exist', async () => {
  const { owner, supplier } = await openSupplier();
  const none = { ok: false, reason: 'no-such-level' };
  for (const criterionId of [training, governance]) {
    const input = (changes: object) => evidenceInput(supplier, { criterionId, value: 3, ...changes });
    expect(submitEvidence(owner, input({ askedLevel: 'L4' }))).toEqual(none);
    expect(submitEvidence(owner, input({ askedLevel: 'L2P' }))).toEqual(none);
    expect(submitEvidence(owner, input({ kind: 'declaration', askedLevel: 'L2' }))).toEqual(none);
    expect(submitEvidence(owner, input({ kind: 'registry', askedLevel: 'L4' }))).toEqual(none);
  }
});

test('a steward gives no level of a register, and says why above the asked one', async () => {
  const { town, owner, supplier } = await openSupplier();
  const id = submitted(owner, evidenceInput(supplier, { criterionId: training, value: 14 }));
  const accept = (level: string, reason?: string) =>
    decideEvidence(town.ctx(noe), id, { step: 'accept', level: level as 'L2', ...(reason && { reason }) });
  expect(accept('L4', 'vu au registre')).toEqual({ ok: false, reason: 'no-such-level' });
  expect(accept('L2P', 'visite')).toEqual({ ok: false, reason: 'no-such-level' });
  expect(accept('L3')).toEqual({ ok: false, reason: 'reason-missing' });
  expect(accept('L3', 'bilan IAE signé par un tiers')).toEqual({ ok: true, done: true });
  expect(getEvidence(owner, id)).toMatchObject({ level: 'L3', reason: 'bilan IAE signé par un tiers' });
  expect(findFact(owner, supplier.id, training)).toMatchObject({ level: 'L3', value: 14 });
});

/** A wholesaler filled in 24 forms in a minute and rose from 6.15 (rank 40 of 42) to 42.39 (rank 19): 28 Nov 2026. */
test('a trader who declares the best of everything proves nothing by it', async () => {
  const { owner, supplier } = await openSupplier('mehdi@distri-reims.example', 'distri-reims');
  const before = score(ownFacts(owner, supplier), method);
  for (const criterion of method.criteria) {
    const [best] = criterion.anchors.reduce((a, b) => (b[1] > a[1] ? b : a));
    submitted(
      owner,
      evidenceInput(supplier, {
        criterionId: criterion.id,
        value: Math.max(best, rangeOf(criterion).min),
        kind: 'declaration',
        askedLevel: 'L1',
      }),
    );
  }
  const after = score(ownFacts(owner, supplier), method);
  expect(after.proven).toBeLessThanOrEqual(before.proven + 1e-9);
  expect(after.reviewed).toBeLessThanOrEqual(before.reviewed);
  expect(after.declared).toBeGreaterThan(before.declared + 20);
  expect(after.documented).toBe(24);
});

test('sixty days long a supplier reads both scores, criterion by criterion', async () => {
  const { owner, supplier } = await openSupplier();
  const change = methodTransition(owner, supplier)!;
  expect(change.previous).toBe('mv112-impact/1.0.0-draft.1');
  expect(change.before).toBeGreaterThan(change.after);
  const { facts } = ownFacts(owner, supplier);
  const declared = Object.keys(facts).filter((id) => facts[id]?.evidence === 'L1');
  expect(change.criteria.map(({ id }) => id).sort()).toEqual(declared.sort());
  for (const { before, after } of change.criteria) expect([before! > 0, after]).toEqual([true, 0]);
});
