// Passwords that are refused, and that length is all that is asked of the others.
import { expect, test } from 'vitest';
import { loadCommonPasswords } from './common-passwords.server.ts';
import { findPasswordFault } from './password-faults.ts';

const common = await loadCommonPasswords();
const person = ['Camille Aubert', 'camille@le-hangar.example', 'Le Hangar, tiers-lieu'];
const place = ['halle', 'Microville 112', 'Reims', 'Bétheny'];
const faultOf = (password: string) => findPasswordFault(password, { common, person, place });

test('the list has more than a hundred thousand words, French ones among them', () => {
  expect(common.size).toBeGreaterThan(100_000);
  for (const word of ['password', 'motdepasse', 'azertyuiop', 'doudou', 'soleil', 'marseille', 'qwerty123456'])
    expect([word, common.has(word)], 'V6.2.4').toEqual([word, true]);
});

test.each([
  ['123456789012', 'common'],
  ['password1234', 'common'],
  ['motdepasse2026', 'common'],
  ['Motdepasse!2026', 'common'],
  ['P@ssw0rd2026!', 'common'],
  ['marseille13013', 'common'],
  ['1234marseille', 'common'],
  ['doudou-123456789', 'common'],
  ['jetaime99999999', 'common'],
  ['éléphant1234', 'common'],
  ['azertyuiop12', 'common'],
  ['azertyuiopqs', 'keyboard'],
  ['qsdfghjklmwxcvbn', 'keyboard'],
  ['poiuytrezamlkj', 'keyboard'],
  ['1qaz2wsx3edc4rfv', 'common'],
  ['asdfghjklzxcvbnm2026', 'keyboard'],
  ['abcdefghijkl', 'keyboard'],
  ['987654321098', 'keyboard'],
  ['112233445566', 'common'],
  ['1aqw2zsx3edc4rfv', 'keyboard'],
  ['334455667788', 'keyboard'],
  ['aaaaaaaaaaaa', 'repeated'],
  ['            ', 'repeated'],
  ['121212121212', 'repeated'],
  ['xkqzxkqzxkqz', 'repeated'],
  ['bleuciel bleuciel bleuciel', 'repeated'],
  ['camilleaubert1975', 'known'],
  ['Camille-Aubert!', 'known'],
  ['camille@le-hangar.example', 'known'],
  ['lehangar123456', 'known'],
  ['camille-soleil-12', 'known'],
  ['microville112', 'place'],
  ['Halle-de-Reims-2026', 'place'],
  ['betheny-microville', 'place'],
  ['la-halle-du-112', 'demonstration'],
])('refuses %s as %s', (password, fault) => {
  expect(faultOf(password), 'V6.2.11').toBe(fault);
});

test.each([
  'douze-lettres-au-moins',
  'les-serres-de-brimont',
  'une phrase assez longue',
  'correct horse battery staple',
  'quatre poules picorent mardi',
  'xv7qmw2kzt9p',
  'tfLmqWzPrKvN',
  'Ünlü-Kräuter-im-Garten',
  'わたしのながいことば',
  'les tomates de la halle sont rouges',
  'expert-poire-tresse',
])('takes %s', (password) => {
  expect(faultOf(password)).toBeNull();
});

test('a long password is judged in a breath', () => {
  const begun = performance.now();
  for (const password of ['ab'.repeat(250), 'azerty'.repeat(83), 'x1'.repeat(100) + 'y'.repeat(300)]) faultOf(password);
  expect(performance.now() - begun).toBeLessThan(500);
});
