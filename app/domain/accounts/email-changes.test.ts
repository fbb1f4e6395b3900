// Another e-mail address: confirmed by its reader who is the account's person, told to the old one, which can undo it.
import { expect, test } from 'vitest';
import { addMinutes, type Ctx } from '#app/domain/shared/context.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { authenticateUser, findPerson, findUserId } from './accounts.server.ts';
import {
  confirmEmailChange,
  findEmailChange,
  findEmailUndo,
  requestEmailChange,
  undoEmailChange,
} from './email-changes.server.ts';
import { requestPasswordReset, resetPassword } from './password-changes.server.ts';
import { demonstrationPassword as demo } from './password-faults.ts';

const fresh = 'camille@nouvelle-adresse.example';
const anonymous = (town: TestTown, now = new Date()): Ctx => ({
  ...town.ctx(camille, now),
  actor: { kind: 'anonymous' },
});
const lastLetter = (town: TestTown) =>
  JSON.parse(
    String(
      town.db.$client.prepare(`select payload from outbox where kind = 'mail' order by id desc limit 1`).pluck().get(),
    ),
  ) as { template: string; secret: string };
const refusal = (reason: string) => ({ ok: false, reason });

async function askedTown(email = fresh) {
  const town = await openTown();
  const { userId } = town.ctx().actor as { userId: string };
  const own = town.ctx();
  expect(requestEmailChange(own, email)).toEqual({ ok: true });
  return { town, own, userId, token: lastLetter(town).secret };
}

test('the address changes when its letter is opened by the person, and the old one can undo it', async () => {
  const { town, own, userId, token } = await askedTown();
  expect(findPerson(town, userId)?.email, 'nothing before').toBe(camille);
  expect(findEmailChange(own, token)).toMatchObject({ userId, email: fresh });
  expect(await confirmEmailChange(own, token, '')).toEqual({ ok: true });
  expect([findPerson(town, userId)?.email, await authenticateUser(own, fresh, demo)]).toEqual([fresh, userId]);
  expect(await confirmEmailChange(own, token, '')).toEqual(refusal('link-ended'));

  const { template, secret } = lastLetter(town);
  expect([template, findEmailUndo(own, secret)]).toEqual(['email-changed', camille]);
  await town.cookie(fresh);
  town.db.$client
    .prepare(`insert into passkeys values ('key', ?, 'a thief’s', x'00', 0, '[]', '2026-11-30T10:00:00Z', null)`)
    .run(userId);
  const undone = undoEmailChange(anonymous(town), secret);
  if (!undone.ok) throw new Error(undone.reason);
  expect([findPerson(town, userId)?.email, await authenticateUser(own, camille, demo)]).toEqual([camille, null]);
  const left = ['sessions', 'passkeys'].map((table) =>
    town.db.$client.prepare(`select count(*) from ${table}`).pluck().get(),
  );
  expect(left, 'of who changed it').toEqual([0, 0]);
  expect(undoEmailChange(anonymous(town), secret)).toEqual(refusal('link-ended'));
  expect(await resetPassword(anonymous(town), undone.resetToken, 'quatre poules picorent')).toMatchObject({ ok: true });
});

test('asks for the password elsewhere, and takes no other person’s session', async () => {
  const { town, own, userId, token } = await askedTown();
  expect(requestEmailChange(own, camille)).toEqual(refusal('same-address'));
  for (const ctx of [anonymous(town), town.ctx(karim)])
    expect(await confirmEmailChange(ctx, token, 'not-the-password')).toEqual(refusal('wrong-password'));
  expect(findPerson(town, userId)?.email).toBe(camille);
  expect(await confirmEmailChange(anonymous(town), token, demo)).toEqual({ ok: true });
});

test('an address that has an account is answered the same, and its link gives nothing', async () => {
  const { town, own, userId, token } = await askedTown(karim);
  expect(await confirmEmailChange(own, token, '')).toEqual(refusal('link-ended'));
  expect([findPerson(town, userId)?.email, findUserId(town, karim) === userId]).toEqual([camille, false]);
});

test('a second request ends the first, and so does a new password', async () => {
  const { town, own, token } = await askedTown();
  requestEmailChange(own, 'autre@adresse.example');
  const second = lastLetter(town).secret;
  expect([findEmailChange(own, token), findEmailChange(own, second)?.email]).toEqual([null, 'autre@adresse.example']);
  requestPasswordReset(anonymous(town), camille);
  await resetPassword(anonymous(town), lastLetter(town).secret, 'quatre poules picorent');
  expect(findEmailChange(own, second)).toBeNull();
});

test('links end after their time, and an address that went to another account cannot be taken back', async () => {
  const { town, own, token } = await askedTown();
  const after = (minutes: number) => ({ ...own, now: addMinutes(own.now, minutes) });
  expect(findEmailChange(after(24 * 60), token)).toBeNull();
  await confirmEmailChange(own, token, '');
  const { secret } = lastLetter(town);
  expect([findEmailUndo(after(7 * 24 * 60 - 1), secret), findEmailUndo(after(7 * 24 * 60), secret)]).toEqual([
    camille,
    null,
  ]);
  town.db.$client.prepare('update users set email = ? where email = ?').run(camille, karim);
  expect(undoEmailChange(anonymous(town), secret)).toEqual(refusal('taken'));
});
