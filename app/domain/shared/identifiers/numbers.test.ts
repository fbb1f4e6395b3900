// SIRET, RNA, GTIN and the marks of food. The good numbers are made in another way than ours are checked: Luhn by a
// table of doubled digits, GTIN from the left over fourteen places. Right among libraries is python-stdnum: INSEE gives
// both keys, and the npm package `stdnum` takes a SIRET whose SIREN cannot exist.
import { expect, test } from 'vitest';
import { generator } from '#tests/setup/generator.ts';
import { seed } from '#tests/setup/repetitions.ts';
import { readControlBody, readHealthMark } from './food-marks.ts';
import { readGtin } from './gtin.ts';
import { readRna } from './rna.ts';
import { readSiret } from './siret.ts';

const next = generator(seed);
const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
const doubled = '0246813579';

/** The digits with their Luhn check digit behind. */
function luhn(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at++)
    sum += Number((body.length - at) % 2 === 1 ? doubled[Number(body[at])] : body[at]);
  return `${body}${String(1000 - sum).at(-1)}`;
}
const other = (digit: string) => String((Number(digit) + 1 + next(9)) % 10);

const spellings = [
  (siret: string) => siret,
  (siret: string) => siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1 $2 $3 $4'),
  (siret: string) => siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, '$1\u00a0$2\u202f$3\u00a0$4'),
  (siret: string) => siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/, ' $1.$2.$3.$4 '),
  (siret: string) => siret.replace(/(\d{9})(\d{5})/, '$1-$2'),
];

test(`takes 150 SIRET with both keys, as people write them, and no wrong neighbour, seed ${seed}`, () => {
  for (let times = 0; times < 150; times++) {
    const siren = luhn(digits(8));
    if (siren === '356000000') continue;
    const siret = luhn(`${siren}${digits(4)}`);
    expect(readSiret(spellings[times % 5]!(siret))).toEqual({ ok: true, value: siret });
    expect(readSiret(`${siret.slice(0, 13)}${other(siret[13]!)}`)).toEqual({ ok: false, reason: 'siret-key' });
    // The fourteen digits pass, the first nine do not: no register has such a company.
    const noCompany = luhn(`${siren.slice(0, 8)}${other(siren[8]!)}${digits(4)}`);
    expect(readSiret(noCompany)).toEqual({ ok: false, reason: 'siren-key' });
    expect(readSiret(siret.slice(times % 2))).toEqual(
      times % 2 ? { ok: false, reason: 'length' } : { ok: true, value: siret },
    );
  }
});

test('takes the offices of La Poste by their sum of digits, and its head office by Luhn', () => {
  let good = 0;
  for (let office = 0; office < 100_000; office += 97) {
    const siret = `356000000${String(office).padStart(5, '0')}`;
    const sum = [...siret].map(Number).reduce((a, b) => a + b);
    if (office !== 48) expect([siret, readSiret(siret).ok]).toEqual([siret, sum % 5 === 0]);
    if (sum % 5 === 0) good++;
  }
  expect(good).toBeGreaterThan(150);
  expect(readSiret('35600000000048')).toEqual({ ok: true, value: '35600000000048' });
  expect(readSiret('12345678900015')).toEqual({ ok: false, reason: 'siren-key' });
});

test(`takes 160 GTIN of four lengths and refuses another digit at any place, seed ${seed}`, () => {
  for (let times = 0; times < 160; times++) {
    const body = digits([7, 11, 12, 13][times % 4]!);
    const sum = [...body.padStart(13, '0')].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 1 : 3), 0);
    const gtin = `${body}${(10 - (sum % 10)) % 10}`;
    expect(readGtin(gtin)).toEqual({ ok: true, value: gtin });
    const at = next(gtin.length);
    expect(readGtin(`${gtin.slice(0, at)}${other(gtin[at]!)}${gtin.slice(at + 1)}`)).toEqual({
      ok: false,
      reason: 'key',
    });
    expect(readGtin(digits([6, 9, 10, 15][times % 4]!))).toEqual({ ok: false, reason: 'length' });
  }
});

test.each([
  ['978-2-07-036822-8', '9782070368228'], // the ISBN of a book
  ['3 017620 422003', '3017620422003'],
  ['036000291452', '036000291452'],
  ['96385074', '96385074'],
])('reads the barcode %s', (typed, value) => {
  expect(readGtin(typed)).toEqual({ ok: true, value });
});

test.each([
  ['W511234567', 'W511234567'],
  ['w 511 234 567', 'W511234567'],
  ['W9R1001234', 'W9R1001234'],
  ['W2A1000123', 'W2A1000123'],
  ['W51123456', null],
  ['W5112345678', null],
  ['511234567', null],
  ['X511234567', null],
  ['WR11234567', null],
])('reads the RNA number %s as %s', (typed, value) => {
  expect(readRna(typed)).toEqual(value ? { ok: true, value } : { ok: false, reason: 'shape' });
});

test.each([
  ['FR-BIO-01', 'FR-BIO-01'],
  ['fr bio 10', 'FR-BIO-10'],
  ['FRBIO16', 'FR-BIO-16'],
  ['FR-BIO-1', null],
  ['FR-BIO-001', null],
  ['AB', null],
])('reads the control body %s as %s', (typed, value) => {
  expect(readControlBody(typed)).toEqual(value ? { ok: true, value } : { ok: false, reason: 'shape' });
});

test.each([
  ['FR 51.454.001 CE', 'FR 51.454.001 CE'],
  ['fr51454001ce', 'FR 51.454.001 CE'],
  ['FR 2A-004-012', 'FR 2A.004.012 CE'],
  ['FR 97.411.003 CE', 'FR 97.411.003 CE'],
  ['51.454.001', null],
  ['FR 51.454.01 CE', null],
  ['DE 51.454.001 CE', null],
])('reads the health mark %s as %s', (typed, value) => {
  expect(readHealthMark(typed)).toEqual(value ? { ok: true, value } : { ok: false, reason: 'shape' });
});
