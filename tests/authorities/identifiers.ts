// Identifiers of every kind, right ones and near misses, read by us and judged by Python's libraries.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEmail } from '#app/domain/shared/identifiers/email.ts';
import { readGtin } from '#app/domain/shared/identifiers/gtin.ts';
import { readIban } from '#app/domain/shared/identifiers/iban.ts';
import { readPhone } from '#app/domain/shared/identifiers/phone.ts';
import { readSiret } from '#app/domain/shared/identifiers/siret.ts';
import { readVatNumber } from '#app/domain/shared/identifiers/vat-number.ts';
import { generator } from '#tests/setup/generator.ts';
import { seed } from '#tests/setup/repetitions.ts';
import type { Finding } from './java.ts';
import { runPython } from './python-packages.ts';

export const pythonPackages = [
  'python-stdnum==2.2',
  'phonenumbers==9.0.43',
  'email-validator==2.4.0',
  'schwifty==2026.10.1',
];

const readers = {
  siret: readSiret,
  vatNumber: (typed: string) => readVatNumber(typed),
  iban: readIban,
  phone: readPhone,
  email: readEmail,
  gtin: readGtin,
};
type Kind = keyof typeof readers;

/** Values on which our verdict differs from the library's, each with its reason. */
const known: readonly [kind: Kind, value: RegExp, why: string][] = [
  ['iban', /^(BL|GF|GP|MF|MQ|NC|PF|PM|RE|TF|WF|YT)/, 'overseas accounts are written FR'],
  ['vatNumber', /^GR/, 'the Commission writes Greece EL'],
  ['phone', /^118\d{3}$/, 'a short number of a directory, which the library has in another list'],
  ['vatNumber', /^SK/, 'a birth number of Slovakia as VAT number is not settled'],
];

const next = generator(seed);
const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
const letter = () => String.fromCharCode(65 + next(26));
const oneOf = <T>(values: readonly T[]) => values[next(values.length)]!;

/** # is a digit, @ a letter, * either. */
const fill = (shape: string) =>
  shape.replace(/[#@*]/g, (sign) => (sign === '@' || (sign === '*' && next(2) === 0) ? letter() : digits(1)));

const vatShapes =
  'ATU######## BE0######### BG######### BG########## CY########@ CZ######## CZ######### CZ########## DE######### DK######## EE######### EL######### ES*#######* FI######## FR*########## FR**######### HR########### HU######## IE#######@ IE#######@@ IE#@#####@ IT#######051# LT#######1# LT##########1# LU######## LV########### MT######## NL#########B0# PL########## PT######### RO###### RO########## SE##########01 SI######## SK########## XI######### GR######### GB######### US#########'.split(
    ' ',
  );
const ibanCountries = 'FR27 MC27 DE22 BE16 NL18 ES24 IT27 GB22 NO15 LU20 CH21 GP27 RE27 PF27 US20 XX22'.split(' ');

function remainder(text: string): number {
  let rest = 0;
  for (const sign of text)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** An IBAN with right check digits, of a right length in three cases of four, and in France with a right key in half. */
function someIban(): string {
  const entry = oneOf(ibanCountries);
  const [country, length] = [entry.slice(0, 2), Number(entry.slice(2)) - oneOf([0, 0, 0, 1])];
  let account = digits(length - 4);
  if (country === 'FR' && next(2) === 0) {
    const body = account.slice(0, 21);
    account = `${body}${String(97 - remainder(`${body}00`)).padStart(2, '0')}`;
  }
  if (country === 'NL' || country === 'GB') account = `${letter()}${letter()}${letter()}${letter()}${account.slice(4)}`;
  if (country === 'IT') account = `${letter()}${account.slice(1)}`;
  return `${country}${String(98 - remainder(`${account}${country}00`)).padStart(2, '0')}${account}`;
}

const localParts = [
  'contact',
  'achats&ventes',
  'a.b',
  '.a',
  'a..b',
  "o'neil",
  'a b',
  '"a"',
  'a'.repeat(64),
  'a'.repeat(65),
  'x+y',
  'a,b',
  '!#$%',
];
const domains = [
  'exemple.fr',
  'atelier-.fr',
  '-a.fr',
  'fenêtre.fr',
  'a..fr',
  'fr',
  'a_b.fr',
  `${'a'.repeat(63)}.fr`,
  `${'a'.repeat(64)}.fr`,
  'xn--fentre-kva.fr',
  'a.123',
  '[127.0.0.1]',
  'a.b.c.org',
  '1.fr',
];
const phones = [
  '0# ## ## ## ##',
  '0# ## ## ## #',
  '0# ## ## ## ## #',
  '+33 # ## ## ## ##',
  '+32 4## ## ## ##',
  '+49 30 ######',
  '+352 26 ## ##',
  '+590 690 ## ## ##',
  '+1 202 555 ####',
  '+999 ########',
  '######',
];

const makers: Record<Kind, () => string> = {
  siret: () =>
    oneOf([
      () => digits(14),
      () => `356000000${digits(5)}`,
      () => `${oneOf(['732829320', '356000000', '552100554'])}${digits(5)}`,
      () => digits(13),
    ])(),
  vatNumber: () => fill(oneOf(vatShapes)),
  iban: someIban,
  phone: () => fill(oneOf(phones)),
  email: () => `${oneOf(localParts)}@${oneOf(domains)}`,
  gtin: () => digits(oneOf([7, 8, 11, 12, 13, 14])),
};

/** Reads `each` values of every kind and compares the verdicts; a finding is a value. */
export function judgeIdentifiers(folder: string, each = 5000): Finding[] {
  mkdirSync(folder, { recursive: true });
  const rows = Object.entries(makers).flatMap(([kind, make]) =>
    Array.from({ length: each }, () => ({ kind: kind as Kind, value: make() })),
  );
  const file = join(folder, 'identifiers.txt');
  writeFileSync(file, `${rows.map(({ kind, value }) => `${kind}\t${value}`).join('\n')}\n`);
  const verdicts = runPython(pythonPackages, 'identifiers.py', [file]);
  return rows.map(({ kind, value }, at) => {
    const ours = readers[kind](value).ok ? 'yes' : 'no';
    const theirs = verdicts[at] ?? 'nothing';
    const why = known.find(([of, pattern]) => of === kind && pattern.test(value));
    const agrees = theirs === 'either' || theirs === ours || why !== undefined;
    return { file: value, part: kind, fault: agrees ? '' : `we say ${ours}, it says ${theirs}` };
  });
}
