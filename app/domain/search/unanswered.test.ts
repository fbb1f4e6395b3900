import { expect, test } from 'vitest';
import { minPeopleShown, readThingSubject, unansweredOf } from './unanswered.ts';
import type { ReadChip } from './understanding/read-chip.ts';

const nothing = { answered: false, things: [] as string[], sold: null };
const chip = (name: ReadChip['name'], value: string): ReadChip => ({ name, value, text: value });

test('names the thing that is not sold, with what was asked of it', () => {
  const read = {
    terms: 'téléphone',
    chips: [chip('kind', 'reused'), chip('kind', 'repaired'), chip('price_max', '5000')],
  };
  const found = unansweredOf({ ...nothing, things: ['telephone'], read }, 'fr');
  expect(found).toEqual({ subject: 'thing:telephone kind:repaired kind:reused', text: null });
});

test('names a thing that is sold by the conditions that no offer meets, without their numbers', () => {
  const read = { terms: 'pain', chips: [chip('diet', 'gluten-free'), chip('day', '2026-05-12')] };
  const found = unansweredOf({ ...nothing, sold: 'bread', read }, 'fr');
  expect(found).toEqual({ subject: 'thing:bread diet:gluten-free day:', text: null });
  expect(readThingSubject(found!.subject)).toEqual({
    thing: 'bread',
    conditions: [
      { name: 'diet', value: 'gluten-free' },
      { name: 'day', value: '' },
    ],
  });
});

test('takes words in any order, number and spelling of accents for the same', () => {
  const of = (terms: string) => unansweredOf({ ...nothing, read: { terms, chips: [] } }, 'fr');
  expect(of('Voiles de bateau')?.subject).toBe(of('bateaux à VOILE')?.subject);
  expect(of('bateaux à voile')?.text).toBe('bateaux voile');
});

test('leaves out numbers, references, long texts and what was answered', () => {
  const of = (terms: string, chips: ReadChip[] = [], answered = false) =>
    unansweredOf({ ...nothing, answered, read: { terms, chips } }, 'fr');
  expect(of('06 12 34 56 78')).toBeNull();
  expect(of('', [chip('reference', 'AB-1234')])).toBeNull();
  expect(of('je cherche partout depuis trois semaines quelque chose qui ressemble vaguement a cela')).toBeNull();
  expect(of('voile', [], true)).toBeNull();
});

test('shows people in steps', () => {
  expect([4, 5, 9, 10, 49, 250].map(minPeopleShown)).toEqual([0, 5, 5, 10, 20, 100]);
});
