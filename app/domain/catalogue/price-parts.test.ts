import { expect, test } from 'vitest';
import { parsePriceParts } from './price-parts.ts';

test.each([
  ['matière 35 %, travail 40 %, logistique 8 %, marge 7 %, taxes 10 %'],
  ['Taxes: 10, marge: 7, logistique: 8, travail: 40, matiere: 35'],
  ['material 35%; labour 40%; logistics 8%; margin 7%; taxes 10%'],
  ['matière 35,4 %, travail 39,6 %, logistique 8 %, marge 7 %, taxes 10 %'],
])('reads the five parts of a price: %s', (text) => {
  const parts = parsePriceParts(text);
  expect(Object.keys(parts ?? {}).sort()).toEqual(['labour', 'logistics', 'margin', 'material', 'taxes']);
  expect(parts).toMatchObject({ taxes: 10, margin: 7, logistics: 8 });
});

test.each([
  [''],
  ['prix juste'],
  ['matière 35 %, travail 65 %'], // parts are missing
  ['matière 35 %, travail 40 %, logistique 8 %, marge 7 %, taxes 30 %'], // more than the price
  ['matière 35 %, matière 40 %, logistique 8 %, marge 7 %, taxes 10 %'], // one twice
  ['matière 35 %, travail 40 %, logistique 8 %, marge 7 %, taxes 10 %, amour 0 %'],
  ['constructor 35 %, travail 40 %, logistique 8 %, marge 7 %, taxes 10 %'],
])('takes nothing else for a breakdown: %s', (text) => {
  expect(parsePriceParts(text)).toBeNull();
});
