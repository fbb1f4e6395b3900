import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicEntry } from '#app/domain/ledger/entry-kinds.ts';
import { type Facts, score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { rangeOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, addMinutes, localDay } from '#app/domain/shared/context.ts';
import { listDecisionProposals } from '#app/domain/suppliers/deciding.server.ts';
import { listExemptions } from '#app/domain/suppliers/suppliers.server.ts';
import { method } from '#seeds/shipped-rules.ts';
import { anais, evidenceInput, hugo, lucie, noe, openSupplier, submitted } from '#tests/setup/evidence.ts';
import type { TestTown } from '#tests/setup/test-town.ts';
import { withdrawEvidence } from './evidence.server.ts';
import { endExemption, grantExemption } from './exemptions.server.ts';
import { runEvidenceUpkeep } from './upkeep.server.ts';

const training = 'soc.training_hours';
const noStaff = 'aucun salarié';

/** The supplier without any fact, in a town without exemptions. */
async function openEmpty() {
  const opened = await openSupplier(hugo, 'becane-commune');
  const { db } = opened.town;
  db.$client.prepare('delete from supplier_facts where supplier_id = ?').run(opened.supplier.id);
  db.$client.exec('delete from supplier_exemptions');
  return opened;
}

const entriesOfKind = (town: TestTown, kind: string) =>
  town.db.$client.prepare('select bytes from ledger_entries where kind = ?').pluck().all(kind) as Buffer[];

test('two stewards exempt, for a time, with an entry of the ledger', async () => {
  const { town, supplier } = await openEmpty();
  const [first, second] = [town.ctx(noe), town.ctx(anais)];
  const alone = { ok: false, reason: 'second-person' };
  expect(grantExemption(first, supplier.id, training, noStaff)).toEqual(alone);
  expect(grantExemption(first, supplier.id, training, noStaff)).toEqual(alone);
  expect(listExemptions(first, supplier.id)).toEqual([]);
  expect(listDecisionProposals(first)).toHaveLength(1);
  expect(grantExemption(second, supplier.id, training, noStaff)).toEqual({ ok: true });
  const [granted] = listExemptions(first, supplier.id);
  expect(granted).toMatchObject({ criterionId: training, reason: noStaff });
  expect(granted!.grantedBy).not.toBe(granted!.confirmedBy);
  expect(granted!.until > addDays(localDay(first.now, first.town), 360)).toBe(true);
  expect(ownFacts(first, supplier).notApplicable).toEqual([training]);
  const [entry] = entriesOfKind(town, 'exemption.granted');
  expect(JSON.parse(entry!.toString())).toMatchObject({ criterion: training, until: granted!.until });
  expect(isPublicEntry(entry!)).toBe(true);
  for (const secret of [supplier.id, noStaff, granted!.grantedBy]) expect(entry!.toString()).not.toContain(secret);
});

test('an exemption ends with its term, with evidence, or by a steward, each with an entry', async () => {
  const { town, owner, supplier } = await openEmpty();
  const grant = () => [noe, anais].map((email) => grantExemption(town.ctx(email), supplier.id, training, noStaff).ok);
  const reasons = () => entriesOfKind(town, 'exemption.ended').map((bytes) => JSON.parse(bytes.toString()).reason);
  expect(grant()).toEqual([false, true]);
  const { until } = listExemptions(owner, supplier.id)[0]!;
  const on = (day: string) => ({ ...town.ctx(), now: new Date(`${day}T10:00:00Z`) });
  runEvidenceUpkeep(on(until));
  expect(listExemptions(owner, supplier.id)).toHaveLength(1);
  runEvidenceUpkeep(on(addDays(until, 1)));
  expect(listExemptions(owner, supplier.id)).toEqual([]);
  expect(grant()).toEqual([false, true]);
  endExemption(town.ctx(noe), supplier.id, training);
  expect(grant()).toEqual([false, true]);
  submitted(owner, evidenceInput(supplier, { criterionId: training, value: 3 }));
  expect(listExemptions(owner, supplier.id)).toEqual([]);
  expect(reasons()).toEqual(['expired', 'withdrawn', 'documented']);
  const letters = town.db.$client
    .prepare(`select payload from outbox where key like 'mail:exemption-ended:%' order by id`)
    .pluck()
    .all() as string[];
  // Two of the three: a supplier that handed evidence in knows.
  expect(letters.map((payload) => JSON.parse(payload).reason)).toEqual(
    reasons().filter((reason) => reason !== 'documented'),
  );
  expect(letters.length).toBeGreaterThan(0);
});

test('exempts only for listed reasons, up to 40 points, and by people without an interest', async () => {
  const { town, owner, supplier } = await openEmpty();
  for (const ctx of [owner, town.ctx(lucie)])
    expect(() => grantExemption(ctx, supplier.id, training, noStaff)).toThrow('forbidden');
  expect(grantExemption(town.ctx(noe), supplier.id, training, 'pas envie')).toEqual({
    ok: false,
    reason: 'not-listed',
  });
  const outcomes = ['circular_inputs', 'life_extension', 'packaging_reuse', 'biodiversity_practice'].map((name) => {
    const one = method.criteria.find((criterion) => criterion.id === `env.${name}`)!;
    grantExemption(town.ctx(noe), supplier.id, one.id, one.not_applicable_when[0]!);
    return grantExemption(town.ctx(anais), supplier.id, one.id, one.not_applicable_when[0]!).ok;
  });
  expect(outcomes).toEqual([true, true, true, false]); // weights 20 + 10 + 10 are allowed, 15 more is too many
});

test('a weak fact that was withdrawn still bars the exemption, until it would have ended', async () => {
  const { town, owner, supplier } = await openEmpty();
  const id = submitted(owner, evidenceInput(supplier, { criterionId: training, value: 1 }));
  const barred = { ok: false, reason: 'has-fact' };
  expect(grantExemption(town.ctx(noe), supplier.id, training, noStaff)).toEqual(barred);
  withdrawEvidence(owner, supplier.id, id);
  expect(grantExemption(town.ctx(noe), supplier.id, training, noStaff)).toEqual(barred);
  const later = { ...town.ctx(noe), now: addMinutes(owner.now, 560 * 24 * 60) };
  expect(grantExemption(later, supplier.id, training, noStaff)).toEqual({ ok: false, reason: 'second-person' });
});

/** Withdrawing weak facts and being exempted gained up to 13 points: 28 Nov 2026. */
test('hiding facts and being exempted never gains more than the exemption itself', () => {
  const asOf = '2026-11-30';
  const exemptible = method.criteria.filter((one) => one.not_applicable_when.length > 0);
  const fact = (id: string) => {
    const { min, max } = rangeOf(method.criteria.find((one) => one.id === id)!);
    return fc.record({
      value: fc.double({ min, max: Math.min(max, 120), noNaN: true }),
      evidence: fc.constantFrom('L1' as const, 'L2' as const, 'L2P' as const, 'L3' as const, 'L4' as const),
      date: fc.integer({ min: 0, max: 900 }).map((days) => addDays(asOf, -days)),
    });
  };
  const supplier = fc.record({
    headcount: fc.option(fc.integer({ min: 0, max: 60 })),
    facts: fc.record(Object.fromEntries(method.criteria.map(({ id }) => [id, fact(id)])), { requiredKeys: [] }),
    hidden: fc.subarray(method.criteria.map(({ id }) => id)),
    exempted: fc.subarray(exemptible.map(({ id }) => id)),
  });
  fc.assert(
    fc.property(supplier, ({ headcount, facts, hidden, exempted }) => {
      const known = facts as Facts['facts'];
      const weights = { eco: 0, soc: 0, env: 0 };
      // As grantExemption allows: no criterion that has or had a fact, at most 40 points in a pillar.
      const notApplicable = exemptible
        .filter(({ id }) => exempted.includes(id) && known[id] === undefined)
        .filter(({ pillar, weight }) => {
          weights[pillar] += weight;
          return weights[pillar] <= method.not_applicable.max_na_weight_per_pillar;
        })
        .map(({ id }) => id);
      const proven = (input: Partial<Facts>) =>
        score({ asOf, headcount, notApplicable: [], facts: known, ...input }, method).proven;
      const left = Object.fromEntries(Object.entries(known).filter(([id]) => !hidden.includes(id)));
      const ofBoth = proven({ facts: left, notApplicable }) - proven({});
      const ofExemption = proven({ notApplicable }) - proven({});
      expect(ofBoth).toBeLessThanOrEqual(ofExemption + 1e-9);
    }),
    { numRuns: 400 },
  );
});
