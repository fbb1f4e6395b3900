import { expect, test } from 'vitest';
import { catalogues } from '../messages.ts';
import { typesetFrench } from './typeset.ts';

test('makes spaces before high marks and inside guillemets no-break', () => {
  const said = {
    plain: 'Sûr ? Voici « un fait » : dites-le ; vite !',
    from: (name: string) => `${name} : oui`,
    list: ['a ?', 1, null],
  };
  const set = typesetFrench(said);
  expect(set.plain).toBe('Sûr\u00a0? Voici «\u00a0un fait\u00a0»\u00a0: dites-le\u00a0; vite\u00a0!');
  expect([set.from('Noé'), set.list]).toEqual(['Noé\u00a0: oui', ['a\u00a0?', 1, null]]);
  expect(typesetFrench(set).plain).toBe(set.plain);
});

test('typesets the whole French catalogue', () => {
  expect(JSON.stringify(catalogues.fr)).not.toMatch(/ [:;?!»]|« /);
});
