import { expect, test } from 'vitest';
import { frenchVatNumber, isVatNumber } from './vat-number.ts';

test.each([
  ['FR44732829320', true],
  ['FR45732829320', false], // another key
  ['FRK7399859412', true], // a key with a letter
  ['FR4Z123456782', true],
  ['FRK0912345675', false],
  ['FR4473282932', false],
  ['DE136695976', true],
  ['DE13669597', false],
  ['NL004495445B01', true],
  ['NL004495445', false],
  ['ATU13585627', true],
  ['EL094259216', true],
  ['GR094259216', false], // Greece is EL
  ['ZZ999', false],
  ['__proto__', false],
  ['', false],
])('%s is a VAT number: %s', (number, expected) => {
  expect(isVatNumber(number)).toBe(expected);
});

test('the French number of a SIREN has its key', () => {
  expect(frenchVatNumber('732829320')).toBe('FR44732829320');
});
