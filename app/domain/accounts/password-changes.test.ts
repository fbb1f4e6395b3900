// A new password: by the one before or by a letter, told to its person, and ending what a thief holds.
import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { authenticateUser } from './accounts.server.ts';
import { changePassword, findResetUser, requestPasswordReset, resetPassword } from './password-changes.server.ts';
import { demonstrationPassword as demo } from './password-faults.ts';

const next = 'quatre poules picorent';
const anonymous = (town: TestTown): Ctx => ({ ...town.ctx(), actor: { kind: 'anonymous' } });
const letters = (town: TestTown) =>
  town.db.$client
    .prepare(`select payload from outbox where kind = 'mail' and state = 'pending' order by id`)
    .pluck()
    .all()
    .map((payload) => JSON.parse(String(payload)) as { template: string; secret?: string; userId?: string });
const sessionsOf = (town: TestTown, userId: string) =>
  town.db.$client.prepare('select count(*) from sessions where user_id = ?').pluck().get(userId);

function reset(town: TestTown, email = camille): string {
  requestPasswordReset(anonymous(town), email);
  return letters(town).at(-1)!.secret!;
}

test('a letter lets its reader choose a new password, once, and ends all sessions', async () => {
  const town = await openTown();
  await town.cookie(camille);
  await town.cookie(karim);
  const token = reset(town);
  const userId = findResetUser(town.ctx(), token)!;
  expect(await resetPassword(anonymous(town), token, 'motdepasse2026')).toEqual({ ok: false, reason: 'common' });
  expect(await resetPassword(anonymous(town), token, next)).toEqual({ ok: true, userId });
  expect(await resetPassword(anonymous(town), token, `${next} encore`)).toEqual({ ok: false, reason: 'link-ended' });
  expect([
    await authenticateUser(town.ctx(), camille, demo),
    await authenticateUser(town.ctx(), camille, next),
  ]).toEqual([null, userId]);
  const { userId: other } = town.ctx(karim).actor as { userId: string };
  expect([sessionsOf(town, userId), sessionsOf(town, other)]).toEqual([0, 1]);
  expect(letters(town).at(-1)).toEqual({ template: 'password-changed', userId });
  const kinds = town.db.$client.prepare('select kind from security_events order by id').pluck().all();
  expect(kinds.slice(-2), 'V6.4.3').toEqual(['password-reset-asked', 'password-reset']);
});

test('of two tabs one changes the password, and an hour later none', async () => {
  const town = await openTown();
  const token = reset(town);
  const late = { ...anonymous(town), now: addMinutes(new Date(), 60) };
  expect(await resetPassword(late, token, next)).toEqual({ ok: false, reason: 'link-ended' });
  const both = await Promise.all([1, 2].map((n) => resetPassword(anonymous(town), token, `${next} ${n} fois`)));
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('an address without an account gets the same answer and the same work, and no letter', async () => {
  const town = await openTown();
  const count = () =>
    ['outbox', 'letter_tokens', 'security_events'].map((table) =>
      Number(town.db.$client.prepare(`select count(*) from ${table}`).pluck().get()),
    );
  const start = count();
  reset(town);
  const known = count();
  const token = reset(town, 'nobody@courrier.example');
  const unknown = count();
  expect(known.map((n, i) => n - start[i]!)).toEqual(unknown.map((n, i) => n - known[i]!));
  expect(findResetUser(town.ctx(), token)).toBeNull();
  expect(await resetPassword(anonymous(town), token, next)).toEqual({ ok: false, reason: 'link-ended' });
});

test('a change asks for the password of the actor, and ends the links that were sent before', async () => {
  const town = await openTown();
  const token = reset(town);
  const { userId } = town.ctx().actor as { userId: string };
  expect(await changePassword(town.ctx(), { current: `${demo}x`, password: next })).toEqual({
    ok: false,
    reason: 'wrong-password',
  });
  expect(await changePassword(town.ctx(), { current: demo, password: 'camille-aubert' })).toEqual({
    ok: false,
    reason: 'known',
  });
  expect(await changePassword(town.ctx(), { current: demo, password: next })).toEqual({ ok: true });
  expect(await authenticateUser(town.ctx(), camille, next)).toBe(userId);
  expect(findResetUser(town.ctx(), token)).toBeNull();
  expect(letters(town).at(-1)).toEqual({ template: 'password-changed', userId });
  await expect(changePassword(anonymous(town), { current: next, password: demo }), 'V6.2.3').rejects.toThrow(Forbidden);
});
