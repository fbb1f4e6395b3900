import { expect, test } from 'vitest';
import { readMethods } from '#app/domain/scoring/method-files.server.ts';
import { method } from '#seeds/shipped-rules.ts';
import { listMissingTexts } from './criterion-texts.server.ts';

test.each([...readMethods()])('every criterion of %s has its texts in each language', (_, version) => {
  expect(listMissingTexts(version)).toEqual([]);
});

test('names the texts that a new criterion lacks, by language', () => {
  const criteria = method.criteria.map((one, i) => (i === 0 ? { ...one, id: 'eco.new_thing' } : one));
  expect(listMissingTexts({ ...method, criteria }).map(({ field }) => field)).toEqual([
    'criteria.eco.new_thing.examples.fr',
    'criteria.eco.new_thing.examples.en',
    'criteria.eco.new_thing.accepted.en',
  ]);
});
