import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { creditLimitOf, listCreditLimits, saveCreditLimit } from './credit-limits.server.ts';
import { grantRole, holdsRole, listRoleHolders, ownRoles, requireRole, revokeRole } from './roles.server.ts';
import { createSessions, openSession } from './sessions.server.ts';

const day = '2026-11-30T10:00:00.000Z';
const opening = { method: 'password', userAgent: '' } as const;
const system: Ctx['actor'] = { kind: 'system', name: 'test' };

/** A database with the people a, b and c, who have no role, and an organisation. */
function town(): { system: Ctx; as: (userId: string) => Ctx } {
  const ctx: Ctx = { db: testDb(), actor: system, now: new Date(day), locale: 'fr', town: demoTown };
  for (const id of ['a', 'b', 'c'])
    ctx.db.$client
      .prepare(`insert into users (id, email, name, password_hash, locale, created_at) values (?, ?, ?, 'x', 'fr', ?)`)
      .run(id, `${id}@halle.example`, id.toUpperCase(), day);
  ctx.db.$client
    .prepare(
      `insert into organisations (id, name, siret, kind, address, insee, created_at) values ('org_1', 'Un', null, 'company', '', '51454', ?)`,
    )
    .run(day);
  return { system: ctx, as: (userId) => ({ ...ctx, actor: { kind: 'user', userId } }) };
}

test('a person has no role until one is granted; an administrator is a steward too', () => {
  const { system, as } = town();
  expect([...ownRoles(as('a'))]).toEqual([]);
  expect(() => requireRole(as('a'), 'steward')).toThrow(Forbidden);
  expect(grantRole(system, 'a@halle.example', 'administrator')).toEqual({ ok: true });
  expect(ownRoles(as('a'))).toEqual(new Set(['steward', 'administrator']));
  expect(requireRole(as('a'), 'steward')).toBe('a');
  expect([...ownRoles(system)]).toEqual([]);
});

test('the system alone grants roles, and an administrator alone revokes them', () => {
  const { system, as } = town();
  grantRole(system, 'b@halle.example', 'steward');
  expect(() => grantRole(as('b'), 'c@halle.example', 'steward')).toThrow(Forbidden);
  expect(() => revokeRole(as('b'), 'b', 'steward')).toThrow(Forbidden);
  expect(() => requireRole(as('b'), 'administrator')).toThrow(Forbidden);
  expect([holdsRole(system, 'b'), holdsRole(system, 'c')]).toEqual([true, false]);
});

test('granting twice is one role; an unknown e-mail address is refused', () => {
  const { system } = town();
  for (let i = 0; i < 2; i++) expect(grantRole(system, 'a@halle.example', 'steward')).toEqual({ ok: true });
  expect(listRoleHolders(system)).toEqual([{ userId: 'a', name: 'A', email: 'a@halle.example', role: 'steward' }]);
  expect(grantRole(system, 'z@halle.example', 'steward')).toEqual({ ok: false, reason: 'unknown-person' });
});

test('the last administrator stays; of two, one can be revoked', () => {
  const { system, as } = town();
  grantRole(system, 'a@halle.example', 'administrator');
  expect(revokeRole(as('a'), 'a', 'administrator')).toEqual({ ok: false, reason: 'last-administrator' });
  grantRole(system, 'b@halle.example', 'administrator');
  expect(revokeRole(as('b'), 'a', 'administrator')).toEqual({ ok: true });
  expect(listRoleHolders(system).map(({ userId }) => userId)).toEqual(['b']);
});

test('revoking a role ends the sessions of that person only', async () => {
  const { system, as } = town();
  grantRole(system, 'a@halle.example', 'administrator');
  grantRole(system, 'b@halle.example', 'steward');
  const sessions = createSessions(system.db, false);
  const [first, second] = [
    await openSession(sessions, 'a', null, opening),
    await openSession(sessions, 'b', null, opening),
  ];
  revokeRole(as('a'), 'b', 'steward');
  expect((await sessions.validateSession(first.value)).user?.id).toBe('a');
  expect((await sessions.validateSession(second.value)).session).toBeNull();
});

test('a session is stored by its hash, rotates at sign-in and expires', async () => {
  const { system } = town();
  const sessions = createSessions(system.db, true);
  const first = await openSession(sessions, 'a', null, opening);
  expect([first.name, first.attributes.secure, first.attributes.sameSite]).toEqual([
    '__Host-halle-session',
    true,
    'lax',
  ]);
  expect(system.db.$client.prepare('select id from sessions').pluck().get()).toMatch(/^[0-9a-f]{64}$/);
  const next = await openSession(sessions, 'a', first.value, opening);
  expect((await sessions.validateSession(first.value)).session).toBeNull();
  expect((await sessions.validateSession(next.value)).user).toMatchObject({ id: 'a', name: 'A' });
  system.db.$client.exec('update sessions set expires_at = 1');
  expect((await sessions.validateSession(next.value)).session, 'V7.2.4').toBeNull();
});

test('a credit limit is that of an organisation that exists', () => {
  const { system } = town();
  expect(creditLimitOf(system, 'org_1')).toBe(0);
  for (const right of [10_000_000, 0, 5000]) {
    saveCreditLimit(system, 'org_1', right);
    expect(creditLimitOf(system, 'org_1')).toBe(right);
  }
  expect(listCreditLimits(system)).toEqual([{ id: 'org_1', name: 'Un', siret: null, limitCents: 5000 }]);
  expect(() => saveCreditLimit(system, 'org_2', 1)).toThrow(NotFound);
  expect(creditLimitOf(system, 'org_2')).toBe(0);
});
