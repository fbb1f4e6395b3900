import { expect, test } from 'vitest';
import { claimKinds, forbiddenClaims, isTested } from './claims.ts';

test.each([
  ['Savon écologique', 'generic-eco'],
  ['SAVON ÉCOLOGIQUE', 'generic-eco'],
  ['Respectueux de l’environnement', 'generic-eco'],
  ['An eco-friendly soap', 'generic-eco'],
  ['Good: environmentally friendly', 'generic-eco'],
  ['Le choix vert', 'green'],
  ['A green product', 'green'],
  ['Savon vert', 'green'],
  ['Neutre en carbone', 'neutral'],
  ['Carbon-neutral delivery', 'neutral'],
  ['Sac biodégradable', 'biodegradable'],
  ['Emballage compostable', 'biodegradable'],
  ['Éco-responsable', 'responsible'],
  ['Sustainably made', 'responsible'],
  ['Une chaise durable', 'durable'],
  ['A sustainable chair', 'durable'],
  ['100 % naturel', 'natural'],
  ['Sans impact', 'clean'],
  ['Zéro déchet', 'zero'],
  ['Ordinateur reconditionné', 'refurbished'],
  ['Refurbished laptop', 'refurbished'],
  ['Savon éco\u00adlogique', 'generic-eco'],
  ['Savon éco\u200blogique', 'generic-eco'],
  ['Neutre  en\ncarbone', 'neutral'],
  ['Eco\u2011friendly soap', 'generic-eco'],
  ['ｄｕｒａｂｌｅ', 'durable'],
  ['Chaise durаble', 'durable'], // with a Cyrillic a
] as const)('refuses "%s" as a claim of kind %s', (text, kind) => {
  expect(forbiddenClaims(text).map((claim) => claim.kind)).toContain(kind);
});

test.each([
  'Bois de chêne, garanti durable 10 ans',
  'Compostable selon EN 13432',
  'Peinture verte, RAL 6005',
  'Haricots verts fins',
  'Green beans, entretien des espaces verts',
  'Tissu vert foncé',
  'Lumière naturelle',
  'Bouteille en verre consignée',
  'Légumes de saison, lavés à l’eau claire',
  'Formation acheter responsable',
  'Greenhouse tomatoes',
])('allows "%s", which states a fact', (text) => {
  expect(forbiddenClaims(text)).toEqual([]);
});

test('allows "refurbished" when tested, and for IT only with data erased', () => {
  expect(isTested({ category: 'it', attributes: { tested: 'oui' } })).toBe(false);
  expect(isTested({ category: 'it', attributes: { tested: 'oui', data_erased: 'oui' } })).toBe(true);
  expect(isTested({ category: 'furniture', attributes: { tested: 'yes' } })).toBe(true);
  expect(forbiddenClaims('Chaise reconditionnée', true)).toEqual([]);
});

test('every kind of claim has at least one pattern', () => {
  const texts =
    'écologique le choix vert neutre en carbone biodégradable éco-responsable durable 100 % naturel sans impact zéro déchet reconditionné';
  expect(new Set(forbiddenClaims(texts).map((claim) => claim.kind))).toEqual(new Set(claimKinds));
});
