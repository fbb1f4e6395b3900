import { expect, test } from 'vitest';
import { completeCatalogue } from './complete-catalogue.ts';

const french = {
  title: 'Panier',
  nav: { market: 'Le marché', lines: (count: number) => `Panier (${count})` },
  steps: [['Un', 'Deux']],
  names: { eco: 'Économie' } as Record<string, string>,
};

test('falls back to French key by key; functions and lists count as one key', () => {
  const own = completeCatalogue(french, { nav: { lines: (count) => `Mand (${count})` }, names: { soc: 'Sociaal' } });
  expect(own.nav.lines(2)).toBe('Mand (2)');
  expect([own.title, own.nav.market, own.steps]).toEqual(['Panier', 'Le marché', [['Un', 'Deux']]]);
  expect(own.names).toEqual({ eco: 'Économie', soc: 'Sociaal' });
  expect(completeCatalogue(french, { steps: [['Een']] }).steps).toEqual([['Een']]);
  expect(completeCatalogue(french, {})).toEqual(french);
});
