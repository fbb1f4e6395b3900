import { expect, test } from 'vitest';
import { draftColumns, draftTexts, noTexts } from './offer-texts.ts';

test('a new offer gets one text by language of the fields of its draft', () => {
  const draft = { nameFr: 'Chaise', nameEn: 'Chair', descriptionFr: 'En hêtre.', descriptionEn: '', stock: 3 };
  const columns = draftColumns(draft, noTexts);
  expect(columns).toEqual({
    name: { fr: 'Chaise', en: 'Chair' },
    description: { fr: 'En hêtre.', en: null },
    stock: 3,
  });
  expect({ ...draftTexts({ ...columns, variant: null }), stock: 3 }).toEqual(draft);
});

test('the name of a variant ends with its label, which its draft has beside the name', () => {
  const variant = [
    { axis: 'colour', value: 'bleu' },
    { axis: 'size', value: 'L' },
  ] as const;
  const draft = {
    nameFr: 'Tablier',
    nameEn: 'Apron',
    descriptionFr: '',
    descriptionEn: '',
    family: 'tablier',
    variant,
  };
  const { name } = draftColumns(draft, noTexts);
  expect(name).toEqual({ fr: 'Tablier, bleu, L', en: 'Apron, bleu, L' });
  const before = { name, description: { fr: '' }, variant };
  expect(draftTexts(before)).toMatchObject({ nameFr: 'Tablier', nameEn: 'Apron' });
  expect(draftColumns({ nameFr: 'Tablier long' }, before).name.fr).toBe('Tablier long, bleu, L');
  expect(draftColumns({ variant: null, family: null }, before).name.fr).toBe('Tablier');
});

test('a change of one field keeps the other languages', () => {
  const name = { fr: 'Chaise', en: 'Chair', nl: 'Stoel' };
  expect(draftColumns({ nameFr: 'Siège' }, { name, description: { fr: 'En hêtre.' }, variant: null })).toEqual({
    name: { fr: 'Siège', en: 'Chair', nl: 'Stoel' },
    description: { fr: 'En hêtre.', en: null },
  });
});
