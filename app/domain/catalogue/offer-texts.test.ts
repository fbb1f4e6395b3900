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
  expect({ ...draftTexts(columns), stock: 3 }).toEqual(draft);
});

test('a change of one field keeps the other languages', () => {
  const name = { fr: 'Chaise', en: 'Chair', nl: 'Stoel' };
  expect(draftColumns({ nameFr: 'Siège' }, { name, description: { fr: 'En hêtre.' } })).toEqual({
    name: { fr: 'Siège', en: 'Chair', nl: 'Stoel' },
    description: { fr: 'En hêtre.', en: null },
  });
});
