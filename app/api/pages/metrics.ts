import { createHash, timingSafeEqual } from 'node:crypto';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The figures for a monitoring system that has `METRICS_TOKEN`; without that setting there is no such page. */
export const loader = routeHandler('api/metrics', async ({ services }, { request }: LoaderFunctionArgs) => {
  const token = services.env.metricsToken;
  if (token === null) throw new NotFound('metrics');
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${token}`)))
    return new Response('METRICS_TOKEN is asked as a bearer token\n', {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="metrics"', 'cache-control': 'no-store' },
    });
  const { type, text } = await services.metrics.read();
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
});
