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

test('a rented dispenser is no drink, and the attribute of the supplier decides', () => {
  expect(offer('Tireuse à bière', { kind: 'rental', category: 'rentals' })).toBe(false);
  expect(offer('Cuvée du hangar', { attributes: { alcohol: '5,8 %' } })).toBe(true);
  expect(offer('Bière de table', { attributes: { alcohol: 'non' } })).toBe(false);
  expect(offer('Bière de table', { attributes: { alcohol: '0,0 %' } })).toBe(false);
});
