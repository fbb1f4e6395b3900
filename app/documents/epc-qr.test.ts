import { expect, test } from 'vitest';
import { epcPicture, epcText } from './epc-qr.server.ts';

const owed = {
  holder: 'Halle, Microville 112',
  iban: 'FR1420041010050500013M02606',
  cents: 8750,
  remittance: '7QK-4M2',
};

test('writes the lines of EPC069-12 in their order', () => {
  expect(epcText(owed)).toBe(
    'BCD\n002\n1\nSCT\n\nHalle, Microville 112\nFR1420041010050500013M02606\nEUR87.50\n\n\n7QK-4M2',
  );
});

test('keeps the lengths of the guideline', () => {
  const lines = epcText({ ...owed, holder: 'x'.repeat(90), remittance: 'y'.repeat(200) }).split('\n');
  expect([lines[5]!.length, lines[10]!.length]).toEqual([70, 140]);
  expect(Buffer.byteLength(lines.join('\n'))).toBeLessThanOrEqual(331);
});

test('draws a PNG', async () => {
  expect((await epcPicture(owed)).subarray(1, 4).toString()).toBe('PNG');
});
