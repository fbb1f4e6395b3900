// Network faults by seed: the request or its response lost, too many requests, a server error, slowness.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import { errorBody } from './answers.ts';

export type Fault = 'lost-before' | 'lost-after' | 'busy' | 'error' | 'slow';
/** The fault of the next request; null for none. */
export type Faults = () => Fault | null;

const kinds: readonly Fault[] = ['lost-before', 'lost-after', 'busy', 'error', 'slow'];
const slowMs = 40;

/**
 * `perMille` faults in a thousand requests. `random(n)` returns a number below n; seeded, it repeats the same faults.
 */
export function randomFaults(random: (below: number) => number, perMille: number): Faults {
  return () => (random(1000) < perMille ? kinds[random(kinds.length)]! : null);
}

export function injectFaults(faults: Faults): MiddlewareHandler {
  return async (c, next) => {
    const fault = faults();
    const hangUp = () => {
      (c.env as { outgoing: { destroy: () => void } }).outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    };
    if (fault === 'lost-before') return hangUp();
    if (fault === 'busy') return c.json(errorBody('Too many requests', 'invalid_request_error', 'rate_limit'), 429);
    if (fault === 'error') return c.json(errorBody('An error occurred', 'api_error'), 500);
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs));
    await next();
    return fault === 'lost-after' ? hangUp() : undefined;
  };
}
