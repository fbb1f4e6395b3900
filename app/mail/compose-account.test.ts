// Letters about an account, in both languages: what they let their reader do, and what a stranger cannot put into them.
import { expect, test } from 'vitest';
import { findUserId } from '#app/domain/accounts/accounts.server.ts';
import { confirmEmailChange, requestEmailChange } from '#app/domain/accounts/email-changes.server.ts';
import { requestPasswordReset, resetPassword } from '#app/domain/accounts/password-changes.server.ts';
import { requestSignUp } from '#app/domain/accounts/sign-ups.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { camille, karim, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { composeAccountMail } from './compose-account.server.ts';

const origin = 'https://halle.example';
const anonymous = (town: TestTown, locale: Ctx['locale'] = 'fr'): Ctx => ({
  ...town.ctx(),
  actor: { kind: 'anonymous' },
  locale,
});
const payloadOf = (town: TestTown) =>
  JSON.parse(
    String(
      town.db.$client.prepare(`select payload from outbox where kind = 'mail' order by id desc limit 1`).pluck().get(),
    ),
  ) as Record<string, unknown>;
const lastLetter = (town: TestTown) => composeAccountMail(anonymous(town), payloadOf(town), origin);
const tokenOf = (town: TestTown) => String(payloadOf(town).secret);
const spam = 'Payez sur https://evil.example/payer';
const person = { name: spam, email: 'ada@courrier.example', password: 'quatre poules picorent', organisation: null };
const asked = { to: '/', browserSecret: 'x' };

test.each([
  ['fr', 'Confirmez votre courriel', 'Bonjour,\n\nPour ouvrir votre compte'],
  ['en', 'Confirm your e-mail', 'Hello,\n\nTo open your account'],
] as const)('the letter of a sign-up (%s) has its link and nothing that was typed', async (locale, subject, text) => {
  const town = await openTown();
  await requestSignUp(anonymous(town, locale), person, asked);
  const letter = lastLetter(town)!;
  expect([letter.to, letter.lang, letter.subject]).toEqual([person.email, locale, subject]);
  expect(letter.text).toMatch(new RegExp(`^${text}`));
  expect(letter.text).toContain(`${origin}/sign-up/confirm?token=${tokenOf(town)}\n`);
  expect(letter.text).not.toContain('evil.example');
});

test('the owner of a known address reads that it was typed, without a link that opens anything', async () => {
  const town = await openTown();
  await requestSignUp(anonymous(town, 'en'), { ...person, email: camille }, asked);
  const letter = lastLetter(town)!;
  expect([letter.to, letter.lang, letter.subject]).toEqual([camille, 'fr', 'Vous avez déjà un compte']);
  expect(letter.text).not.toContain('token=');
  expect(letter.text).not.toContain('evil.example');
});

test('a forgotten password has its letter where there is an account, and is told when it is changed', async () => {
  const town = await openTown();
  requestPasswordReset(anonymous(town), 'nobody@courrier.example');
  expect(lastLetter(town)).toBeNull();
  requestPasswordReset(anonymous(town), camille);
  const token = tokenOf(town);
  expect(lastLetter(town)).toMatchObject({ to: camille, subject: 'Choisissez un nouveau mot de passe' });
  expect(lastLetter(town)!.text).toContain(`${origin}/password/new?token=${token}`);
  const payload = payloadOf(town);
  await resetPassword(anonymous(town), token, 'quatre poules picorent');
  expect(composeAccountMail(anonymous(town), payload, origin), 'a used link leaves no more').toBeNull();
  expect(lastLetter(town)).toMatchObject({ to: camille, subject: 'Votre mot de passe a changé' });
});

test('a new e-mail is confirmed there, told to the old one, and a known one has no link', async () => {
  const town = await openTown();
  const own = town.ctx();
  requestEmailChange(own, karim);
  expect(lastLetter(town)).toMatchObject({ to: karim, subject: 'Vous avez déjà un compte' });
  requestEmailChange(own, 'camille@nouvelle.example');
  const letter = lastLetter(town)!;
  expect(letter.to).toBe('camille@nouvelle.example');
  expect(letter.text).toContain(`${origin}/account/email/confirm?token=${tokenOf(town)}`);
  expect(letter.text).toContain(camille);
  await confirmEmailChange(own, tokenOf(town), '');
  const undo = lastLetter(town)!;
  expect([undo.to, findUserId(town, camille)]).toEqual([camille, null]);
  expect(undo.text).toContain(`${origin}/account/email/undo?token=${tokenOf(town)}`);
});
