import { expect, test } from 'vitest';
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { creditLimitOf } from '#app/domain/accounts/credit-limits.server.ts';
import { grantRole } from '#app/domain/accounts/roles.server.ts';
import { grantCreditLimit } from '#app/domain/checkout/bank-decisions.server.ts';
import { ConflictOfInterest, Forbidden } from '#app/domain/shared/errors.ts';
import { noe } from '#tests/setup/evidence.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { endDecisionProposal, findDecisionProposal, listDecisionProposals, passGate } from './deciding.server.ts';
import { findConflict, requireImpartialSteward } from './interests.server.ts';

const hugo = 'hugo@becane-commune.example';
const anais = 'anais@cooperative-112.example';
const high = 500_000;

async function openDesk() {
  const town = await openTown();
  const organisation = listOwnOrganisations(town.ctx())[0]!.id;
  const limit = () => creditLimitOf(town, organisation);
  return { town, organisation, limit };
}

const stall = (town: TestTown, slug: string) =>
  town.db.$client.prepare('select id from suppliers where slug = ?').pluck().get(slug) as string;

test('above the sum one person proposes and another one decides the same', async () => {
  const { town, organisation, limit } = await openDesk();
  const before = limit();
  const grant = (by: string, cents = high) => grantCreditLimit(town.ctx(by), organisation, cents);
  expect(grant(noe)).toEqual({ ok: false, reason: 'second-person' });
  expect(grant(noe)).toEqual({ ok: false, reason: 'second-person' }); // again by the same person
  expect(listDecisionProposals(town)).toHaveLength(1);
  expect(grant(anais, high + 100)).toEqual({ ok: false, reason: 'second-person' }); // an administrator, of another sum
  expect(limit()).toBe(before);
  expect(grant(anais)).toEqual({ ok: true });
  expect(limit()).toBe(high);
  expect(listDecisionProposals(town).map(({ facts }) => facts.cents)).toEqual([high + 100]);
  expect(grant(noe, 5000)).toEqual({ ok: true }); // lowering it moves nothing
});

test('a proposal that was put aside, or whose facts differ, confirms nothing', async () => {
  const { town, organisation, limit } = await openDesk();
  const before = limit();
  grantCreditLimit(town.ctx(noe), organisation, high);
  const [proposal] = listDecisionProposals(town);
  expect(() => endDecisionProposal(town.ctx(camille), proposal!.id)).toThrow(Forbidden);
  expect(endDecisionProposal(town.ctx(anais), proposal!.id)).toBe(true);
  expect(endDecisionProposal(town.ctx(anais), proposal!.id)).toBe(false);
  expect(findDecisionProposal(town, proposal!.id)).toBeUndefined();
  expect(grantCreditLimit(town.ctx(anais), organisation, high)).toEqual({ ok: false, reason: 'second-person' });
  expect(limit()).toBe(before);
});

test('the tables refuse a proposal that its own author confirms', async () => {
  const { town, organisation } = await openDesk();
  grantCreditLimit(town.ctx(noe), organisation, high);
  const confirm = town.db.$client.prepare(
    "update decision_proposals set ended_by = proposed_by, ended_at = '2026', outcome = 'confirmed'",
  );
  expect(() => confirm.run()).toThrow('CHECK');
});

test('a member of an organisation decides nothing about it, alone or second', async () => {
  const { town, organisation, limit } = await openDesk();
  const before = limit();
  grantRole({ ...town.ctx(), actor: { kind: 'system', name: 'test' } }, camille, 'steward');
  expect(() => grantCreditLimit(town.ctx(camille), organisation, 100)).toThrow(ConflictOfInterest);
  grantCreditLimit(town.ctx(noe), organisation, high);
  expect(() => grantCreditLimit(town.ctx(camille), organisation, high)).toThrow(ConflictOfInterest);
  expect(limit()).toBe(before);
});

test('a steward decides neither about an own supplier nor about a competitor close by', async () => {
  const { town } = await openDesk();
  const userId = (email: string) =>
    town.db.$client.prepare('select id from users where email = ?').pluck().get(email) as string;
  const own = stall(town, 'becane-commune');
  const conflict = (id: string) => findConflict(town, userId(hugo), [{ kind: 'supplier', id }]);
  expect(conflict(own)).toBe('own-stall');
  expect(() => requireImpartialSteward(town.ctx(hugo), own)).toThrow(ConflictOfInterest);
  const other = stall(town, 'jardins-de-la-vesle');
  expect(conflict(other)).toBeNull();
  const [category] = town.db.$client
    .prepare("select category from offers where supplier_id = ? and status = 'live'")
    .pluck()
    .all(own) as string[];
  const move = town.db.$client.prepare(
    'update suppliers set (lat, lon) = (select lat + ?, lon from suppliers where id = ?) where id = ?',
  );
  town.db.$client.prepare('update offers set category = ? where supplier_id = ?').run(category, other);
  move.run(0.03, own, other); // 3.3 km
  expect(conflict(other)).toBe('competitor');
  move.run(0.04, own, other); // 4.4 km, beyond a quarter of an hour by bicycle
  expect(conflict(other)).toBeNull();
});

test('a buyer decides nothing about their own order', async () => {
  const { town } = await openDesk();
  const { actor } = town.ctx(karim);
  const id = actor.kind === 'user' ? actor.userId : '';
  expect(findConflict(town, id, [{ kind: 'person', id }])).toBe('self');
});

test('rules need a second administrator where there are two, whatever the sum', async () => {
  const { town } = await openDesk();
  const publish = (by: string) =>
    passGate(town.ctx(by), { verb: 'method-published', parties: [], sumCents: 0, facts: { version: 'v' } });
  expect(() => publish(noe)).toThrow(Forbidden);
  expect(publish(anais)).toEqual({ ok: true }); // the only one
  grantRole({ ...town.ctx(), actor: { kind: 'system', name: 'test' } }, noe, 'administrator');
  expect(publish(anais)).toEqual({ ok: false, reason: 'second-person' });
  expect(publish(anais)).toEqual({ ok: false, reason: 'second-person' });
  expect(publish(noe)).toEqual({ ok: true });
});
