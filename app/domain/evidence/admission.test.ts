import { expect, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { entriesOf, exportEntries, ledgerSize } from '#app/domain/ledger/log.server.ts';
import { addMinutes } from '#app/domain/shared/context.ts';
import { criterion, evidenceInput, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import { admitSupplier } from './admission.server.ts';
import { submitEvidence, withdrawEvidence } from './evidence.server.ts';
import { runEvidenceUpkeep } from './upkeep.server.ts';

test('a declaration enters the ledger as one, and once a day', async () => {
  const { owner, supplier } = await openSupplier();
  const declaration = evidenceInput(supplier, { kind: 'declaration', askedLevel: 'L1' });
  const id = submitted(owner, declaration);
  const before = ledgerSize(owner);
  for (let i = 0; i < 100; i++)
    expect(submitEvidence(owner, declaration)).toEqual({ ok: false, reason: 'declared-today' });
  expect(ledgerSize(owner)).toBe(before);
  expect(entriesOf(owner, id).map(({ kind }) => kind)).toEqual(['evidence.declared']);
});

test('evidence of a draft enters the ledger with its admission, as one entry for what counts', async () => {
  const { town, owner, supplier } = await openSupplier();
  const setStatus = (status: string) =>
    town.db.$client.prepare('update suppliers set status = ? where id = ?').run(status, supplier.id);
  town.db.$client.exec('delete from supplier_facts; delete from supplier_exemptions');
  setStatus('draft');
  const before = ledgerSize(owner);
  const declaration = { kind: 'declaration', askedLevel: 'L1' } as const;
  submitted(owner, evidenceInput(supplier, declaration));
  const gone = submitted(
    owner,
    evidenceInput(supplier, { ...declaration, criterionId: 'soc.training_hours', value: 3 }),
  );
  withdrawEvidence(owner, supplier.id, gone);
  runEvidenceUpkeep({ ...owner, now: addMinutes(owner.now, 5 * 365 * 24 * 60) });
  expect(ledgerSize(owner)).toBe(before);
  setStatus('submitted');
  expect(admitSupplier(town.ctx(noe), { ...supplier, status: 'submitted' }, 1)).toEqual({ ok: true });
  expect(ledgerSize(owner)).toBe(before + 1);
  const leaf = JSON.parse([...exportEntries(owner)].at(-1)!.bytes.toString());
  expect(leaf).toMatchObject({ kind: 'evidence.admitted', facts: [{ criterion, level: 'L1', value_milli: 78_000 }] });
  expect(JSON.stringify(leaf)).not.toContain(supplier.id);
  expect(auditLedger(town.db, town.ledgerKey, undefined)).toMatchObject({ ok: true });
});
