import { expect, test } from 'vitest';
import { messages as en } from '#app/i18n/en/index.ts';
import { messages as fr } from '#app/i18n/fr/index.ts';
import { readCookies } from './cookies.ts';
import { changesFlash, endedFlashCookie, type Flash, flashCookie, flashSentence, hasFlash } from './flash.ts';

const over = (header: string, secure = false) => ({ cookies: readCookies(header), secure });
const sent = (flash: Flash) => over(flashCookie(flash, false).split(';', 1)[0]!);
const written = (value: unknown) =>
  over(`halle-flash=${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`);

test('carries a key and its parameters, and no sentence', () => {
  const cookie = flashCookie(['order.cancelled', 1250, 'online'], true);
  expect(cookie).toMatch(/^__Host-halle-flash=[\w-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
  const value = /=([\w-]+)/.exec(cookie)![1]!;
  expect(Buffer.from(value, 'base64url').toString()).toBe('["order.cancelled",1250,"online"]');
});

test('is said in the language of the page that reads it', () => {
  const cookies = sent(['order.cancelled', 1250, 'account']);
  expect(flashSentence(cookies, fr.flash)).toBe('Annulé. 12,50\u00a0€ sont déduits de ce que vous devez.');
  expect(flashSentence(cookies, en.flash)).toBe('Cancelled. €12.50 is taken off what you owe.');
});

test.each([
  ['an unknown key', ['no-such-key']],
  ['a key of the prototype', ['constructor']],
  ['a missing parameter', ['order.cancelled', 1250]],
  ['a parameter too many', ['saved', 'x']],
  ['a negative amount', ['order.cancelled', -1, 'online']],
  ['an amount as text', ['order.cancelled', '1250', 'online']],
  ['an unknown way to pay', ['order.cancelled', 1250, 'cash']],
  ['a sentence where an address is expected', ['team.invited', 'You have won. Call 0800 000']],
  ['an object', { 0: 'saved' }],
  ['null', null],
  ['what is not JSON', '{'],
  ['what is too long', ['team.invited', `${'x'.repeat(2000)}@example.org`]],
])('shows nothing for %s', (_, value) => {
  expect(flashSentence(written(value), fr.flash)).toBeNull();
});

test('shows nothing without a cookie or after its end', () => {
  expect(flashSentence(over(''), fr.flash)).toBeNull();
  expect(hasFlash(over(''))).toBe(false);
  expect(flashSentence(over('halle-flash='), fr.flash)).toBeNull();
  expect(hasFlash(over('halle-flash='))).toBe(true);
  expect(endedFlashCookie(true)).toBe('__Host-halle-flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure');
});

test('over https only the name that this host alone can set is read', () => {
  const header = flashCookie(['saved'], true).split(';', 1)[0]!;
  expect(flashSentence(over(header, true), fr.flash)).toBe(fr.flash.saved());
  const bySisterHost = over(flashCookie(['saved'], false).split(';', 1)[0]!, true);
  expect([flashSentence(bySisterHost, fr.flash), hasFlash(bySisterHost)]).toEqual([null, false]);
});

test('a response that sets or ends a flash is not for a cache', () => {
  const setting = (...cookies: string[]) =>
    new Headers(cookies.map((cookie): [string, string] => ['set-cookie', cookie]));
  expect(changesFlash(setting('halle-basket=x', flashCookie(['saved'], false)))).toBe(true);
  expect(changesFlash(setting(endedFlashCookie(false)))).toBe(true);
  expect(changesFlash(setting(endedFlashCookie(true)))).toBe(true);
  expect(changesFlash(setting('halle-basket=halle-flash='))).toBe(false);
  expect(changesFlash(new Headers())).toBe(false);
});
