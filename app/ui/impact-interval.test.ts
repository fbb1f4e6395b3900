import { expect, test } from 'vitest';
import { axisRange } from './impact-interval.tsx';

const span = (lo: number, hi: number) => ({ lo, mid: (lo + hi) / 2, hi });

test('an axis begins where the data are, and zero is on it', () => {
  expect(axisRange([span(-200, -100), span(-80, -40)])).toEqual({ from: -210, to: 10 });
  expect(axisRange([span(-100, 100)])).toEqual({ from: -110, to: 110 });
  expect(axisRange([span(40, 100)])).toEqual({ from: -5, to: 105 });
});

test('an axis of nothing has a width all the same', () => {
  const { from, to } = axisRange([span(0, 0)]);
  expect(to).toBeGreaterThan(from);
});
