// The endpoints of Stripe's API that Halle calls, answered as Stripe does. Unknown parameters are refused.
import { createHash } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import { errorBody } from './answers.ts';
import type { ApiContext } from './api-context.ts';
import { connectApi } from './connect-api.ts';
import { injectFaults } from './faults.ts';
import { moneyApi } from './money-api.ts';
import { sessionsApi } from './sessions-api.ts';
import type { Store } from './store.ts';

export function stripeApi(api: ApiContext): Hono {
  return new Hono()
    .use('/v1/*', injectFaults(api.faults), requireKey, idempotent(api.store))
    .route('/v1', sessionsApi(api))
    .route('/v1', moneyApi(api))
    .route('/v1', connectApi(api))
    .notFound((c) => c.json(errorBody(`Unrecognized request URL (${c.req.method}: ${c.req.path}).`), 404));
}

const requireKey: MiddlewareHandler = async (c, next) => {
  if (!/^Bearer sk_test_/.test(c.req.header('authorization') ?? ''))
    return c.json(errorBody('Invalid API Key provided'), 401);
  return next();
};

/**
 * Idempotency as Stripe does it: a key replays its response, other parameters are refused, concurrent use is a
 * conflict.
 */
function idempotent(store: Store): MiddlewareHandler {
  const inFlight = new Set<string>();
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (c.req.method !== 'POST' || !key) return next();
    const paramsHash = createHash('sha256')
      .update(`${c.req.path}\n${await c.req.text()}`)
      .digest('hex');
    const known = store.findAnswer(key);
    if (known && known.paramsHash !== paramsHash)
      return c.json(
        errorBody(
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          'idempotency_error',
        ),
        400,
      );
    if (known)
      return c.body(known.body, known.status as 200, {
        'content-type': 'application/json',
        'idempotent-replayed': 'true',
      });
    if (inFlight.has(key))
      return c.json(
        errorBody('There is currently another in-progress request using this Idempotent Key.', 'idempotency_error'),
        409,
      );
    inFlight.add(key);
    try {
      await next();
      store.keepAnswer(key, { paramsHash, status: c.res.status, body: await c.res.clone().text() });
    } finally {
      inFlight.delete(key);
    }
  };
}
