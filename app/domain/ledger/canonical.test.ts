import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical.ts';

const word = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  .filter((text) => text.isWellFormed());
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.maxSafeInteger().filter((value) => !Object.is(value, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(word, tie('json'), { maxKeys: 5 }),
  ),
}));

test('writes what the reference library of RFC 8785 writes', () => {
  fc.assert(fc.property(json, (value) => canonicalJson(value) === canonicalize(value)));
});

test.each([
  ['a lone surrogate in a value', { a: '\ud800' }],
  ['a lone surrogate in a key', { '\udfff': 1 }],
  ['minus zero', [-0]],
  ['undefined', { a: undefined }],
])('throws TypeError for %s', (_, value) => {
  expect(() => canonicalJson(value as never)).toThrow(TypeError);
});
