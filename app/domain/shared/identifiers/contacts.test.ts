// Telephone numbers and e-mail addresses. Of 647 telephone numbers, libphonenumber in Python, Java and JavaScript agree
// on 639; its newest data are right. Of e-mail addresses, email-validator is held beside us by check:authorities;
// `a@b.f` (a last label of one letter) is taken by it and by Go's validator, and by no register.
import { expect, test } from 'vitest';
import { displayEmail } from './display-email.server.ts';
import { readEmail } from './email.ts';
import { readPhone } from './phone.ts';

const french = ['1', '2', '3', '4', '5', '6', '7', '9'].flatMap((first) =>
  ['00 00 00 00', '12 34 56 78', '26 11 22 33', '98 76 54 32'].map((rest) => `0${first} ${rest}`),
);
/** The ways that people write one number. */
const written = [
  (number: string) => number,
  (number: string) => number.replaceAll(' ', ''),
  (number: string) => number.replaceAll(' ', '.'),
  (number: string) => number.replaceAll(' ', '-'),
  (number: string) => number.replaceAll(' ', '\u00a0'),
  (number: string) => ` ${number.replaceAll(' ', '/')} `,
];

test('takes 192 French numbers as people write them, and keeps each in pairs', () => {
  for (const number of french)
    for (const write of written)
      expect([write(number), readPhone(write(number))]).toEqual([write(number), { ok: true, value: number }]);
});

test('refuses 256 numbers with a digit too few or too many, and letters', () => {
  for (const number of french) {
    for (const short of [number.slice(0, -1), `${number}1`, number.slice(1), number.slice(0, 5)])
      expect([short, readPhone(short)]).toEqual([short, { ok: false, reason: 'length' }]);
    for (const wrong of [`${number} poste`, number.replace('0', 'O'), `${number} ou ${number}`, `#${number}`])
      expect([wrong, readPhone(wrong)]).toEqual([wrong, { ok: false, reason: 'digits' }]);
  }
});

test.each([
  ['+33 3 26 00 00 00', '+33 3 26 00 00 00'],
  ['+33 (0)3 26 00 00 00', '+33 3 26 00 00 00'],
  ['0033326000000', '+33 3 26 00 00 00'],
  ['0590 12 34 56', '0590 12 34 56'],
  ['0690123456', '0690 12 34 56'],
  ['+590 690 12 34 56', '+590 690 12 34 56'],
  ['+262 262 12 34 56', '+262 262 12 34 56'],
  ['+32 2 555 12 12', '+32 2 555 12 12'],
  ['+352 26 25 11', '+352 26 25 11'],
  ['+1 202 555 0143', '+1 202 555 0143'],
  ['0 800 123 456', '0 800 12 34 56'],
  ['3639', '3639'],
  ['36 39', '3639'],
  ['118 218', '118218'],
])('reads the telephone number %s as %s', (typed, value) => {
  expect(readPhone(typed)).toEqual({ ok: true, value });
});

test.each([
  ['------', 'digits'],
  ['......', 'digits'],
  ['', 'digits'],
  ['call me', 'digits'],
  ['123456', 'length'],
  ['00 00 00 00 00', 'length'],
  ['01 23 45 67', 'length'],
  ['112', 'digits'],
  ['+999 12345678', 'country'],
  ['2639', 'length'],
  ['+33 3 26', 'length'],
  ['1234567890123456789012', 'digits'],
])('refuses the telephone number %s: %s', (typed, reason) => {
  expect(readPhone(typed)).toEqual({ ok: false, reason });
});

const localParts =
  "contact achats&ventes o'brien a.b first+tag x_y a-b- -a user!name 100% #1 $a *a /a =a ?a ^a |a ~a {a} `a".split(' ');
const domains = [
  'exemple.fr',
  'a-b.co.uk',
  'x--y.org',
  '1and1.com',
  'sub.domain.example',
  'a.museum',
  'xn--fentre-kva.fr',
];

test('takes 140 addresses of dot-atoms before and labels after the @', () => {
  for (const localPart of localParts)
    for (const domain of domains)
      expect(readEmail(` ${localPart}@${domain} `)).toEqual({ ok: true, value: `${localPart}@${domain}` });
});

const wrongDomains = [
  'atelier-.fr',
  '-atelier.fr',
  'atelier..fr',
  '.fr',
  'fr',
  'atelier.fr.',
  'atelier.f',
  'atelier.123',
  'ate lier.fr',
  'atelier_.fr',
  '[127.0.0.1]',
  '127.0.0.1',
  `${'a'.repeat(64)}.fr`,
  'exem%70le.fr',
  'exemple.fr:25',
  'exemple.fr/x',
  '',
];
const wrongLocalParts = ['.a', 'a.', 'a..b', 'a b', '"a b"', 'a,b', 'a;b', 'a<b', 'a>b', 'a(b)', 'a:b', 'a[b', 'a\\b'];

test('refuses 209 addresses whose one or other half is none', () => {
  for (const localPart of ['contact', 'achats&ventes', 'a.b', 'x', 'y+z'])
    for (const domain of wrongDomains)
      expect([domain, readEmail(`${localPart}@${domain}`)]).toEqual([domain, { ok: false, reason: 'domain' }]);
  for (const localPart of wrongLocalParts)
    for (const domain of domains)
      expect([localPart, readEmail(`${localPart}@${domain}`)]).toEqual([
        localPart,
        { ok: false, reason: 'local-part' },
      ]);
});

test.each([
  ['nobody', 'at'],
  ['@exemple.fr', 'at'],
  [`${'a'.repeat(64)}@exemple.fr`, null],
  [`${'a'.repeat(65)}@exemple.fr`, 'local-length'],
  ['rené@exemple.fr', 'local-accents'],
  [`a@${`${'b'.repeat(60)}.`.repeat(4)}fr`, null],
  [`${'a'.repeat(20)}@${`${'b'.repeat(60)}.`.repeat(4)}fr`, 'domain-length'],
])('reads the address %s: %s', (typed, reason) => {
  const read = readEmail(typed);
  expect(read.ok ? null : read.reason).toBe(reason);
});

test.each([
  ['Courriel@Fenêtre.fr', 'courriel@xn--fentre-kva.fr', 'courriel@fenêtre.fr'],
  ['a@MAÎTRE-Œuvre.example', 'a@xn--matre-uvre-w8a03j.example', 'a@maître-œuvre.example'],
  ['a@exemple.fr', 'a@exemple.fr', 'a@exemple.fr'],
])('stores the accented domain of %s in ASCII and shows it as it was typed', (typed, stored, shown) => {
  const read = readEmail(typed);
  expect([read, displayEmail(stored)]).toEqual([{ ok: true, value: stored }, shown]);
});
