import { expect, test } from 'vitest';
import { grantRole } from '#app/domain/accounts/roles.server.ts';
import { entriesOf } from '#app/domain/ledger/log.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { findFact } from '#app/domain/suppliers/fact-rows.server.ts';
import { transitionSupplier } from '#app/domain/suppliers/lifecycle.server.ts';
import { anais, criterion, evidenceInput, hugo, lucie, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import { camille } from '#tests/setup/test-town.ts';
import { answerReport, reportClaim } from './claim-reports.server.ts';
import { acceptEvidence, transitionEvidence } from './effects.server.ts';
import { decideEvidence, getEvidence, listEvidenceSteps } from './evidence.server.ts';

test('refuses decisions of a steward who works for the supplier', async () => {
  const { town, owner, supplier } = await openSupplier(hugo, 'becane-commune');
  const id = submitted(owner, evidenceInput(supplier, { criterionId: 'soc.training_hours', value: 30 }));
  for (const step of ['return', 'refuse'] as const)
    expect(() => decideEvidence(owner, id, { step, reason: 'non' })).toThrow('forbidden');
  reportClaim(town.ctx(camille), supplier.id, 'soc.training_hours', 'Trente heures, vraiment ?');
  const [report] = listQueue(town.ctx(noe), { kind: 'report' }).filter((one) => one.supplierSlug === supplier.slug);
  expect(() => answerReport(owner, report!.id, false, 'mais oui')).toThrow('forbidden');
  expect(() => transitionSupplier(owner, supplier, 'suspend', 1, 'concurrence')).toThrow('forbidden');
  expect(answerReport(town.ctx(noe), report!.id, false, 'registre vu')).toEqual({ ok: true });
});

test('needs two stewards when one works there; the lower level applies', async () => {
  const { town, owner, supplier } = await openSupplier(hugo, 'becane-commune');
  const id = submitted(owner, evidenceInput(supplier, { criterionId: 'soc.training_hours', value: 30 }));
  expect(decideEvidence(town.ctx(hugo), id, { step: 'accept', level: 'L3', reason: 'vu' })).toEqual({
    ok: true,
    done: false,
  });
  expect(decideEvidence(town.ctx(hugo), id, { step: 'accept', level: 'L3', reason: 'vu' })).toEqual({
    ok: false,
    reason: 'same-steward',
  });
  expect(getEvidence(owner, id).state).toBe('submitted');
  expect(decideEvidence(town.ctx(noe), id, { step: 'accept', level: 'L2' })).toEqual({ ok: true, done: true });
  expect(getEvidence(owner, id)).toMatchObject({ state: 'accepted', level: 'L2' });
});

test('decideEvidence throws Forbidden for anybody but a steward', async () => {
  const { town, owner, supplier } = await openSupplier();
  const id = submitted(owner, evidenceInput(supplier));
  for (const email of [lucie, camille])
    expect(() => decideEvidence(town.ctx(email), id, { step: 'accept', level: 'L3', reason: 'vu' })).toThrow(
      'forbidden',
    );
  expect(grantRole({ ...town.ctx(), actor: { kind: 'system', name: 'test' } }, camille, 'steward')).toEqual({
    ok: true,
  });
  expect(() => grantRole(town.ctx(anais), lucie, 'steward'), 'V8.3.1').toThrow('forbidden');
});

test('refuses a decision on a submission that changed since it was read, and writes nothing', async () => {
  const { town, owner, supplier } = await openSupplier();
  const id = submitted(owner, evidenceInput(supplier));
  const older = getEvidence(owner, id);
  expect(decideEvidence(town.ctx(noe), id, { step: 'return', reason: 'illisible' })).toMatchObject({ ok: true });
  const fact = findFact(owner, supplier.id, criterion);
  expect(transitionEvidence(town.ctx(anais), older, 'refuse', { reason: 'faux' })).toBe(false);
  expect(acceptEvidence(town.ctx(anais), older, 'L3', null)).toBe(false);
  expect(getEvidence(owner, id)).toMatchObject({ state: 'returned', reason: 'illisible' });
  expect(findFact(owner, supplier.id, criterion)).toEqual(fact);
  expect(listEvidenceSteps(owner, [id]).map(({ step }) => step)).toEqual(['submit', 'return']);
  expect(entriesOf(owner, id)).toEqual([]);
});
