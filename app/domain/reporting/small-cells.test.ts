import { expect, test } from 'vitest';
import { type CellPart, cellFault, dominantCo2Share, growSafely } from './small-cells.ts';

/** Orders of a seller and a buyer; the value of each is in euros. */
const cell = (...orders: [seller: string, buyer: string, value: number][]): CellPart[] =>
  orders.map(([seller, buyer, value], i) => ({ order: String(i), seller, buyer, value }));

const sound = cell(['a', 'x', 30], ['b', 'y', 30], ['c', 'z', 30], ['a', 'y', 20], ['b', 'z', 20]);

test('needs five orders, three sellers and three buyers', () => {
  expect(cellFault(sound)).toBeNull();
  expect(cellFault([])).toBeNull(); // nothing in it
  expect(cellFault(sound.slice(1))).toBe('orders');
  expect(cellFault(sound.map((one) => ({ ...one, seller: one.seller === 'c' ? 'a' : one.seller })))).toBe('sellers');
  expect(cellFault(sound.map((one) => ({ ...one, buyer: one.buyer === 'z' ? 'x' : one.buyer })))).toBe('buyers');
  expect(cellFault(sound.map((one, i) => ({ ...one, value: i === 0 ? 0 : one.value })))).toBe('orders');
});

test('no seller and no buyer makes more than 85 %', () => {
  const large = (value: number, side: 'seller' | 'buyer') =>
    Array.from({ length: 9 }, (_, i): CellPart => {
      const party = { seller: `s${i % 3}`, buyer: `b${Math.floor(i / 3)}` };
      return { order: String(i), ...party, value: party[side].endsWith('0') ? value : 10 };
    });
  for (const side of ['seller', 'buyer'] as const) {
    expect(cellFault(large(20, side))).toBeNull();
    expect(cellFault(large(120, side))).toBe('dominant');
  }
});

test('no seller and no buyer makes more than half of the CO2e that the town says', () => {
  const parts = (value: number) => sound.map((one, i) => ({ ...one, value: i === 2 ? value : one.value }));
  expect(cellFault(parts(60), dominantCo2Share)).toBeNull();
  expect(cellFault(parts(120), dominantCo2Share)).toBe('dominant');
  expect(cellFault(parts(120))).toBeNull();
});

test('no party that subtracts its own share comes within 20 % of another', () => {
  const of = (a: number, b: number, c: number) =>
    Array.from({ length: 9 }, (_, i): CellPart => {
      const seller = i % 3;
      return { order: String(i), seller: `s${seller}`, buyer: `b${Math.floor(i / 3)}`, value: [a, b, c][seller]! };
    });
  expect(cellFault(of(100, 60, 21))).toBeNull();
  expect(cellFault(of(100, 60, 19))).toBe('dominant'); // the second knows 60, and the first between 100 and 119
});

test('a count grows by sound steps alone', () => {
  const at = (size: number, own: CellPart[]) => own.map((one) => ({ ...one, order: `${size} ${one.order}`, size }));
  const shown = growSafely([...at(10, sound), ...at(20, sound.slice(0, 2)), ...at(30, sound.slice(2))]);
  expect(shown).toHaveLength(10);
  expect(growSafely([...at(10, sound), ...at(20, sound.slice(0, 2))])).toHaveLength(5);
});
