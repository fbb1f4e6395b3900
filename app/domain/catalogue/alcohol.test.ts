import { expect, test } from 'vitest';
import { isAlcoholic } from './alcohol.ts';

const offer = (fr: string, more: Partial<Parameters<typeof isAlcoholic>[0]> = {}) =>
  isAlcoholic({ kind: 'new', category: 'food', name: { fr }, attributes: {}, ...more });

test.each([
  ['Bière blonde, caisse de 12 × 75 cl consignées', true],
  ['Vin blanc sec, 75 cl', true],
  ['Cidre fermier brut', true],
  ['Bière sans alcool, 33 cl', false],
  ['Vinaigre de cidre, 50 cl', false],
  ['Gelée de vin chaud', false],
  ['Limonade, caisse de 12', false],
  ['Vingt œufs', false],
])('%s: %s', (name, alcoholic) => {
  expect(offer(name)).toBe(alcoholic);
});

test.each([
  ['0', false],
  ['0.5', false], // with alcohol in no law: traces up to 1.2 % (Code de la santé publique, L3321-1)
  ['1,2 %', false],
  ['1.3', true],
  ['05.8', true],
  ['10', true],
  ['yes', true],
  ['sans', false],
])('a drink of %s says whether it has alcohol', (alcohol, alcoholic) => {
  expect(offer('Bière de table', { attributes: { alcohol } })).toBe(alcoholic);
});

test('a rented dispenser is no drink, and the attribute of the supplier decides', () => {
  expect(offer('Tireuse à bière', { kind: 'rental', category: 'rentals' })).toBe(false);
  expect(offer('Cuvée du hangar', { attributes: { alcohol: '5,8 %' } })).toBe(true);
  expect(offer('Bière de table', { attributes: { alcohol: 'non' } })).toBe(false);
  expect(offer('Bière de table', { attributes: { alcohol: '0,0 %' } })).toBe(false);
});
