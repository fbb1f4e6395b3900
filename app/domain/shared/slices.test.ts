import { expect, test } from 'vitest';
import { runInSlices, type Slices } from './slices.ts';

function* fiveTurns(done: number[]): Slices<string> {
  for (let i = 0; i < 5; i++) {
    done.push(i);
    yield;
  }
  return 'done';
}

test('between two slices the pause knows how long the slice took', async () => {
  const asked: number[] = [];
  const pause = async (tookMs: number) => asked.push(tookMs);
  expect(await runInSlices(fiveTurns([]), { pause })).toBe('done');
  expect(asked).toHaveLength(5);
  expect(asked.every((tookMs) => tookMs >= 0)).toBe(true);
});

test('work stops between two slices, without a result', async () => {
  const done: number[] = [];
  expect(await runInSlices(fiveTurns(done), { isStopping: () => done.length === 2 })).toBeUndefined();
  expect(done).toEqual([0, 1]);
});
