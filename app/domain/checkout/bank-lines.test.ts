import { expect, test } from 'vitest';
import { bankDay, signedCents } from './bank-cells.ts';
import { readBankTable } from './bank-columns.ts';
import { readBankLines } from './bank-lines.ts';
import { matchBankLines } from './bank-statement.ts';

const open = [{ orderId: 'ord_1', number: '7QK-4M2', owedCents: 22_740 }];

/** The lines of a text whose columns are recognised: day, cents and verdict of each. */
function read(text: string, known: ReadonlySet<string> = new Set()) {
  const { rows, roles } = readBankTable(text);
  if (!roles) return null;
  return matchBankLines(readBankLines(rows, roles), open, (key) => known.has(key));
}

test.each([
  ['plain', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,40'],
  ['all fields quoted', '"23/11/2026";"VIR LE HANGAR 7QK-4M2";"227,40"'],
  ['comma separated', '23/11/2026,VIR LE HANGAR 7QK-4M2,"227,40"'],
  ['comma separated, decimal point', '2026-11-23,VIR LE HANGAR 7QK-4M2,227.40'],
  ['one decimal', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,4'],
  ['EUR', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,40 EUR'],
  ['euro sign', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,40 €'],
  ['currency as last column', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,40;EUR'],
  ['C as last column', '23/11/2026;VIR LE HANGAR 7QK-4M2;227,40;C'],
  ['plus sign', '23/11/2026;VIR LE HANGAR 7QK-4M2;+227,40'],
  ['tabs', '23/11/2026\tVIR LE HANGAR 7QK-4M2\t227,40'],
  ['reference with a blank', '23/11/2026;VIR LE HANGAR 7QK 4M2;227,40'],
  ['reference without hyphen', '23/11/2026;VIR LE HANGAR 7qk4m2;227,40'],
  ['reference after REF_', '23/11/2026;VIR LE HANGAR REF_7QK-4M2;227,40'],
  ['value day as third column', '23/11/2026;VIR LE HANGAR 7QK-4M2;24/11/2026;227,40'],
  [
    'headers, balance last',
    'Date;Libellé;Débit (EUR);Crédit (EUR);Solde (EUR)\n23/11/2026;VIR LE HANGAR 7QK-4M2;;227,40;41,20',
  ],
  [
    'a title above the headers, zero in the other column',
    'Relevé du compte 00012345678\n\nDate opération;Libellé;Débit;Crédit;Solde\n23/11/2026;VIR LE HANGAR 7QK-4M2;0,00;227,40;1.268,60',
  ],
  ['English headers', 'Date,Description,Amount,Currency\n2026-11-23,VIR LE HANGAR 7QK-4M2,227.40,EUR'],
])('reads a line with %s', (_, text) => {
  expect(read(text)).toMatchObject([
    { day: '2026-11-23', amountCents: 22_740, verdict: 'enter', orderId: 'ord_1', orderNumber: '7QK-4M2' },
  ]);
});

test.each([
  ['debit, credit and balance', '23/11/2026;VIR LE HANGAR 7QK-4M2;;227,40;41,20'],
  ['a rejected payment and its balance', '23/11/2026;REJET PRLV LE HANGAR 7QK-4M2;-186,20;41,20'],
  ['an amount beside an empty column', '23/11/2026;PRLV 7QK-4M2;12,00;'],
  ['a decimal comma between commas', '23/11/2026,VIR LE HANGAR 7QK-4M2,227,40'],
  ['no date', 'VIR LE HANGAR 7QK-4M2;227,40;x'],
  ['words', 'bonjour'],
])('asks which column is what for %s', (_, text) => {
  expect(read(text)).toBeNull();
});

test.each([
  ['a negative amount', '23/11/2026;REJET PRLV LE HANGAR 7QK-4M2;-186,20', 'outgoing', -18_620],
  ['D as last column', '23/11/2026;REJET PRLV LE HANGAR 7QK-4M2;186,20;D', 'outgoing', -18_620],
  ['a debit', 'Date;Libellé;Débit;Crédit;Solde\n23/11/2026;REJET 7QK-4M2;186,20;;41,20', 'outgoing', -18_620],
  ['a minus behind', '23/11/2026;REJET 7QK-4M2;186,20-', 'outgoing', -18_620],
  ['debit and credit', 'Date;Libellé;Débit;Crédit\n23/11/2026;VIR 7QK-4M2;1,00;2,00', 'unread', null],
  ['another currency', 'Date;Libellé;Montant;Devise\n23/11/2026;VIR 7QK-4M2;12,00;USD', 'unread', null],
  ['an amount of two readings', 'Date;Libellé;Montant\n23/11/2026;VIR 7QK-4M2;1.010', 'unread', null],
  ['no day', 'Date;Libellé;Montant\n31/02/2026;VIR 7QK-4M2;12,00', 'unread', null],
  ['more than is owed', '23/11/2026;VIR 7QK-4M2;227,41', 'too-much', 22_741],
  ['no number', '23/11/2026;VIR LE HANGAR;12,00', 'no-order', 1200],
])('never takes as income a line with %s', (_, text, verdict, amountCents) => {
  expect(read(text)).toMatchObject([{ verdict, amountCents }]);
});

test('a label that names two open orders is for a person', () => {
  const { rows, roles } = readBankTable('23/11/2026;VIR 7QK-4M2 ET ABC-123;12,00');
  const both = [...open, { orderId: 'ord_2', number: 'ABC-123', owedCents: 5000 }];
  expect(matchBankLines(readBankLines(rows, roles!), both, () => false)).toMatchObject([{ verdict: 'two-orders' }]);
});

test('one transfer has one key however its line is written, the second equal one has its own', () => {
  const keyOf = (text: string) => read(text)!.map(({ key }) => key);
  const [key] = keyOf('23/11/2026;VIR LE HANGAR 7QK-4M2;10,50');
  for (const other of [
    '2026-11-23;VIR LE HANGAR 7QK-4M2;10,50',
    '23/11/2026;VIR LE HANGAR 7QK-4M2;10,50 €',
    '23/11/2026;VIR LE HANGAR 7QK-4M2;10,5',
    '"23.11.26"\t"Vir  le Hangar 7QK 4M2"\t"+10.50"',
    'Date;Libellé;Débit;Crédit;Solde\n23/11/2026;VIR LE HANGAR 7QK-4M2;;10,50;99,99',
  ])
    expect(keyOf(other)).toEqual([key]);
  const twice = keyOf('23/11/2026;VIR 7QK-4M2;10,00\n23/11/2026;VIR 7QK-4M2;10\n24/11/2026;VIR 7QK-4M2;10,00');
  expect(new Set(twice).size).toBe(3);
  const referenced = 'Date;Libellé;Montant;Référence\n23/11/2026;VIR 7QK-4M2;10,00;A1\n23/11/2026;VIR 7QK-4M2;10,00;A2';
  expect(keyOf(referenced)).not.toContain(twice[0]);
  expect(new Set(keyOf(referenced)).size).toBe(2);
});

test('an order takes lines until nothing is owed', () => {
  const lines = read('23/11/2026;VIR 7QK-4M2;200,00\n23/11/2026;VIR 7QK-4M2;27,40\n23/11/2026;VIR 7QK-4M2;0,01')!;
  expect(lines.map(({ verdict }) => verdict)).toEqual(['enter', 'enter', 'too-much']);
});

test.each([
  ['1 010,50', 101_050],
  ['1\u202f010,50\u00a0€', 101_050],
  ['1.010,50', 101_050],
  ['1,010.50', 101_050],
  ["1'010.50", 101_050],
  ['10,5', 1050],
  ['10', 1000],
  ['(10,50)', -1050],
  ['−10,50', -1050],
  ['10,50-', -1050],
  ['1.010', null],
  ['10,505', null],
  ['10,50 USD', null],
  ['--10', null],
  ['1.01,50', null],
  ['', null],
  ['12345678901', null],
])('reads the amount %j as %s cents', (cell, cents) => {
  expect(signedCents(cell)).toBe(cents);
});

test.each([
  ['23/11/2026', '2026-11-23'],
  ['1/2/26', '2026-02-01'],
  ['2026/11/23', '2026-11-23'],
  ['20261123', '2026-11-23'],
  ['31/02/2026', null],
  ['11/23/2026', null],
  ['227,40', null],
])('reads the day %s as %s', (cell, day) => {
  expect(bankDay(cell)).toBe(day);
});
