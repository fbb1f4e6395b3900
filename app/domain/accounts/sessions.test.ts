import { expect, test } from 'vitest';
import type { Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { grantRole, revokeRole } from './roles.server.ts';
import { readDevice, type SessionMethod } from './session.ts';
import {
  createSessions,
  endOtherSessions,
  endOwnSession,
  endSessionsOf,
  eraseExpiredSessions,
  hasExpiredSession,
  listOwnSessions,
  openSession,
  recordSeen,
} from './sessions.server.ts';

const linux = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const hourMs = 3600_000;

/** The people a and b, each with sessions that `open` makes; `at` is a context some hours from now. */
function openAccounts() {
  const db = testDb();
  const insert = db.$client.prepare(
    `insert into users (id, email, name, password_hash, locale, created_at) values (?, ?, ?, 'x', 'fr', '2026')`,
  );
  for (const id of ['a', 'b']) insert.run(id, `${id}@halle.example`, id);
  const sessions = createSessions(db, false);
  const at = (hours: number, userId = 'a'): Ctx => ({
    db,
    actor: { kind: 'user', userId },
    now: new Date(Date.now() + hours * hourMs),
    locale: 'fr',
    town: demoTown,
  });
  const system: Ctx = { ...at(0), actor: { kind: 'system', name: 'test' } };
  const open = async (userId = 'a', method: SessionMethod = 'password') =>
    (await openSession(sessions, userId, null, { method, userAgent: linux })).value;
  return { db, sessions, at, system, open };
}

test('a session ends thirty days after sign-in, however much it is used', async () => {
  const { db, sessions, at, open } = openAccounts();
  const id = await open();
  const ends = () => db.$client.prepare('select expires_at from sessions').pluck().get() as number;
  const end = ends();
  expect(Math.round((end * 1000 - Date.now()) / hourMs)).toBe(30 * 24);
  db.$client.prepare('update sessions set expires_at = unixepoch() + 60').run(); // Lucia would prolong it now
  const used = await sessions.validateSession(id);
  expect([used.user?.id, ends() - end < -29 * 24 * 3600]).toEqual(['a', true]);
  expect(listOwnSessions(at(1), id), 'V7.2.1 V7.3.2').toEqual([]);
});

test('a session of who has a role ends after twelve hours, and all end as roles change', async () => {
  const { sessions, at, system, open } = openAccounts();
  const before = await open();
  grantRole(system, 'a@halle.example', 'administrator');
  grantRole(system, 'b@halle.example', 'administrator');
  expect((await sessions.validateSession(before)).session).toBeNull();
  const id = await open('a', 'passkey');
  const [session] = listOwnSessions(at(11.9), id);
  expect([Math.round((session!.expiresAt * 1000 - Date.now()) / hourMs), session!.method]).toEqual([12, 'passkey']);
  expect(listOwnSessions(at(12.1), id)).toEqual([]);
  grantRole(system, 'a@halle.example', 'administrator'); // held already: nothing changes
  revokeRole(at(0, 'b'), 'a', 'steward'); // not held: nothing changes
  expect((await sessions.validateSession(id)).user?.id, 'V7.3.1').toBe('a');
});

test('a person ends one session or all others; those of another person stay', async () => {
  const { sessions, at, open } = openAccounts();
  const [own, second, third, other] = [await open(), await open(), await open(), await open('b')];
  const list = listOwnSessions(at(0), own);
  expect(list.map(({ isThis, browser, system }) => [isThis, browser, system]).sort()).toEqual([
    [false, 'firefox', 'linux'],
    [false, 'firefox', 'linux'],
    [true, 'firefox', 'linux'],
  ]);
  const [theirs] = listOwnSessions(at(0, 'b'), other);
  endOwnSession(at(0), theirs!.id);
  endOwnSession(at(0), listOwnSessions(at(0), second).find(({ isThis }) => isThis)!.id);
  const live = async () =>
    Promise.all([own, second, third, other].map(async (id) => (await sessions.validateSession(id)).user?.id));
  expect(await live()).toEqual(['a', undefined, 'a', 'b']);
  endOtherSessions(at(0), own);
  expect(await live(), 'V7.4.1 V7.5.2').toEqual(['a', undefined, undefined, 'b']);
});

test('the operator signs one person out everywhere, or everybody; a person cannot', async () => {
  const { sessions, at, system, open } = openAccounts();
  const [first, second, other] = [await open(), await open(), await open('b')];
  const live = async () =>
    Promise.all([first, second, other].map(async (id) => (await sessions.validateSession(id)).user?.id));
  expect(() => endSessionsOf(at(0), 'b')).toThrow('forbidden');
  expect(endSessionsOf(system, 'a')).toBe(2);
  expect(await live()).toEqual([undefined, undefined, 'b']);
  expect(endSessionsOf(system, null)).toBe(1);
  expect(await live(), 'V7.4.5').toEqual([undefined, undefined, undefined]);
});

test('when a session was last seen is written every five minutes at most', async () => {
  const { db, at, open } = openAccounts();
  const id = await open();
  const seen = () => db.$client.prepare('select seen_at from sessions').pluck().get() as string;
  const first = seen();
  recordSeen(at(4 / 60), id, first);
  expect(seen()).toBe(first);
  recordSeen(at(6 / 60), id, first);
  expect(seen() > first).toBe(true);
});

test('the job erases sessions whose time is over, and no others', async () => {
  const { db, at, open } = openAccounts();
  await open();
  expect(hasExpiredSession(at(0))).toBe(false);
  expect(hasExpiredSession(at(30 * 24 + 1))).toBe(true);
  eraseExpiredSessions(at(0));
  const count = db.$client.prepare('select count(*) from sessions').pluck();
  expect(count.get()).toBe(1);
  eraseExpiredSessions(at(30 * 24 + 1));
  expect(count.get()).toBe(0);
});

test.each([
  [linux, 'firefox', 'linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0', 'edge', 'windows'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/140.0.0.0 Mobile Safari/537.36', 'chromium', 'android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'safari', 'ios'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 'safari', 'macos'],
  ['curl/8.9', 'other', 'other'],
  ['', 'other', 'other'],
])('reads %j as %s on %s', (userAgent, browser, system) => {
  expect(readDevice(userAgent)).toEqual({ browser, system });
});
