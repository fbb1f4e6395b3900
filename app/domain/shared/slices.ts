// Long work in slices: a generator that yields where others may have their turn. Whoever needs the result now runs it at
// once; a job runs it in slices, and requests are answered between two of them.
import { setTimeout } from 'node:timers/promises';

/** A slice is bounded by rows, so that it takes as long in a large town as in a small one. */
export type Slices<T = void> = Generator<undefined, T, undefined>;

export function runAtOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * `pause`: resolves when the next slice may begin; by default after twice the time that the last one took, so that
 * waiting requests have two thirds of the processor. `isStopping`: end between two slices; the result is then undefined.
 */
export async function runInSlices<T>(
  work: Slices<T>,
  {
    pause = (tookMs) => setTimeout(tookMs * 2),
    isStopping = () => false,
  }: { pause?: (tookMs: number) => Promise<unknown>; isStopping?: () => boolean } = {},
): Promise<T | undefined> {
  while (!isStopping()) {
    const begun = performance.now();
    const step = work.next();
    if (step.done) return step.value;
    await pause(performance.now() - begun);
  }
  return undefined;
}
