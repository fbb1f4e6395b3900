import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { preparedSql } from '#db/client.ts';
import { listValues, text } from '#db/rows.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { acceptRole, acceptRoleWithAccount, findRoleOffer } from './accept-role.server.ts';
import {
  consentToRole,
  inviteFirstAdministrator,
  listRoleInvitations,
  proposeRole,
  withdrawRole,
} from './role-invitations.server.ts';
import { grantRole, listRoleHolders, ownRoles, revokeRole } from './roles.server.ts';

const start = new Date('2026-11-30T10:00:00.000Z');
const system: Ctx['actor'] = { kind: 'system', name: 'test' };
const newPerson = { name: 'Ada', password: 'une phrase assez longue 7' };

/** A database with the people a, b, c and d. */
function openPeople() {
  const db = testDb();
  for (const id of ['a', 'b', 'c', 'd'])
    preparedSql(
      db,
      `insert into users (id, email, name, password_hash, locale, created_at) values (?, ?, ?, 'x', 'fr', ?)`,
    ).run(`usr_${id}`, `${id}@halle.example`, id.toUpperCase(), start.toISOString());
  const at = (hours: number): Ctx => ({
    db,
    actor: system,
    now: new Date(start.getTime() + hours * 3_600_000),
    locale: 'fr',
    town: demoTown,
  });
  const as = (id: string, hours = 0): Ctx => ({ ...at(hours), actor: { kind: 'user', userId: `usr_${id}` } });
  const administrators = (...ids: string[]) => {
    for (const id of ids) grantRole(at(0), `${id}@halle.example`, 'administrator');
  };
  /** The token of the last letter, as its reader has it. */
  const letter = () =>
    listValues(db, text, `select payload ->> '$.secret' from outbox where kind = 'mail' order by id desc limit 1`)[0] ??
    '';
  return { system: at(0), at, as, administrators, letter };
}

test('the operator invites the first administrator, who opens an account under that address', async () => {
  const { system, at } = openPeople();
  const invited = inviteFirstAdministrator(system, 'ada@ville.example');
  const token = invited.ok ? invited.token : '';
  expect(findRoleOffer(system, token)).toMatchObject({ email: 'ada@ville.example', invitedBy: [], hasAccount: false });
  expect(await acceptRoleWithAccount({ ...system, actor: { kind: 'anonymous' } }, token, newPerson)).toEqual({
    ok: true,
  });
  expect(listRoleHolders(system)).toMatchObject([{ email: 'ada@ville.example', role: 'administrator' }]);
  expect(findRoleOffer(at(1), token)).toBeNull();
  expect(inviteFirstAdministrator(at(1), 'eve@ville.example'), 'V6.3.2').toEqual({
    ok: false,
    reason: 'has-administrator',
  });
});

test('of two links of the operator the first ends; one that is late gives no role', () => {
  const { system, as, at, administrators } = openPeople();
  const [first, second] = ['a', 'b'].map((id) => inviteFirstAdministrator(system, `${id}@halle.example`));
  const token = (invited = first) => (invited?.ok ? invited.token : '');
  expect(acceptRole(as('a'), token(first))).toEqual({ ok: false, reason: 'link-ended' });
  expect(findRoleOffer(at(49), token(second))).toBeNull();
  administrators('c');
  expect(acceptRole(as('b'), token(second))).toEqual({ ok: false, reason: 'link-ended' });
});

test('a role is proposed by one administrator, consented to by another and accepted by its reader', () => {
  const { system, as, administrators, letter } = openPeople();
  administrators('a', 'b');
  expect(proposeRole(as('a'), 'c@halle.example', 'steward')).toEqual({ ok: true, sent: false });
  const [{ id } = { id: '' }] = listRoleInvitations(system);
  expect(letter()).toBe('');
  expect(consentToRole(as('a'), id)).toEqual({ ok: false, reason: 'own-proposal' });
  expect(() => consentToRole(as('c'), id)).toThrow(Forbidden);
  expect(consentToRole(as('b'), id)).toEqual({ ok: true });
  expect(consentToRole(as('b'), id)).toEqual({ ok: false, reason: 'not-now' });
  expect([...ownRoles(as('c'))]).toEqual([]);
  expect(acceptRole(as('d'), letter())).toEqual({ ok: false, reason: 'another-address' });
  expect(acceptRole(as('c'), letter())).toEqual({ ok: true });
  expect([...ownRoles(as('c'))]).toEqual(['steward']);
  expect(acceptRole(as('c'), letter())).toEqual({ ok: false, reason: 'link-ended' });
});

test('a single administrator invites alone; one invitation to a role is open at a time', () => {
  const { as, administrators } = openPeople();
  administrators('a');
  expect(proposeRole(as('a'), 'c@halle.example', 'steward')).toEqual({ ok: true, sent: true });
  expect(proposeRole(as('a'), 'C@halle.example', 'steward')).toEqual({ ok: false, reason: 'invited-already' });
  expect(proposeRole(as('a'), 'a@halle.example', 'administrator')).toEqual({ ok: false, reason: 'holds-role' });
  expect(proposeRole(as('a', 49), 'c@halle.example', 'steward')).toEqual({ ok: true, sent: true });
});

test('an invitation ends with the role of who invited, and when it is withdrawn', () => {
  const { system, as, administrators, letter } = openPeople();
  administrators('a', 'b');
  proposeRole(as('a'), 'c@halle.example', 'steward');
  consentToRole(as('b'), listRoleInvitations(system)[0]?.id ?? '');
  expect(revokeRole(as('b'), 'usr_a', 'administrator')).toEqual({ ok: true });
  expect(findRoleOffer(system, letter())).toBeNull();
  proposeRole(as('b'), 'd@halle.example', 'steward');
  const open = listRoleInvitations(system).find(({ email }) => email === 'd@halle.example');
  expect(withdrawRole(as('b'), open?.id ?? '')).toEqual({ ok: true });
  expect(findRoleOffer(system, letter())).toBeNull();
});

test('no person grants a role directly; revoking one that is not held changes nothing', () => {
  const { system, as, administrators } = openPeople();
  administrators('a', 'b');
  expect(() => grantRole(as('a'), 'c@halle.example', 'steward')).toThrow(Forbidden);
  const audits = () => listValues(system.db, text, 'select verb from audit').length;
  const before = audits();
  expect(revokeRole(as('a'), 'usr_c', 'steward')).toEqual({ ok: false, reason: 'not-held' });
  expect(audits()).toBe(before);
});

test('an address with an account cannot be taken by a new account', async () => {
  const { system } = openPeople();
  const invited = inviteFirstAdministrator(system, 'a@halle.example');
  const taken = await acceptRoleWithAccount(system, invited.ok ? invited.token : '', newPerson);
  expect(taken).toEqual({ ok: false, reason: 'another-address' });
});
