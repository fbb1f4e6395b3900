// Two engines as one: if the first is down or slow, the second answers and the page says so. A circuit breaker
// opens after three failures, so that searches do not wait for an engine known to be down; it retries by itself.
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll as forAll } from 'cockatiel';
import type { SearchEngine } from './search.ts';

const failuresToOpen = 3;
const tryAgainMs = 5000;

/** Both engines must read the same tables: changes are written through the first one only. */
export function withFallback(
  first: SearchEngine,
  second: SearchEngine,
  onError: (error: unknown) => void,
  halfOpenAfter = tryAgainMs,
): SearchEngine {
  const breaker = circuitBreaker(forAll, { halfOpenAfter, breaker: new ConsecutiveBreaker(failuresToOpen) });
  async function either<T>(ask: (engine: SearchEngine) => Promise<T>, degraded: (answer: T) => T): Promise<T> {
    try {
      return await breaker.execute(() => ask(first));
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) onError(error);
      return degraded(await ask(second));
    }
  }
  return {
    search: (query) =>
      either(
        (engine) => engine.search(query),
        (page) => ({ ...page, degraded: true }),
      ),
    vocabulary: (locale) =>
      either(
        (engine) => engine.vocabulary(locale),
        (vocabulary) => vocabulary,
      ),
    facetValues: (...asked) =>
      either(
        (engine) => engine.facetValues(...asked),
        (values) => values,
      ),
    apply: (changes) => first.apply(changes),
    flush: () => first.flush(),
    beginRebuild: () => first.beginRebuild(),
    configure: () => first.configure(),
    status: () =>
      either(
        (engine) => engine.status(),
        (status) => status,
      ),
    async close() {
      await Promise.all([first.close(), second.close()]);
    },
  };
}
