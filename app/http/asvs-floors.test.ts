// Requirements of ASVS that one look at a value shows.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redeemLetterCode, sendLetterCode } from '#app/domain/accounts/letter-codes.server.ts';
import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { findValue, text } from '#db/rows.ts';
import { noe } from '#tests/setup/evidence.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { basketCookie, endedBasketCookie, preferencesCookie, signUpCookie } from './cookies.ts';
import { flashCookie } from './flash.ts';
import { newPassword } from './form-fields.ts';
import { securityHeaders } from './security.ts';

test('each cookie is of this host alone, over https, without scripts, and not sent from other sites', async () => {
  const { town } = await openTown();
  const preferences = { locale: 'fr', audience: null, place: town.hub } as const;
  const cookies = [
    preferencesCookie(preferences, town, true),
    basketCookie('bsk_1', true),
    endedBasketCookie(true),
    signUpCookie({ secret: 'secret', to: '/' }, true),
    flashCookie(['saved'], true),
  ];
  const lacking = (part: RegExp) => cookies.filter((cookie) => !part.test(cookie));
  expect(lacking(/; Secure(;|$)/), 'V3.3.1').toEqual([]);
  expect(lacking(/; SameSite=Lax(;|$)/), 'V3.3.2').toEqual([]);
  expect(lacking(/^__Host-[^;]+; .*Path=\/(;|$)/), 'V3.3.3').toEqual([]);
  expect(lacking(/; HttpOnly(;|$)/), 'V3.3.4').toEqual([]);
});

test('pages run scripts of this origin without eval, and tell no other site their address', () => {
  const headers = securityHeaders(true, true, []);
  const policy = headers['content-security-policy'] ?? '';
  expect(policy, 'V3.7.1').toMatch(/script-src 'self';/);
  expect(policy, 'V1.3.2').not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  expect(headers['referrer-policy'], 'V3.4.5').toBe('same-origin');
  const sources = globSync('{app,bin,db}/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'));
  expect(sources.length).toBeGreaterThan(500);
  const evaluating = sources.filter((file) => /\beval\(|new Function\(/.test(readFileSync(file, 'utf8')));
  expect(evaluating, 'V1.3.2').toEqual([]);
});

test('a new password has twelve to 500 characters of any kind, taken as they were typed', () => {
  const read = (typed: string) => newPassword(minimumPasswordLength).safeParse(typed);
  expect([minimumPasswordLength, read('x'.repeat(11)).success, read('x'.repeat(12)).success], 'V6.2.1').toEqual([
    12,
    false,
    true,
  ]);
  const kinds = ['quatre poules picorent', 'QUATREPOULES', '4444 8888 1212', 'ééé ççç 🐔🐔🐔🐔', '!?!?!?!?!?!?'];
  expect(
    kinds.filter((typed) => !read(typed).success),
    'V6.2.5',
  ).toEqual([]);
  expect(read('  Deux Blancs  ').data, 'V6.2.8').toBe('  Deux Blancs  ');
  expect([read('x'.repeat(500)).success, read('x'.repeat(501)).success], 'V6.2.9').toEqual([true, false]);
});

test('a code by letter has eight random digits and ends after ten minutes', async () => {
  const town = await openTown();
  const [, sessionId = ''] = (await town.cookie(noe)).split('=');
  const place = { sessionId, subject: 'again' };
  const codes = [1, 2, 3, 4].map(() => {
    sendLetterCode(town.ctx(noe), place, 'Signer');
    const sql = `select payload ->> '$.secret' from outbox where key like 'mail:code:%' order by id desc limit 1`;
    return findValue(town.db, text, sql) ?? '';
  });
  expect(
    codes.filter((code) => !/^\d{8}$/.test(code)),
    'V6.5.4',
  ).toEqual([]);
  expect(new Set(codes).size, 'V6.5.3').toBe(4);
  const at = (minutes: number) => town.ctx(noe, new Date(Date.now() + minutes * 60_000));
  const last = codes.at(-1) ?? '';
  expect(redeemLetterCode(at(10.1), place, last).ok, 'V6.5.5').toBe(false);
  expect(redeemLetterCode(at(9.5), place, last).ok, 'V6.5.5').toBe(true);
});

test('no setting comes with a key', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const secrets = lines.filter((line) => /^\s*[A-Z_]*(KEY|SECRET|PASSWORD)=./.test(line));
  expect(secrets, 'V13.2.3').toEqual([]);
});
