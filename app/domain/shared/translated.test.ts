import { expect, test } from 'vitest';
import { fieldByLanguage, foreignLocale, isSourceText, translated, translatedField } from './translated.ts';

test('shows the language asked for, else French, else any that has a text', () => {
  expect(translated({ fr: 'Établi', en: 'Workbench' }, 'en')).toBe('Workbench');
  expect(translated({ fr: 'Établi', en: '' }, 'en')).toBe('Établi');
  expect(translated({ fr: null, en: 'Workbench' }, 'fr')).toBe('Workbench');
  expect(translated({}, 'fr')).toBe('');
});

test('names the language of a text that is not in the language of its page', () => {
  expect(foreignLocale({ fr: 'Établi', en: 'Workbench' }, 'en')).toBeUndefined();
  expect(foreignLocale({ fr: 'Établi', en: null }, 'en')).toBe('fr');
  expect(foreignLocale({ en: 'Workbench' }, 'fr')).toBe('en');
  expect(foreignLocale({}, 'en')).toBeUndefined();
});

test('gathers the keys of a field, of a data file or of an invoice', () => {
  const criterion = { label_fr: 'Tri', label_en: 'Sorting' };
  expect(fieldByLanguage(criterion, 'label')).toEqual({ fr: 'Tri', en: 'Sorting' });
  expect(fieldByLanguage({ nameFr: 'Tri' }, 'name')).toEqual({ fr: 'Tri', en: null });
  const line = { nameFr: 'Tri', nameEn: '' };
  expect(translatedField(line, 'name', 'en')).toBe('Tri');
});

test('knows the shape of a stored text by its French one', () => {
  expect([{ fr: '' }, { fr: 'Tri', en: null, nl: 'Sorteren' }].every(isSourceText)).toBe(true);
  expect([null, 'Tri', {}, { en: 'Sorting' }, { fr: null }, { fr: 'Tri', en: 1 }].some(isSourceText)).toBe(false);
});
