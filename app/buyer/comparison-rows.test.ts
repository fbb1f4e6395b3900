import { expect, test } from 'vitest';
import { compareOffers } from '#app/domain/buying/comparison.server.ts';
import { writtenIn } from '#app/domain/buying/comparison.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { comparisonRows } from './comparison-rows.ts';

test('the words of a comparison say their language to a reader of another one', async () => {
  const town = await openTown();
  const slugs = ['chaise-de-bureau-remise-en-etat', 'chaise-de-reunion-empilable'];
  const comparison = compareOffers({ ...town.ctx(), audience: 'professional', place: demoTown.hub }, slugs, 4);
  const read = (locale: 'fr' | 'en') => {
    const rows = comparisonRows(comparison, { t: catalogues[locale], locale, reading: 'net' });
    return new Map(rows.map(({ key, langs }) => [key, langs]));
  };
  expect([writtenIn(comparison, 'fr'), writtenIn(comparison, 'en')]).toEqual([undefined, 'fr']);
  expect(read('en').get('thing')).toEqual(['fr', 'fr']);
  expect(read('en').get('condition_note text')).toEqual(['fr', 'fr']);
  expect(read('en').get('condition choice')).toEqual([undefined, undefined]);
  expect([...read('fr').values()].flat().filter(Boolean)).toEqual([]);
});
