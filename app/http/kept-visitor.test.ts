import { expect, test } from 'vitest';
import { demoTown } from '#seeds/demo-town.ts';
import { findPlainVisitor, keptKey, keptQuestion, readPlainHead } from './kept-visitor.ts';

const visit = (cookie: string, address = '/offers') =>
  findPlainVisitor(readPlainHead('GET', address, ['Host', 'halle.test', 'Cookie', cookie])!, {
    town: demoTown,
    secure: false,
    countLines: () => 0,
    findMember: () => null,
  });

test('a page is kept by how many offers are ticked, never by which', () => {
  const [two, others, one] = ['3.12', '7.9', '7'].map((ids) => visit(`halle-compared=${ids}`)!);
  expect(keptKey('/offers', two!)).toBe(keptKey('/offers', others!));
  expect(keptKey('/offers', one!)).not.toBe(keptKey('/offers', two!));
  expect([...keptQuestion('http://halle.test', '/offers', two!).headers.values()].join()).not.toContain('3');
});

test('ticked offers that are not ours to read, and their own page, are for the app', () => {
  expect(visit('halle-compared=x')).toBeNull();
  expect(visit('halle-compared=1.2.3.4.5')).toBeNull();
  expect(visit('halle-compared=1.2', '/compare/tray')).toBeNull();
  expect(visit('halle-compared=1.2', '/compare/offers?offer=a&offer=b')?.comparedOffers).toBe(2);
});
