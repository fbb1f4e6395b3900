import { expect, test } from 'vitest';
import { findOwnValue } from './own-value.ts';

const table = { open: 'ouvert', none: null };
const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'closed', '', null, undefined];

test('finds what a table has itself', () => {
  expect([findOwnValue(table, 'open'), findOwnValue(table, 'none')]).toEqual(['ouvert', null]);
  expect(findOwnValue(JSON.parse('{"__proto__": "typed"}'), '__proto__')).toBe('typed');
});

test.each(words)('finds nothing under the word %s', (word) => {
  expect([findOwnValue(table, word), findOwnValue(null, word)]).toEqual([undefined, undefined]);
});
