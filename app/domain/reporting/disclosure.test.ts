import { expect, test } from 'vitest';
import { type AuditedLine, Disclosure, type Equation } from './disclosure.ts';

type Line = AuditedLine & { rate: number };

/** One line of each seller: euros and a public rate, of a buyer of its own. */
const lines = (...sales: [euros: number, rate: number][]): Line[] =>
  sales.map(([size, rate], i) => ({ seller: `s${i}`, buyer: `b${i}`, atom: '', size, rate }));
const sum = (own: Line[], value: (line: Line) => number, slack = 0): Equation<Line> => ({
  values: new Map(own.map((line) => [line, value(line)])),
  slack,
});
const spent = (own: Line[]) => sum(own, ({ size }) => size);
const retained = (own: Line[], slack = 0) => sum(own, ({ size, rate }) => size * rate, slack);

test('a total of many sellers discloses none of them', () => {
  const own = lines([100, 0.5], [90, 0.4], [80, 0.6], [70, 0.3], [60, 0.7]);
  expect(
    Disclosure.of(own)
      .with([spent(own)])
      .isDisclosing(),
  ).toBe(false);
});

test('as many sums as sellers disclose all of them, a sum with one seller that one', () => {
  const own = lines([100, 0.5], [90, 0.4], [80, 0.6]);
  const squares = sum(own, ({ size, rate }) => size * rate * rate);
  expect(
    Disclosure.of(own)
      .with([spent(own), retained(own), squares])
      .isDisclosing(),
  ).toBe(true);
  expect(
    Disclosure.of(own)
      .with([spent(own), spent(own.slice(0, 1))])
      .isDisclosing(),
  ).toBe(true);
  expect(
    Disclosure.of(own)
      .with([spent(own), spent(own.slice(1))])
      .isDisclosing(),
  ).toBe(true); // the difference
});

test('a single other rate is solved for exactly, and hidden by rounding', () => {
  const own = lines([100, 0.5], [90, 0.5], [80, 0.5], [70, 0.5], [60, 0.7]);
  expect(
    Disclosure.of(own)
      .with([spent(own), retained(own)])
      .isDisclosing(),
  ).toBe(true);
  expect(
    Disclosure.of(own)
      .with([spent(own), retained(own, 10)])
      .isDisclosing(),
  ).toBe(false);
});

test('a seller who knows its own sales is taken into account', () => {
  const own = lines([100, 0.5], [90, 0.4], [5, 0.6]);
  expect(
    Disclosure.of(own)
      .with([spent(own)])
      .isDisclosing(),
  ).toBe(true);
});

test('a buyer who knows its own orders is taken into account', () => {
  const own = lines([100, 0.5], [90, 0.4], [80, 0.6], [70, 0.3]);
  const one = own.map((line, i) => ({ ...line, buyer: i === 0 ? 'b0' : 'b1' }));
  expect(
    Disclosure.of(one)
      .with([spent(one)])
      .isDisclosing(),
  ).toBe(true); // b1 knows all but one
});
