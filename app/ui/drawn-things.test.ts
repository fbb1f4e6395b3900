import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { shippedThings } from '#app/domain/catalogue/things.server.ts';
import { drawnThings, undrawnThings } from './drawn-things.ts';
import { thingSprite } from './thing-sprite.ts';

const sprite = readFileSync('public/things.svg', 'utf8');
const symbols = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id!);

test('every thing has a drawing or stands among those without one', () => {
  const listed = [...drawnThings.keys(), ...undrawnThings].sort();
  expect(listed).toEqual(shippedThings.map(({ id }) => id).sort());
  expect(undrawnThings.filter((thing) => !thing.startsWith('other-'))).toEqual([]);
});

test('every drawing and badge that a page asks for is in the sprite', () => {
  const badges = [...drawnThings.values()].flatMap(({ badge }) => (badge ? [`badge-${badge}`] : []));
  const asked = new Set([...drawnThings.keys(), ...badges, 'badge-rent']);
  expect(symbols.filter((symbol, i) => symbols.indexOf(symbol) !== i)).toEqual([]);
  expect([...asked].filter((id) => !symbols.includes(id))).toEqual([]);
  expect(symbols.filter((symbol) => !asked.has(symbol))).toEqual([]);
});

test('every symbol draws something, in the colours of its page alone', () => {
  expect(
    [...sprite.matchAll(/<symbol id="([^"]+)"[^>]*>(.*?)<\/symbol>/g)].filter(([, , body]) => !/ d="m/i.test(body!)),
  ).toEqual([]);
  expect(sprite).not.toMatch(/#[0-9a-f]{3,6}\b|style=|<script|href=|NaN|undefined/i);
});

test('its address changes with its bytes, and it stays light', () => {
  const hash = createHash('sha256').update(sprite).digest('hex').slice(0, 12);
  expect(thingSprite).toBe(`/things.svg?v=${hash}`);
  expect(brotliCompressSync(sprite).length).toBeLessThan(42_000);
});

test('the notice names every set that gave a picture', () => {
  const notice = readFileSync('NOTICE', 'utf8');
  const table = readFileSync('app/ui/thing-pictures.psv', 'utf8');
  const sets = new Set([...table.matchAll(/^[\w-]+\|([\w-]+):/gm)].map(([, set]) => set!));
  expect(sets.size).toBe(13);
  expect([...sets].filter((set) => set !== 'halle' && !notice.includes(`@iconify-json/${set} `))).toEqual([]);
});
