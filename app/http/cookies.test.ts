import { expect, test } from 'vitest';
import {
  deviceCookie,
  readCookies,
  readDeviceToken,
  readSignUpGoal,
  readSignUpSecret,
  signUpCookie,
} from './cookies.ts';

const token = 'a'.repeat(32);

test.each([
  ['a sign-up', (secret: string, secure: boolean) => signUpCookie({ secret, to: '' }, secure), readSignUpSecret],
  ['a browser in which a person signed in', deviceCookie, readDeviceToken],
] as const)('over https %s is known by a name that only this host can set', (_, write, read) => {
  const sent = (secure: boolean) => readCookies(write(token, secure).split(';', 1)[0]!);
  expect(write(token, true)).toMatch(/^__Host-halle-[a-z-]+=a{32}\.?; Path=\/; .*; HttpOnly; SameSite=Lax; Secure$/);
  expect([read({ cookies: sent(true), secure: true }), read({ cookies: sent(false), secure: false })]).toEqual([
    token,
    token,
  ]);
  expect(read({ cookies: sent(false), secure: true }), 'a sister host can set the other name').toBeNull();
});

test('the browser of a sign-up keeps the page to go on to', () => {
  const to = '/invitations?token=abc&lang=fr';
  const cookies = readCookies(signUpCookie({ secret: token, to }, true).split(';', 1)[0]!);
  expect([readSignUpGoal({ cookies, secure: true }), readSignUpGoal({ cookies, secure: false })]).toEqual([to, '']);
});
