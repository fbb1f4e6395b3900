// Long work in slices: a generator that yields where others may have their turn. Whoever needs the result now runs it at
// once; a job runs it in slices, and requests are answered between two of them.
import { setImmediate, setTimeout } from 'node:timers/promises';

/** A pause of twice the time that a slice took: others have two thirds of the processor. For work that no other waits for. */
export function restTwice(tookMs: number): Promise<void> {
  return setTimeout(tookMs * 2);
}

/** A slice is bounded by rows, so that it takes as long in a large town as in a small one. */
export type Slices<T = void> = Generator<undefined, T, undefined>;

export function runAtOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * `pause`: resolves when the next slice may begin, by default when waiting requests had their turn. `isStopping`: end
 * between two slices; the result is then undefined.
 */
export async function runInSlices<T>(
  work: Slices<T>,
  {
    pause = () => setImmediate(),
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
