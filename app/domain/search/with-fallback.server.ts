// Two engines as one: if the first is down or slow, the second answers and the page says so. A circuit breaker
// opens after three failures, so that searches do not wait for an engine known to be down; it retries by itself.
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleAll as forAll } from 'cockatiel';
import type { SearchEngine, SearchFault, SearchStatus } from './search.ts';

const failuresToOpen = 3;
const tryAgainMs = 5000;

/**
 * Both engines must read the same tables: changes are written through the first one only. `report` hears when the second
 * begins to answer, with the reason, and when the first one does again (null).
 */
export function withFallback(
  first: SearchEngine,
  second: SearchEngine,
  report: (fault: SearchFault | null) => void,
  halfOpenAfter = tryAgainMs,
): SearchEngine {
  const breaker = circuitBreaker(forAll, { halfOpenAfter, breaker: new ConsecutiveBreaker(failuresToOpen) });
  let fault: SearchFault | null = null;

  function fails(error: unknown): void {
    if (fault) return;
    fault = { since: new Date().toISOString(), reason: reasonOf(error) };
    report(fault);
  }
  function answers(): void {
    if (!fault) return;
    fault = null;
    report(null);
  }
  async function either<T>(ask: (engine: SearchEngine) => Promise<T>, degraded: (answer: T) => T): Promise<T> {
    try {
      const answer = await breaker.execute(() => ask(first));
      answers();
      return answer;
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) fails(error);
      return degraded(await ask(second));
    }
  }
  /** The first engine is asked whatever its last searches met: after a fault it may be well again. */
  async function status(): Promise<SearchStatus> {
    try {
      return await first.status();
    } catch (error) {
      const { since } = fault ?? { since: new Date().toISOString() };
      return { ...(await second.status()), fault: { since, reason: reasonOf(error) } };
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
    status,
    async close() {
      await Promise.all([first.close(), second.close()]);
    },
  };
}

/** The reason of a failure as one line, its cause last. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const within = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${within}`.slice(0, 300);
}
