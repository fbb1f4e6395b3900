import { expect, test } from 'vitest';
import { shortDescription } from './link-preview.ts';

test('cuts a description between words, at 160 characters at most', () => {
  expect(shortDescription(' Une  chaise\nde bureau. ')).toBe('Une chaise de bureau.');
  const long = shortDescription('mot '.repeat(60));
  expect([long.length <= 160, long.endsWith('mot…')]).toEqual([true, true]);
  expect(shortDescription('a'.repeat(300))).toHaveLength(160);
});
